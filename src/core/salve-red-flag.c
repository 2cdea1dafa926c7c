/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-red-flag.h"

#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

enum
{
  FLAG_BREATHING,
  FLAG_FACE,
  FLAG_HIVES,
  FLAG_LIPS,
  FLAG_HEART,
  FLAG_FAINT,
  FLAG_SEIZURE,
  FLAG_NUMBING_MOUTH,
  FLAG_NUMBING_SENSES,
  FLAG_NUMBING_DIZZY,
  FLAG_INFECTION_FEVER,
  FLAG_INFECTION_RAPID,
  FLAG_NUMBING_SKIN,
  FLAG_BLISTERS,
  FLAG_INFECTION_HOT,
  FLAG_INFECTION_SPREADING,
  FLAG_INFECTION_PUS,
  FLAG_WEAK,
  FLAG_BUMPS,
  FLAG_REDNESS,
  FLAG_LUMPS,
  FLAG_ULCER,
  FLAG_DARK,
  FLAG_LINES,
  N_FLAGS
};

/* That the emergency number is to be called stands above all of these. */
#define CALL_NOW   N_("Do not wait to see whether it passes.")
#define CALL_CREAM N_("Wash off any numbing cream, and say that you used it.")
#define CALL_EARLY N_("Wash off the numbing cream at once and call the emergency number or a poison line.")
#define SAME_DAY   N_("See a doctor the same day.")
#define SHOW_LUMP  N_("Show it to a doctor and say that you needled the skin.")

