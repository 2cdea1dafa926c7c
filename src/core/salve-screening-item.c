/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-screening-item.h"

#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

#define GROUP(name) .group = SALVE_SCREENING_##name
#define STOP .level = SALVE_SCREENING_STOP
#define ASK .level = SALVE_SCREENING_ASK
#define CARE .level = SALVE_SCREENING_CARE
#define WAIT(days) .level = SALVE_SCREENING_WAIT, .wait_days = (days), .since = N_("The last time")
#define WAIT_GONE(days) .level = SALVE_SCREENING_WAIT, .wait_days = (days), .gone = TRUE, .since = N_("Gone since")

/* By group, and within it the gravest first. Those without a text hold a number: see get_text (). */
static const SalveScreeningItem rows[] = {
  { "age", GROUP (LASTING), STOP, .sources = "S1, APP",
    .advice = N_("Needling at home is for adults. Ask a dermatologist about the marks.") },
  { "keloid", GROUP (LASTING), STOP, .sources = "S43, S75",
    .text = N_("You, or close family, get thick, raised scars"), .term = N_("keloids, hypertrophic scars"),
    .advice = N_("Needling could leave such scars. Ask a dermatologist about other ways.") },
  { "bleeding", GROUP (LASTING), STOP, .sources = "S43",
    .text = N_("Blood that does not clot well"), .term = N_("a bleeding disorder, such as haemophilia"),
    .advice = N_("Even small wounds may bleed for long. Needling at home is ruled out; ask your doctor.") },
  { "connective-tissue", GROUP (LASTING), STOP, .sources = "S43",
    .text = N_("A disease of the connective tissue"), .term = N_("such as scleroderma; collagen-vascular disease"),
    .advice = N_("The skin may heal badly. Needling at home is ruled out; ask the doctor who treats you.") },
  { "metal-allergy", GROUP (LASTING), STOP, .sources = "S55",
    .text = N_("A severe allergy to metal"),
    .advice = N_("The needles are made of steel. Do not let them touch your skin; ask a dermatologist.") },
  { "nickel", GROUP (LASTING), ASK, .sources = "S55",
    .text = N_("An allergy to nickel"), .term = N_("contact allergy"),
    .advice = N_("The needles’ steel holds some nickel. Ask a dermatologist whether they are fit for you.") },
  { "herpes-history", GROUP (LASTING), ASK, .sources = "S40, S41",
    .text = N_("Cold sores or genital herpes at any time before"), .term = N_("herpes simplex"),
    .advice = N_("Needling can wake it. A doctor can say whether a medicine should be taken before.") },
  { "eczema-history", GROUP (LASTING), ASK, .sources = "S38, S16, GK",
    .text = N_("Dry, itchy or scaly skin at any time before"), .term = N_("eczema, psoriasis, dermatitis"),
    .advice = N_("Needling can bring it out in new places. Ask a dermatologist first.") },
  { "autoimmune", GROUP (LASTING), ASK, .sources = "S43",
    .text = N_("The body’s defence turns against itself"), .term = N_("an autoimmune disease"),
    .advice = N_("The skin may heal differently. Ask the doctor who treats you.") },
  { "heart", GROUP (LASTING), ASK, .sources = "S43, S70",
    .text = N_("A pacemaker or other heart device, or an irregular heartbeat"), .term = N_("arrhythmia"),
    .advice = N_("The motor of a pen and numbing cream may matter for it. Ask your heart doctor about both.") },
  { "dark-marks", GROUP (LASTING), ASK, .sources = "S56, S57, S59",
    .text = N_("Dark marks stayed after earlier spots, wounds or treatments"),
    .term = N_("post-inflammatory hyperpigmentation"),
    .advice = N_("Needling can leave new ones. Ask a dermatologist first. With a yes, begin with a test spot and keep "
                 "out of the sun for longer.") },
  { "sensitive-skin", GROUP (LASTING), CARE, .sources = "APP",
    .text = N_("Sensitive skin, which stings or reddens easily"),
    .advice = N_("Begin with a test spot.") },

  { "pregnancy", GROUP (HEALTH), STOP, .sources = "S43, S50",
    .text = N_("You are pregnant, or may be"),
    .advice = N_("Nobody knows whether it is safe, and the marks are still changing. Come back some months after the "
                 "birth.") },
  { "isotretinoin", GROUP (HEALTH), STOP, .sources = "S44, S45, S46", .term = N_("isotretinoin"),
    .advice = N_("The skin heals differently for months. Come back when that time is over, and ask the doctor who "
                 "prescribed them.") },
  { "cancer-care", GROUP (HEALTH), STOP, .sources = "S47, S49", .term = N_("chemotherapy, radiotherapy"),
    .advice = N_("Wounds heal badly and infections are more likely. Ask the team that treats you.") },
  { "immune", GROUP (HEALTH), STOP, .sources = "S38, S43",
    .text = N_("Weak defences against infections, from an illness or a medicine"), .term = N_("immunosuppression"),
    .advice = N_("Infections are more likely and graver. Needling at home is ruled out; ask your doctor.") },
  { "diabetes-unsteady", GROUP (HEALTH), STOP, .sources = "S38",
    .text = N_("Blood sugar that is often too high or too low"), .term = N_("diabetes, not well controlled"),
    .advice = N_("Wounds heal slowly and infections are more likely. Have your doctor steady it first.") },
  { "herpes-active", GROUP (HEALTH), STOP, .sources = "S43, S39",
    .text = N_("Cold sores, genital herpes or shingles now"), .term = N_("herpes simplex, herpes zoster"),
    .advice = N_("Needling can spread it. Wait until all has healed; then Salve counts the days.") },
  { "herpes-healed", GROUP (HEALTH), WAIT_GONE (SALVE_PROTOCOL_WAIT_HERPES_DAYS), .sources = "S43, S39",
    .text = N_("Cold sores, genital herpes or shingles that have healed lately"),
    .term = N_("herpes simplex, herpes zoster"),
    .advice = N_("What has just healed can break out again.") },
  { "fever", GROUP (HEALTH), WAIT_GONE (SALVE_PROTOCOL_WAIT_FEVER_DAYS), .sources = "S47",
    .text = N_("Fever or an illness lately"),
    .advice = N_("The body is still busy with it, and wounds heal less well.") },
  { "breastfeeding", GROUP (HEALTH), ASK, .sources = "S38, S51",
    .text = N_("You are breastfeeding"), .term = N_("lactation"),
    .advice = N_("Never on the breasts. Ask a doctor or midwife, also about numbing cream: it passes into the milk.") },
  { "diabetes-steady", GROUP (HEALTH), ASK, .sources = "S38",
    .text = N_("Diabetes that is well controlled"), .term = N_("diabetes mellitus"),
    .advice = N_("Wounds may heal slowly. Ask your doctor whether the skin of the area is up to it.") },
  { "blood-thinner", GROUP (HEALTH), ASK, .sources = "S43, S38",
    .text = N_("A medicine against blood clots"), .term = N_("anticoagulant, antiplatelet"),
    .advice = N_("Never stop it yourself. Ask the doctor who prescribed it.") },
  { "steroids", GROUP (HEALTH), ASK, .sources = "S38, S43",
    .text = N_("Cortisone as tablets or injections"), .term = N_("systemic steroids"),
    .advice = N_("Wounds heal slowly and infections are more likely. Never stop it yourself; ask the doctor who "
                 "prescribed it.") },
  { "light-medicine", GROUP (HEALTH), ASK, .sources = "GK",
    .text = N_("A medicine that makes the skin sensitive to light"), .term = N_("photosensitising"),
    .advice = N_("The leaflet says so where it does. Ask a doctor or pharmacist: treated skin burns and darkens more "
                 "easily.") },
  { "cushing", GROUP (HEALTH), ASK, .sources = "S60",
    .text = N_("Large new marks, together with weight gain on trunk and face, easy bruising or weakness"),
    .term = N_("signs of Cushing’s syndrome"),
    .advice = N_("See a doctor about these signs soon, before any treatment of the marks.") },

  { "infection", GROUP (SKIN), STOP, .sources = "S43, S56",
    .text = N_("Redness with warmth, pus, blisters, itching rings or crusts in the area"),
    .term = N_("an infection: bacteria, a virus or a fungus"),
    .advice = N_("Needling spreads it. Have it treated, and come back when the skin has healed.") },
  { "wound", GROUP (SKIN), STOP, .sources = "S43",
    .text = N_("An open wound, a rash or sore skin in the area"),
    .advice = N_("Wait until the skin has healed, or treat another area.") },
  { "acne", GROUP (SKIN), STOP, .sources = "S43, S37",
    .text = N_("Spots or inflamed hair roots in the area"), .term = N_("acne, folliculitis"),
    .advice = N_("Needling spreads them. Wait until the skin is clear, or treat another area.") },
  { "eczema-active", GROUP (SKIN), STOP, .sources = "S38, S16",
    .text = N_("Dry, itchy or scaly patches in the area"), .term = N_("active eczema, psoriasis, dermatitis"),
    .advice = N_("Needling makes them worse. Wait until the skin is quiet; then a clinician has to agree.") },
  { "skin-cancer", GROUP (SKIN), STOP, .sources = "S43, S42",
    .text = N_("A mole that has changed, a spot that does not heal, or rough sun-damaged patches in the area"),
    .term = N_("skin cancer, actinic keratosis"),
    .advice = N_("Have a doctor look at it soon, before anything touches it.") },
  { "wart", GROUP (SKIN), STOP, .sources = "S43, S38",
    .text = N_("A wart or a raised mole in the area"), .term = N_("verruca, naevus"),
    .advice = N_("Needles can spread or injure it. Have it seen to, or treat another area.") },
  { "tattoo", GROUP (SKIN), STOP, .sources = "S53",
    .text = N_("A tattoo or permanent make-up in the area"),
    .advice = N_("Never needle over it: the colour can move or set off a reaction. Treat another area.") },
  { "veins", GROUP (SKIN), ASK, .sources = "S61, GK",
    .text = N_("Thick, twisted veins, lasting swelling or poor circulation in the area"),
    .term = N_("varicose veins, lymphoedema"),
    .advice = N_("Infections are more likely there. Ask a doctor first, or treat another area.") },
  { "pale-marks", GROUP (SKIN), CARE, .sources = "S25",
    .text = N_("The marks are old and pale"), .term = N_("striae albae"),
    .advice = N_("They change less than fresh, red ones. Keep expectations low.") },

  { "sunburn", GROUP (LATELY), WAIT_GONE (SALVE_PROTOCOL_WAIT_SUNBURN_DAYS), .sources = "S37, S52",
    .text = N_("Sunburn or a strong tan in the area"),
    .advice = N_("Such skin is inflamed, and darkens easily.") },
  { "self-tanner", GROUP (LATELY), WAIT (SALVE_PROTOCOL_WAIT_SELF_TANNER_DAYS), .sources = "S37, S52",
    .text = N_("Self-tanner in the area"),
    .advice = N_("The needles would press it into the skin.") },
  { "actives", GROUP (LATELY), WAIT (SALVE_PROTOCOL_WAIT_ACTIVES_DAYS), .sources = "S37, S47, S48",
    .text = N_("A vitamin A cream or an acid on the area"),
    .term = N_("retinoids; fruit, salicylic or azelaic acid"),
    .advice = N_("They thin and irritate the skin.") },
  { "peel", GROUP (LATELY), WAIT (SALVE_PROTOCOL_WAIT_PEEL_DAYS), .sources = "S47, S54",
    .text = N_("A chemical peel in the area"),
    .advice = N_("The skin is still renewing itself.") },
  { "laser", GROUP (LATELY), WAIT (SALVE_PROTOCOL_WAIT_LASER_DAYS), .sources = "S47, S54",
    .text = N_("A laser treatment in the area"),
    .advice = N_("The skin is still healing below the surface.") },
  { "waxing", GROUP (LATELY), WAIT (SALVE_PROTOCOL_WAIT_WAXING_DAYS), .sources = "S47, S54",
    .text = N_("Waxing in the area"), .term = N_("or sugaring, epilating"),
    .advice = N_("The hair roots are still open.") },
  { "filler", GROUP (LATELY), WAIT (SALVE_PROTOCOL_WAIT_FILLER_DAYS), .ask_too = TRUE, .sources = "S38, S52",
    .text = N_("Injections against wrinkles or for volume in the area"), .term = N_("filler, botulinum toxin"),
    .advice = N_("Needling can move them. Whoever gave them has to agree.") },
  { "surgery", GROUP (LATELY), WAIT (SALVE_PROTOCOL_WAIT_SURGERY_DAYS), .ask_too = TRUE, .sources = "S38, S52",
    .text = N_("Surgery or a new scar in the area"),
    .advice = N_("A scar takes months to firm up. A doctor has to agree.") },
  { "radio-frequency", GROUP (LATELY), STOP, .sources = "S8, S9",
    .text = N_("The device needles with heat"), .term = N_("radio frequency, RF"),
    .advice = N_("Such devices have burned and scarred people. They are for clinics only.") },
  { "shared", GROUP (LATELY), STOP, .sources = "S4, S98",
    .text = N_("Somebody else has used the device too"),
    .advice = N_("Blood passes on diseases, and no cleaning at home makes needles safe again. Use only your own.") },
  { "long-needle", GROUP (LATELY), STOP, .sources = "S10, APP",
    .advice = N_("Such lengths are for clinics. At home use shorter needles.") },

  { "numbing-allergy", GROUP (NUMBING), STOP, .sources = "S43, S42",
    .text = N_("An allergy to numbing medicines"), .term = N_("local anaesthetics, such as lidocaine"),
    .advice = N_("Go on without cream. Short needles hardly hurt.") },
  { "numbing-blood", GROUP (NUMBING), STOP, .sources = "S70, S71",
    .text = N_("A disorder of the red blood cells"), .term = N_("methaemoglobinaemia, G6PD deficiency"),
    .advice = N_("Numbing cream could keep the blood from carrying oxygen. Go on without cream.") },
  { "numbing-rhythm", GROUP (NUMBING), STOP, .sources = "S70",
    .text = N_("A medicine for the heart’s rhythm"), .term = N_("anti-arrhythmics"),
    .advice = N_("Both together act on the heart. Go on without cream.") },
  { "numbing-liver", GROUP (NUMBING), STOP, .sources = "S70, S51",
    .text = N_("A disease of the liver"),
    .advice = N_("The liver clears the medicine away. Go on without cream.") },
  { "numbing-skin", GROUP (NUMBING), STOP, .sources = "S62, S63",
    .text = N_("Broken, irritated or sunburnt skin where the cream would go"),
    .advice = N_("Too much of it would get into the blood. Go on without cream.") },
  { "numbing-today", GROUP (NUMBING), STOP, .sources = "S67, APP",
    .text = N_("Numbing cream was already used today"),
    .advice = N_("Once a day is the most. Go on without cream.") },
};

