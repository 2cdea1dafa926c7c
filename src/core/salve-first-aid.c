/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-first-aid.h"

#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

enum
{
  AID_BLOOD,
  AID_PAIN,
  AID_DIZZY,
  N_AIDS
};

static const SalveFirstAid aids[N_AIDS] = {
  [AID_BLOOD] = {
    .because = "blood",
    .title = N_("Blood: press gauze on it"),
    .picture = "salve-picture-gauze-symbolic",
    .touched = TRUE,
    .sources = "S10, S61, S79, S120, GK",
  },
  [AID_PAIN] = {
    .because = "pain",
    .title = N_("Sharp pain: cool it"),
    .picture = "salve-picture-cool-symbolic",
    .touched = TRUE,
    .sources = "S41, S61, S75, S120, GK",
  },
  [AID_DIZZY] = {
    .because = "dizzy",
    .title = N_("Dizzy: lie down, legs up"),
    .picture = "salve-picture-lie-down-symbolic",
    .sources = "S63, S71, S73, GK",
  },
};

static char *
describe_pressing (void)
{
  /* Translators: %d are minutes */
  return g_strdup_printf (ngettext ("Press sterile gauze on it for %d minute, without lifting it to look.",
                                    "Press sterile gauze on it for %d minutes, without lifting it to look.",
                                    SALVE_PROTOCOL_PRESS_MINUTES),
                          SALVE_PROTOCOL_PRESS_MINUTES);
}

static char *
describe_cooling (void)
{
  /* Translators: %d are minutes */
  return g_strdup_printf (ngettext ("Cool the skin for %d minute with a clean, damp cloth. No ice.",
                                    "Cool the skin for %d minutes with a clean, damp cloth. No ice.",
                                    SALVE_PROTOCOL_COOL_MINUTES),
                          SALVE_PROTOCOL_COOL_MINUTES);
}

static void
add (GStrvBuilder *builder,
     char         *words)
{
  g_strv_builder_add (builder, words);
  g_free (words);
}

static void
add_now (GStrvBuilder *builder,
         const char   *because,
         gboolean      cream)
{
  if (g_str_equal (because, "blood"))
    {
      g_strv_builder_add (builder, _("Put the device down. The needles went too deep: do not go on today."));
      add (builder, describe_pressing ());
      g_strv_builder_add (builder, _("Then dab the skin clean with sterile saline. Nothing else on it today."));
    }
  else if (g_str_equal (because, "pain"))
    {
      g_strv_builder_add (builder, _("Lift the device off and put it down. Do not go on today."));
      add (builder, describe_cooling ());
      g_strv_builder_add (builder, _("Look at the needles: with a bent or rough one the device is not used again."));
    }
  else
    {
      g_strv_builder_add (builder, _("Put the device down. Lie down with your legs up, and do not stay alone."));
      g_strv_builder_add (builder, cream ? _("It may come from the numbing cream: wash off what is left of it now, and call "
                                             "the emergency number or a poison line.")
                                         : _("Breathe slowly. Get up slowly, and only when it is quite over."));
    }
}

static void
add_call (GStrvBuilder *builder,
          const char   *because)
{
  if (g_str_equal (because, "dizzy"))
    {
      g_strv_builder_add (builder, _("Trouble breathing, a racing heart, fainting, fits, blue lips or a swollen face: "
                                     "call the emergency number."));
      g_strv_builder_add (builder, _("Ringing ears, a taste of metal or a numb mouth after numbing cream: "
                                     "call the emergency number or a poison line."));
      return;
    }
  if (g_str_equal (because, "blood"))
    g_strv_builder_add (builder, _("It bleeds on in spite of the pressing: see a doctor at once."));
  else
    g_strv_builder_add (builder, _("The pain grows instead of fading: see a doctor the same day."));
  g_strv_builder_add (builder, _("Redness that spreads, heat, swelling or pus in the next days: see a doctor the same day."));
}

static const SalveFirstAid *
get_translated (void)
{
  static SalveFirstAid translated[N_AIDS];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < N_AIDS; i++)
        {
          translated[i] = aids[i];
          translated[i].title = _(aids[i].title);
        }
      g_once_init_leave (&ready, 1);
    }

  return translated;
}

/**
 * salve_first_aid_list:
 * @n_aids: (out): how many
 *
 * Returns: (transfer none) (array length=n_aids): the first aid for each reason to stop that needs one, translated
 */
const SalveFirstAid *
salve_first_aid_list (guint *n_aids)
{
  g_return_val_if_fail (n_aids != NULL, NULL);

  *n_aids = N_AIDS;

  return get_translated ();
}

/**
 * salve_first_aid_find:
 * @because: (nullable): the id of a reason to stop
 *
 * Returns: (transfer none) (nullable): its first aid, translated, or %NULL where none is needed
 */
const SalveFirstAid *
salve_first_aid_find (const char *because)
{
  for (guint i = 0; i < N_AIDS; i++)
    if (g_strcmp0 (aids[i].because, because) == 0)
      return &get_translated ()[i];

  return NULL;
}

/**
 * salve_first_aid_get_now:
 * @aid: a first aid
 * @cream: whether numbing cream was put on in this session
 *
 * Returns: (transfer full) (array zero-terminated=1): what to do at once, in order, translated
 */
char **
salve_first_aid_get_now (const SalveFirstAid *aid,
                         gboolean             cream)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (aid != NULL, NULL);

  add_now (builder, aid->because, cream);

  return g_strv_builder_end (builder);
}

/**
 * salve_first_aid_get_call:
 * @aid: a first aid
 *
 * Returns: (transfer full) (array zero-terminated=1): when to get help, and whose, translated
 */
char **
salve_first_aid_get_call (const SalveFirstAid *aid)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (aid != NULL, NULL);

  add_call (builder, aid->because);

  return g_strv_builder_end (builder);
}