/* The ids are in people's records: they stay. What has no time here gets one with a number in fill_numbers (). */
static const SalveRedFlag flags[N_FLAGS] = {
  [FLAG_BREATHING] = {
    .id = "breathing",
    .sign = N_("Hard to breathe, or wheezing"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_CREAM,
    .sources = "S63, S71, GK",
  },
  [FLAG_FACE] = {
    .id = "swollen-face",
    .sign = N_("A swelling face"),
    .when = N_("Minutes to hours after a product"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_CREAM,
    .sources = "S63, GK",
  },
  [FLAG_HIVES] = {
    .id = "hives",
    .sign = N_("Itchy weals all over (hives)"),
    .when = N_("Minutes to hours after a product"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .action = CALL_NOW,
    .sources = "GK",
  },
  [FLAG_LIPS] = {
    .id = "blue-lips",
    .sign = N_("Blue or grey lips or nails"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_CREAM,
    .sources = "S71, S72",
  },
  [FLAG_HEART] = {
    .id = "heart",
    .sign = N_("A racing or irregular heart (palpitations)"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_CREAM,
    .sources = "S63, S73",
  },
  [FLAG_FAINT] = {
    .id = "faint",
    .sign = N_("Fainting or confusion"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_CREAM,
    .sources = "S63, S73",
  },
  [FLAG_SEIZURE] = {
    .id = "seizure",
    .sign = N_("Twitching or a fit (seizure)"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_CREAM,
    .sources = "S63, S73",
  },
  [FLAG_NUMBING_MOUTH] = {
    .id = "numbing-mouth",
    .sign = N_("After numbing cream: a taste of metal, numb lips or a numb tongue"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_EARLY,
    .sources = "S73",
  },
  [FLAG_NUMBING_SENSES] = {
    .id = "numbing-senses",
    .sign = N_("After numbing cream: ringing ears or blurred sight"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_EARLY,
    .sources = "S73",
  },
  [FLAG_NUMBING_DIZZY] = {
    .id = "numbing-dizzy",
    .sign = N_("After numbing cream: dizziness or drowsiness"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .numbing = TRUE,
    .action = CALL_EARLY,
    .sources = "S73",
  },
  [FLAG_INFECTION_FEVER] = {
    .id = "infection-fever",
    .when = N_("At any time"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .action = CALL_NOW,
    .sources = "S120",
  },
  [FLAG_INFECTION_RAPID] = {
    .id = "infection-rapid",
    .sign = N_("Redness or swelling that spreads rapidly"),
    .when = N_("At any time"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .action = CALL_NOW,
    .sources = "S120",
  },
  [FLAG_NUMBING_SKIN] = {
    .id = "numbing-skin",
    .sign = N_("Burning, weals or blisters where the numbing cream is"),
    .when = N_("While it is on, or soon after"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .numbing = TRUE,
    .action = N_("Wash off the numbing cream at once and get medical advice."),
    .sources = "S73",
  },
  [FLAG_BLISTERS] = {
    .id = "blisters",
    .sign = N_("A group of small blisters that tingle or burn (herpes)"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = N_("See a doctor the same day, or the next at the latest."),
    .sources = "S41",
  },
  [FLAG_INFECTION_HOT] = {
    .id = "infection-hot",
    .sign = N_("Skin that gets hotter, more painful or more swollen"),
    .when = N_("In the first week"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = SAME_DAY,
    .sources = "S120",
  },
  [FLAG_INFECTION_SPREADING] = {
    .id = "infection-spreading",
    .sign = N_("Redness that spreads"),
    .when = N_("In the first week"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = SAME_DAY,
    .sources = "S120",
  },
  [FLAG_INFECTION_PUS] = {
    .id = "infection-pus",
    .sign = N_("Pus"),
    .when = N_("In the first week"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = SAME_DAY,
    .sources = "S120",
  },
  [FLAG_WEAK] = {
    .id = "weak-defences",
    .sign = N_("Any sign on this page, if you have diabetes or a weak immune system"),
    .when = N_("At any time"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = N_("Do not wait for it to pass: get urgent medical advice."),
    .sources = "S61",
  },
  [FLAG_BUMPS] = {
    .id = "bumps",
    .sign = N_("Itchy, red bumps or raised patches that stay"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Stop using all products on the area and show it to a dermatologist."),
    .sources = "S101, S108",
  },
  [FLAG_REDNESS] = {
    .id = "redness",
    .sign = N_("Redness that does not fade at all"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Show it to a doctor."),
    .sources = "S56, S108",
  },
  [FLAG_LUMPS] = {
    .id = "lumps",
    .sign = N_("New lumps"),
    .when = N_("Weeks after a session"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = SHOW_LUMP,
    .sources = "S103",
  },
  [FLAG_ULCER] = {
    .id = "ulcer",
    .sign = N_("A sore that grows slowly and does not heal"),
    .when = N_("Weeks after a session"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = SHOW_LUMP,
    .sources = "S99",
  },
  [FLAG_DARK] = {
    .id = "dark-patches",
    .sign = N_("Dark patches"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Pause, keep the area out of the sun and show it to a dermatologist."),
    .sources = "S56, GK",
  },
  [FLAG_LINES] = {
    .id = "lines",
    .sign = N_("Parallel lines of marks, like the tracks of a tram"),
    .when = N_("Days to weeks after a session"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Stop needling at home and show it to a dermatologist."),
    .sources = "S56, S75",
  },
};

static const char * const urgency_ids[] = {
  [SALVE_URGENCY_EMERGENCY] = "emergency",
  [SALVE_URGENCY_DOCTOR_TODAY] = "doctor-today",
  [SALVE_URGENCY_DERMATOLOGIST] = "dermatologist",
};

static const char *
describe_numbing_hours (void)
{
  return g_strdup_printf (ngettext ("Mostly up to %d hour after numbing cream",
                                    "Mostly up to %d hours after numbing cream", SALVE_PROTOCOL_NUMBING_WATCH_HOURS),
                          SALVE_PROTOCOL_NUMBING_WATCH_HOURS);
}

static const char *
describe_fever (void)
{
  /* Translators: %d is a temperature in degrees Celsius */
  return g_strdup_printf (_("Hot, painful or spreading skin together with fever from %d °C, chills, vomiting, "
                            "a fast pulse or confusion"),
                          SALVE_PROTOCOL_FEVER_CELSIUS);
}

static const char *
describe_redness_days (void)
{
  const SalveBand *home = salve_protocol_get_band (SALVE_PROTOCOL_CAUTION_MM);
  const SalveBand *longest = salve_protocol_get_band (SALVE_PROTOCOL_LONGEST_MM);

  /* Translators: %1$u and %3$u are days, always several; %2$g is a needle's length in mm */
  return g_strdup_printf (_("After more than %1$u days with needles up to %2$g mm, %3$u days with longer ones"),
                          home->redness_alert_hours / 24, home->longest_mm, longest->redness_alert_hours / 24);
}

static SalveRedFlag
translate (const SalveRedFlag *flag)
{
  SalveRedFlag result = *flag;

  if (flag->sign != NULL)
    result.sign = _(flag->sign);
  if (flag->when != NULL)
    result.when = _(flag->when);
  result.action = _(flag->action);

  return result;
}

static void
fill_numbers (SalveRedFlag *translated)
{
  const char *hours = describe_numbing_hours ();

  for (guint i = 0; i < N_FLAGS; i++)
    if (translated[i].numbing && translated[i].when == NULL)
      translated[i].when = hours;
  translated[FLAG_INFECTION_FEVER].sign = describe_fever ();
  translated[FLAG_REDNESS].when = describe_redness_days ();
  /* Translators: both are several */
  translated[FLAG_BLISTERS].when = g_strdup_printf (_("%1$u to %2$u hours after a session"),
                                                    SALVE_PROTOCOL_HERPES_FROM_HOURS, SALVE_PROTOCOL_HERPES_UNTIL_HOURS);
  /* Translators: of what begins between two days and stays */
  translated[FLAG_BUMPS].when = g_strdup_printf (_("From day %1$u to %2$u on"), SALVE_PROTOCOL_BUMPS_FROM_DAY,
                                                 SALVE_PROTOCOL_BUMPS_UNTIL_DAY);
  /* Translators: the second is several */
  translated[FLAG_DARK].when = g_strdup_printf (_("%1$u to %2$u weeks after a session"), SALVE_PROTOCOL_DARK_FROM_WEEKS,
                                                SALVE_PROTOCOL_DARK_UNTIL_WEEKS);
}

/**
 * salve_red_flag_list:
 * @n_flags: (out) (optional): how many
 *
 * Gets the signs that something is wrong, translated, the most urgent first.
 *
 * Returns: (array length=n_flags) (transfer none): the signs
 */
const SalveRedFlag *
salve_red_flag_list (guint *n_flags)
{
  static SalveRedFlag translated[N_FLAGS];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < N_FLAGS; i++)
        translated[i] = translate (&flags[i]);
      fill_numbers (translated);
      g_once_init_leave (&ready, 1);
    }

  if (n_flags != NULL)
    *n_flags = N_FLAGS;

  return translated;
}

/**
 * salve_red_flag_find:
 * @id: (nullable): a sign's id, as stored in a record
 *
 * Returns: (transfer none) (nullable): the sign, translated, or %NULL for one that this version
 *   does not know
 */
const SalveRedFlag *
salve_red_flag_find (const char *id)
{
  guint n_flags;
  const SalveRedFlag *list = salve_red_flag_list (&n_flags);

  for (guint i = 0; i < n_flags; i++)
    if (g_strcmp0 (list[i].id, id) == 0)
      return &list[i];

  return NULL;
}

/**
 * salve_red_flag_judge:
 * @ids: (nullable) (array zero-terminated=1): ids of the signs that a person sees or feels
 *
 * Of several signs the gravest counts. An id that is not known here counts for nothing.
 *
 * Returns: how urgent they are, %SALVE_URGENCY_NONE without a sign
 */
SalveUrgency
salve_red_flag_judge (const char * const *ids)
{
  SalveUrgency gravest = SALVE_URGENCY_NONE;

  for (; ids != NULL && *ids != NULL; ids++)
    {
      const SalveRedFlag *flag = salve_red_flag_find (*ids);

      if (flag != NULL)
        gravest = MIN (gravest, flag->urgency);
    }

  return gravest;
}

/**
 * salve_urgency_id:
 * @urgency: how urgent a sign is
 *
 * Returns: (transfer none) (nullable): the word for it in a record, %NULL for %SALVE_URGENCY_NONE
 */
const char *
salve_urgency_id (SalveUrgency urgency)
{
  g_return_val_if_fail (urgency <= SALVE_URGENCY_NONE, NULL);

  return urgency < SALVE_URGENCY_NONE ? urgency_ids[urgency] : NULL;
}

/**
 * salve_urgency_find:
 * @id: (nullable): what salve_urgency_id() gave
 *
 * Returns: how urgent, %SALVE_URGENCY_NONE for a word that is not known here
 */
SalveUrgency
salve_urgency_find (const char *id)
{
  SalveUrgency urgency = SALVE_URGENCY_EMERGENCY;

  while (urgency < SALVE_URGENCY_NONE && g_strcmp0 (urgency_ids[urgency], id) != 0)
    urgency++;

  return urgency;
}

/**
 * salve_urgency_title:
 * @urgency: how urgent a sign is
 *
 * Returns: (transfer none): a heading for signs that are this urgent, translated
 */
const char *
salve_urgency_title (SalveUrgency urgency)
{
  switch (urgency)
    {
    case SALVE_URGENCY_EMERGENCY:
      return _("Call the emergency number now");
    case SALVE_URGENCY_DOCTOR_TODAY:
      return _("See a doctor today");
    case SALVE_URGENCY_DERMATOLOGIST:
      return _("Have a dermatologist or doctor look at it soon");
    case SALVE_URGENCY_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * salve_urgency_meanwhile:
 * @urgency: how urgent a sign is
 *
 * General knowledge (GK); what the sign's own action says comes first.
 *
 * Returns: (transfer none): what to do until help is there, translated
 */
const char *
salve_urgency_meanwhile (SalveUrgency urgency)
{
  switch (urgency)
    {
    case SALVE_URGENCY_EMERGENCY:
      return _("Until help is there: sit or lie down, and do not stay alone. Say that you needled your skin and what "
               "you put on it.");
    case SALVE_URGENCY_DOCTOR_TODAY:
      return _("Until then: do not needle, put nothing on the area, and do not squeeze or scratch it. "
               "In the evening or at the weekend, call the out-of-hours service.");
    case SALVE_URGENCY_DERMATOLOGIST:
      return _("Until it has been looked at: do not needle there, use nothing on it that it does not need, "
               "and keep it out of the sun.");
    case SALVE_URGENCY_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}