#undef GROUP
#undef STOP
#undef ASK
#undef CARE
#undef WAIT
#undef WAIT_GONE

static const char *
get_text (const SalveScreeningItem *item)
{
  if (item->text != NULL)
    return _(item->text);

  if (g_str_equal (item->id, "isotretinoin"))
    return g_strdup_printf (ngettext ("Strong acne tablets, now or in the last %d month",
                                      "Strong acne tablets, now or in the last %d months",
                                      SALVE_PROTOCOL_ISOTRETINOIN_MONTHS),
                            SALVE_PROTOCOL_ISOTRETINOIN_MONTHS);

  if (g_str_equal (item->id, "cancer-care"))
    return g_strdup_printf (ngettext ("Medicine or rays against cancer, now or in the last %d month",
                                      "Medicine or rays against cancer, now or in the last %d months",
                                      SALVE_PROTOCOL_CANCER_CARE_MONTHS),
                            SALVE_PROTOCOL_CANCER_CARE_MONTHS);

  if (g_str_equal (item->id, "age"))
    /* Translators: %d is an age in years */
    return g_strdup_printf (_("You are younger than %d"), SALVE_PROTOCOL_MIN_AGE);

  /* Translators: %g is a length in millimetres */
  return g_strdup_printf (_("The needles are %g mm or longer"), SALVE_PROTOCOL_HOME_LIMIT_MM);
}

