/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-red-flag.h"

#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

/* The flags whose words hold a number, filled in by fill_numbers (). */
enum
{
  FLAG_NUMBING,
  FLAG_ALLERGY,
  FLAG_FEVER,
  FLAG_NUMBING_EARLY,
  FLAG_BLISTERS,
  FLAG_SPREADING,
  FLAG_WEAK,
  FLAG_BUMPS,
  FLAG_REDNESS,
  FLAG_LUMPS,
  FLAG_DARK,
  FLAG_LINES,
  N_FLAGS
};

#define CALL_NOW N_("Call the emergency number.")

static const SalveRedFlag flags[N_FLAGS] = {
  [FLAG_NUMBING] = {
    .sign = N_("Blue or grey lips or nails, breathlessness, a racing or irregular heart, fainting, confusion, "
               "twitching or a seizure"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .action = N_("Call the emergency number. Wash off any numbing cream and say that you used it."),
    .sources = "S63, S71, S72, S73",
  },
  [FLAG_ALLERGY] = {
    .sign = N_("Itchy weals all over (hives), a swelling face, wheezing"),
    .when = N_("Minutes to hours after a product"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .action = CALL_NOW,
    .sources = "GK",
  },
  [FLAG_FEVER] = {
    .when = N_("At any time"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .action = CALL_NOW,
    .sources = "S120",
  },
  [FLAG_NUMBING_EARLY] = {
    .sign = N_("Ringing ears, a taste of metal, numb lips or tongue, dizziness, drowsiness"),
    .urgency = SALVE_URGENCY_EMERGENCY,
    .action = N_("Wash off the numbing cream at once and call the emergency number or a poison line."),
    .sources = "S73",
  },
  [FLAG_BLISTERS] = {
    .sign = N_("A group of small blisters that tingle or burn (herpes)"),
    .when = N_("24 to 48 hours after a session"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = N_("See a doctor the same day, or the next at the latest."),
    .sources = "S41",
  },
  [FLAG_SPREADING] = {
    .sign = N_("Skin that gets hotter, more painful or more swollen, redness that spreads, or pus (infection)"),
    .when = N_("In the first week"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = N_("See a doctor the same day."),
    .sources = "S120",
  },
  [FLAG_WEAK] = {
    .sign = N_("Any of these signs, if you have diabetes or a weak immune system"),
    .when = N_("At any time"),
    .urgency = SALVE_URGENCY_DOCTOR_TODAY,
    .action = N_("Do not wait for it to pass: get urgent medical advice."),
    .sources = "S61",
  },
  [FLAG_BUMPS] = {
    .sign = N_("Itchy, red bumps or raised patches that stay"),
    .when = N_("From the third to the seventh day on"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Stop using all products on the area and show it to a dermatologist."),
    .sources = "S101, S108",
  },
  [FLAG_REDNESS] = {
    .sign = N_("Redness that does not fade at all"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Show it to a doctor."),
    .sources = "S56, S108",
  },
  [FLAG_LUMPS] = {
    .sign = N_("New lumps, or a sore that grows slowly and does not heal"),
    .when = N_("Weeks after a session"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Show it to a doctor and say that you needled the skin."),
    .sources = "S99, S103",
  },
  [FLAG_DARK] = {
    .sign = N_("Dark patches"),
    .when = N_("One to eight weeks after a session"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Pause, keep the area out of the sun and show it to a dermatologist."),
    .sources = "S56, GK",
  },
  [FLAG_LINES] = {
    .sign = N_("Parallel lines of marks, like the tracks of a tram"),
    .when = N_("Days to weeks after a session"),
    .urgency = SALVE_URGENCY_DERMATOLOGIST,
    .action = N_("Stop needling at home and show it to a dermatologist."),
    .sources = "S56, S75",
  },
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
  return g_strdup_printf (_("Signs of infection together with fever from %d °C, chills, vomiting, a fast pulse, "
                            "confusion or redness that spreads rapidly"),
                          SALVE_PROTOCOL_FEVER_CELSIUS);
}

static const char *
describe_redness_days (void)
{
  const SalveBand *home = salve_protocol_get_band (0.5);
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
  translated[FLAG_NUMBING].when = describe_numbing_hours ();
  translated[FLAG_NUMBING_EARLY].when = translated[FLAG_NUMBING].when;
  translated[FLAG_FEVER].sign = describe_fever ();
  translated[FLAG_REDNESS].when = describe_redness_days ();
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
    default:
      g_return_val_if_reached (NULL);
    }
}
