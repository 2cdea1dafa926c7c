/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-screening.h"

#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

/* From when the days of waiting count. */
typedef enum
{
  SINCE_LAST_TIME,
  SINCE_GONE,
  SINCE_LAST_TIME_AND_ASK
} Since;

typedef struct
{
  SalveScreeningItem item;
  Since              since;
} Row;

#define STOP(id, text, sources) { { id, SALVE_SCREENING_STOP, 0, text, sources } }
#define WAIT(id, days, since, text, sources) { { id, SALVE_SCREENING_WAIT, days, text, sources }, since }
#define ASK(id, text, sources) { { id, SALVE_SCREENING_ASK, 0, text, sources } }

/* Each text completes "Do any of these apply?". Those without a text hold a number: see get_text (). */
static const Row rows[] = {
  STOP ("infection", N_("An infection of the skin in the area: bacteria, a virus or a fungus"), "S43, S56"),
  STOP ("wound", N_("An open wound, a rash or sore skin in the area"), "S43"),
  STOP ("herpes-active", N_("Cold sores, genital herpes or shingles at the moment"), "S43, S39"),
  STOP ("acne", N_("Spots or inflamed hair roots in the area (acne, folliculitis)"), "S43, S37"),
  STOP ("eczema-active", N_("Eczema, psoriasis or dermatitis that is active"), "S38, S16"),
  STOP ("keloid", N_("You, or close family, get thick, raised scars (keloids, hypertrophic scars)"), "S43, S75"),
  STOP ("isotretinoin", NULL, "S44, S45, S46"),
  STOP ("bleeding", N_("A bleeding disorder, such as haemophilia"), "S43"),
  STOP ("cancer-care", NULL, "S47, S49"),
  STOP ("immune", N_("A weak immune system, from an illness or a medicine (immunosuppression)"), "S38, S43"),
  STOP ("diabetes-unsteady", N_("Diabetes that is not well controlled"), "S38"),
  STOP ("pregnancy", N_("You are pregnant"), "S43, S50"),
  STOP ("skin-cancer", N_("Skin cancer, rough sun-damaged patches (actinic keratosis) or a mole that has changed"), "S43, S42"),
  STOP ("wart", N_("A wart or a raised mole in the area"), "S43, S38"),
  STOP ("connective-tissue", N_("Scleroderma or another disease of the connective tissue (collagen-vascular disease)"), "S43"),
  STOP ("metal-allergy", N_("A severe allergy to metal"), "S55"),
  STOP ("tattoo", N_("A tattoo or permanent make-up in the area"), "S53"),
  STOP ("age", NULL, "S1, APP"),
  STOP ("radio-frequency", N_("The device needles with heat (radio frequency, RF)"), "S8, S9"),
  STOP ("shared", N_("Somebody else uses the device too"), "S4, S98"),
  STOP ("long-needle", NULL, "S10, APP"),
  WAIT ("sunburn", SALVE_PROTOCOL_WAIT_SUNBURN_DAYS, SINCE_GONE,
        N_("Sunburn or a strong tan in the area"), "S37, S52"),
  WAIT ("self-tanner", SALVE_PROTOCOL_WAIT_SELF_TANNER_DAYS, SINCE_LAST_TIME,
        N_("Self-tanner in the area"), "S37, S52"),
  WAIT ("actives", SALVE_PROTOCOL_WAIT_ACTIVES_DAYS, SINCE_LAST_TIME,
        N_("A vitamin A cream (retinoid) or a fruit or other acid on the area"), "S37, S47, S48"),
  WAIT ("peel", SALVE_PROTOCOL_WAIT_PEEL_DAYS, SINCE_LAST_TIME,
        N_("A chemical peel in the area"), "S47, S54"),
  WAIT ("laser", SALVE_PROTOCOL_WAIT_LASER_DAYS, SINCE_LAST_TIME,
        N_("A laser treatment in the area"), "S47, S54"),
  WAIT ("waxing", SALVE_PROTOCOL_WAIT_WAXING_DAYS, SINCE_LAST_TIME,
        N_("Waxing in the area"), "S47, S54"),
  WAIT ("filler", SALVE_PROTOCOL_WAIT_FILLER_DAYS, SINCE_LAST_TIME_AND_ASK,
        N_("A filler or botulinum toxin in the area"), "S38, S52"),
  WAIT ("surgery", SALVE_PROTOCOL_WAIT_SURGERY_DAYS, SINCE_LAST_TIME_AND_ASK,
        N_("Surgery or a new scar in the area"), "S38, S52"),
  WAIT ("herpes-healed", SALVE_PROTOCOL_WAIT_HERPES_DAYS, SINCE_GONE,
        N_("Cold sores, genital herpes or shingles not long ago"), "S43, S39"),
  WAIT ("fever", SALVE_PROTOCOL_WAIT_FEVER_DAYS, SINCE_GONE,
        N_("Fever or an illness not long ago"), "S47"),
  ASK ("blood-thinner", N_("A medicine against blood clots (anticoagulant, antiplatelet; do not stop it yourself)"), "S43, S38"),
  ASK ("diabetes-steady", N_("Diabetes that is well controlled"), "S38"),
  ASK ("herpes-history", N_("Cold sores or genital herpes at any time before"), "S40, S41"),
  ASK ("eczema-history", N_("Eczema or psoriasis at any time before"), "S38, S16"),
  ASK ("autoimmune", N_("An autoimmune disease"), "S43"),
  ASK ("steroids", N_("Cortisone as tablets or injections (systemic steroids)"), "S38, S43"),
  ASK ("breastfeeding", N_("You are breastfeeding"), "S38, S51"),
  ASK ("nickel", N_("An allergy to nickel"), "S55"),
  ASK ("heart", N_("A pacemaker or other heart device, or an irregular heartbeat (arrhythmia)"), "S43, S70"),
  ASK ("veins", N_("Varicose veins or swelling from blocked lymph vessels (lymphoedema) in the area"), "S61, GK"),
  ASK ("dark-marks", N_("Dark marks after earlier spots, wounds or treatments (post-inflammatory hyperpigmentation)"), "S56, S57, S59"),
  ASK ("light-medicine", N_("A medicine that makes the skin sensitive to light (photosensitising)"), "GK"),
  ASK ("cushing", N_("Large new marks together with weight gain on trunk and face, easy bruising or weakness "
                     "(signs of Cushing’s syndrome)"), "S60"),
};