static SalveScreeningItem
translate (const SalveScreeningItem *row)
{
  SalveScreeningItem item = *row;

  item.text = get_text (row);
  item.advice = _(row->advice);
  if (row->term != NULL)
    item.term = _(row->term);
  if (row->since != NULL)
    item.since = _(row->since);

  return item;
}

static char *
describe_wait (const SalveScreeningItem *item,
               const char               *title)
{
  if (item->gone)
    /* Translators: %s names a reason not to treat, such as "Sunburn in the area" */
    return g_strdup_printf (ngettext ("%s: wait %u day after it has gone.",
                                      "%s: wait %u days after it has gone.", item->wait_days),
                            title, item->wait_days);
  if (item->ask_too)
    /* Translators: %s names a reason not to treat, such as "Surgery in the area" */
    return g_strdup_printf (ngettext ("%s: wait %u day after the last time, and ask a clinician first.",
                                      "%s: wait %u days after the last time, and ask a clinician first.", item->wait_days),
                            title, item->wait_days);

  /* Translators: %s names a reason not to treat, such as "Waxing in the area" */
  return g_strdup_printf (ngettext ("%s: wait %u day after the last time.",
                                    "%s: wait %u days after the last time.", item->wait_days),
                          title, item->wait_days);
}

/**
 * salve_screening_list:
 * @n_items: (out) (optional): how many
 *
 * Gets what is asked before a session and before numbing, translated, group after group.
 *
 * Returns: (array length=n_items) (transfer none): the items
 */
const SalveScreeningItem *
salve_screening_list (guint *n_items)
{
  static SalveScreeningItem translated[G_N_ELEMENTS (rows)];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        translated[i] = translate (&rows[i]);
      g_once_init_leave (&ready, 1);
    }

  if (n_items != NULL)
    *n_items = G_N_ELEMENTS (rows);

  return translated;
}

/**
 * salve_screening_list_group:
 * @group: a group of items
 * @n_items: (out): how many
 *
 * Returns: (array length=n_items) (transfer none): the items of the group, translated
 */
const SalveScreeningItem *
salve_screening_list_group (SalveScreeningGroup  group,
                            guint               *n_items)
{
  guint n, first = 0, end;
  const SalveScreeningItem *items = salve_screening_list (&n);

  g_return_val_if_fail (group < SALVE_N_SCREENING_GROUPS, NULL);
  g_return_val_if_fail (n_items != NULL, NULL);

  while (items[first].group != group)
    first++;
  for (end = first; end < n && items[end].group == group;)
    end++;
  *n_items = end - first;

  return &items[first];
}

/**
 * salve_screening_find:
 * @id: an item's id, as in a record
 *
 * Returns: (transfer none) (nullable): the item, or %NULL for one that this version does not ask
 */
const SalveScreeningItem *
salve_screening_find (const char *id)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (items[i].id, id))
      return &items[i];

  return NULL;
}