#undef STOP
#undef WAIT
#undef ASK

static const char *
get_text (const SalveScreeningItem *item)
{
  if (item->text != NULL)
    return _(item->text);

  if (g_str_equal (item->id, "isotretinoin"))
    return g_strdup_printf (ngettext ("Isotretinoin (acne tablets), now or in the last %d month",
                                      "Isotretinoin (acne tablets), now or in the last %d months",
                                      SALVE_PROTOCOL_ISOTRETINOIN_MONTHS),
                            SALVE_PROTOCOL_ISOTRETINOIN_MONTHS);

  if (g_str_equal (item->id, "cancer-care"))
    return g_strdup_printf (ngettext ("Chemotherapy or radiotherapy, now or in the last %d month",
                                      "Chemotherapy or radiotherapy, now or in the last %d months",
                                      SALVE_PROTOCOL_CANCER_CARE_MONTHS),
                            SALVE_PROTOCOL_CANCER_CARE_MONTHS);

  if (g_str_equal (item->id, "age"))
    /* Translators: %d is an age in years */
    return g_strdup_printf (_("You are younger than %d"), SALVE_PROTOCOL_MIN_AGE);

  /* Translators: %g is a length in millimetres */
  return g_strdup_printf (_("The needles are %g mm or longer"), SALVE_PROTOCOL_HOME_LIMIT_MM);
}

static Since
find_since (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].item.id, id))
        return rows[i].since;
    }

  return SINCE_LAST_TIME;
}

static char *
describe_wait (const SalveScreeningItem *item)
{
  switch (find_since (item->id))
    {
    case SINCE_GONE:
      /* Translators: %s names a reason not to treat, such as "Sunburn in the area" */
      return g_strdup_printf (ngettext ("%s: wait %u day after it has gone.",
                                        "%s: wait %u days after it has gone.", item->wait_days),
                              item->text, item->wait_days);
    case SINCE_LAST_TIME_AND_ASK:
      /* Translators: %s names a reason not to treat, such as "Surgery in the area" */
      return g_strdup_printf (ngettext ("%s: wait %u day after the last time, and ask a clinician first.",
                                        "%s: wait %u days after the last time, and ask a clinician first.", item->wait_days),
                              item->text, item->wait_days);
    case SINCE_LAST_TIME:
    default:
      /* Translators: %s names a reason not to treat, such as "Waxing in the area" */
      return g_strdup_printf (ngettext ("%s: wait %u day after the last time.",
                                        "%s: wait %u days after the last time.", item->wait_days),
                              item->text, item->wait_days);
    }
}

/**
 * salve_screening_list:
 * @n_items: (out) (optional): how many
 *
 * Gets the reasons not to treat at home, translated: first those that rule it out, then those that
 * pass with time, then those that need a clinician's yes.
 *
 * Returns: (array length=n_items) (transfer none): the reasons
 */
const SalveScreeningItem *
salve_screening_list (guint *n_items)
{
  static SalveScreeningItem translated[G_N_ELEMENTS (rows)];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          translated[i] = rows[i].item;
          translated[i].text = get_text (&rows[i].item);
        }
      g_once_init_leave (&ready, 1);
    }

  if (n_items != NULL)
    *n_items = G_N_ELEMENTS (rows);

  return translated;
}

/**
 * salve_screening_describe:
 * @item: a reason from salve_screening_list()
 *
 * Gets the reason with what it takes to treat nevertheless: how long to wait, or whom to ask. A
 * reason that rules treating out stands alone.
 *
 * Returns: (transfer full): the words, translated
 */
char *
salve_screening_describe (const SalveScreeningItem *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  switch (item->level)
    {
    case SALVE_SCREENING_WAIT:
      return describe_wait (item);
    case SALVE_SCREENING_ASK:
      /* Translators: %s names a reason not to treat, such as "An allergy to nickel" */
      return g_strdup_printf (_("%s: only after a clinician said yes."), item->text);
    case SALVE_SCREENING_STOP:
    default:
      return g_strdup (item->text);
    }
}