/**
 * salve_screening_get_title:
 * @item: an item
 *
 * Returns: (transfer full): the plain words with the medical term beside them
 */
char *
salve_screening_get_title (const SalveScreeningItem *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  if (item->term == NULL)
    return g_strdup (item->text);

  /* Translators: plain words, and in brackets the medical term for them */
  return g_strdup_printf (_("%s (%s)"), item->text, item->term);
}

/**
 * salve_screening_describe:
 * @item: an item
 *
 * Gets the item with what it takes to treat nevertheless: how long to wait, or whom to ask. A reason that rules
 * treating out stands alone.
 *
 * Returns: (transfer full): the words, translated
 */
char *
salve_screening_describe (const SalveScreeningItem *item)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (item != NULL, NULL);

  title = salve_screening_get_title (item);
  switch (item->level)
    {
    case SALVE_SCREENING_WAIT:
      return describe_wait (item, title);
    case SALVE_SCREENING_ASK:
      /* Translators: %s names a reason not to treat, such as "An allergy to nickel" */
      return g_strdup_printf (_("%s: only after a clinician said yes."), title);
    case SALVE_SCREENING_CARE:
      /* Translators: first what applies, such as "Sensitive skin", then what to do */
      return g_strdup_printf (_("%s: %s"), title, item->advice);
    case SALVE_SCREENING_STOP:
    default:
      return g_steal_pointer (&title);
    }
}
