/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

/* Arithmetic on lengths leaves noise behind; a needle is not made to a millionth of a millimetre. */
#define NOISE_MM 1e-6

/* All values are hours from the end of needling unless the name says otherwise, and cautious
 * choices within what the sources give:
 *   home, caution          S10, S12, S13, S14: dermatologists advise against it, others allow up to 0.3 or 0.5 mm
 *   interval_days          S14, S18, S19, S24
 *   sun, spf_*             S22, S37, S48, S104, S107, S115, S116
 *   sweat                  S37, S107, S115, S116
 *   products               S48, S104, S106, S107
 *   water                  S24, S104, S106, S115, S118; pores stay open that long: S86, S112
 *   actives                S81, S103, S104
 *   makeup                 S104, S107, S108
 *   shaving                as water, no source
 *   waxing                 S107
 *   clothing               S119
 *   shower_from            S24, S104; pores visibly shut after 12 to 18 h in S110
 *   moisturise_*           S24, S106, S115
 *   redness_*              S37, S48, S56, S108
 *   passes, directions     S22, S58, S77, S78
 *   roller_uses            S39, S95, S96, S97
 */
static const SalveBand bands[] = {
  {
    .longest_mm = SALVE_PROTOCOL_SHORT_MM,
    .home = TRUE,
    .caution = FALSE,
    .interval_days = 7,
    .hours = {
      [SALVE_RESTRICTION_SUN] = 48,
      [SALVE_RESTRICTION_SWEAT] = 48,
      [SALVE_RESTRICTION_PRODUCTS] = 72,
      [SALVE_RESTRICTION_WATER] = 48,
      [SALVE_RESTRICTION_ACTIVES] = 72,
      [SALVE_RESTRICTION_MAKEUP] = 24,
      [SALVE_RESTRICTION_SHAVING] = 48,
      [SALVE_RESTRICTION_WAXING] = 7 * 24,
      [SALVE_RESTRICTION_CLOTHING] = 24,
    },
    .spf_from_hours = 24,
    .spf_until_days = 7,
    .shower_from_hours = 6,
    .moisturise_every_hours = 8,
    .moisturise_days = 2,
    .redness_ends_hours = 24,
    .redness_alert_hours = 72,
    .passes = 4,
    .directions = 4,
    .roller_uses = 10,
  },
  {
    .longest_mm = SALVE_PROTOCOL_CAUTION_MM,
    .home = TRUE,
    .caution = TRUE,
    .interval_days = 21,
    .hours = {
      [SALVE_RESTRICTION_SUN] = 72,
      [SALVE_RESTRICTION_SWEAT] = 72,
      [SALVE_RESTRICTION_PRODUCTS] = 120,
      [SALVE_RESTRICTION_WATER] = 72,
      [SALVE_RESTRICTION_ACTIVES] = 120,
      [SALVE_RESTRICTION_MAKEUP] = 48,
      [SALVE_RESTRICTION_SHAVING] = 72,
      [SALVE_RESTRICTION_WAXING] = 14 * 24,
      [SALVE_RESTRICTION_CLOTHING] = 48,
    },
    .spf_from_hours = 24,
    .spf_until_days = 14,
    .shower_from_hours = 12,
    .moisturise_every_hours = 6,
    .moisturise_days = 3,
    .redness_ends_hours = 48,
    .redness_alert_hours = 72,
    .passes = 3,
    .directions = 4,
    .roller_uses = 3,
  },
  {
    .longest_mm = 1.0,
    .home = FALSE,
    .caution = FALSE,
    .interval_days = 28,
    .hours = {
      [SALVE_RESTRICTION_SUN] = 168,
      [SALVE_RESTRICTION_SWEAT] = 72,
      [SALVE_RESTRICTION_PRODUCTS] = 168,
      [SALVE_RESTRICTION_WATER] = 120,
      [SALVE_RESTRICTION_ACTIVES] = 168,
      [SALVE_RESTRICTION_MAKEUP] = 48,
      [SALVE_RESTRICTION_SHAVING] = 120,
      [SALVE_RESTRICTION_WAXING] = 14 * 24,
      [SALVE_RESTRICTION_CLOTHING] = 72,
    },
    .spf_from_hours = 24,
    .spf_until_days = 14,
    .shower_from_hours = 12,
    .moisturise_every_hours = 6,
    .moisturise_days = 5,
    .redness_ends_hours = 72,
    .redness_alert_hours = 168,
    .roller_uses = 1,
  },
  {
    .longest_mm = SALVE_PROTOCOL_LONGEST_MM,
    .home = FALSE,
    .caution = FALSE,
    .interval_days = 42,
    .hours = {
      [SALVE_RESTRICTION_SUN] = 336,
      [SALVE_RESTRICTION_SWEAT] = 96,
      [SALVE_RESTRICTION_PRODUCTS] = 240,
      [SALVE_RESTRICTION_WATER] = 168,
      [SALVE_RESTRICTION_ACTIVES] = 168,
      [SALVE_RESTRICTION_MAKEUP] = 72,
      [SALVE_RESTRICTION_SHAVING] = 168,
      [SALVE_RESTRICTION_WAXING] = 28 * 24,
      [SALVE_RESTRICTION_CLOTHING] = 72,
    },
    .spf_from_hours = 24,
    .spf_until_days = 28,
    .shower_from_hours = 24,
    .moisturise_every_hours = 6,
    .moisturise_days = 7,
    .redness_ends_hours = 96,
    .redness_alert_hours = 168,
    .roller_uses = 1,
  },
};

/* Sun's sentence holds a number: see get_over (). */
static const SalveRestrictionInfo restrictions[SALVE_N_RESTRICTIONS] = {
  [SALVE_RESTRICTION_SUN] = {
    .id = "sun",
    .title = N_("Sun"),
    .avoid = N_("Direct sunlight on the treated skin, sunbeds and tanning lamps. Cover the area with loose clothing."),
    .why = N_("Skin that is healing burns more easily and may turn darker."),
    .icon = "salve-sun-symbolic",
    .sources = "S22, S37, S48, S56, S104, S107, S115",
  },
  [SALVE_RESTRICTION_SWEAT] = {
    .id = "sweat",
    .title = N_("Sweat"),
    .avoid = N_("Sport, heavy work and hot rooms: anything that makes the treated skin sweat."),
    .why = N_("Sweat stings and can carry germs into skin that is still open."),
    .over = N_("Sport and sweating are allowed again."),
    .icon = "salve-sweat-symbolic",
    .sources = "S37, S107, S115, S116",
  },
  [SALVE_RESTRICTION_PRODUCTS] = {
    .id = "products",
    .title = N_("Harsh products"),
    .avoid = N_("Peels, scrubs, fruit and other acids, retinoids, benzoyl peroxide, hydroquinone, "
                "perfume and anything with alcohol on the treated skin."),
    .why = N_("The skin lets more in than usual, and these products irritate it."),
    .over = N_("Harsh products are allowed again. Begin with one, and sparingly."),
    .icon = "salve-products-symbolic",
    .sources = "S48, S104, S106, S107",
  },
  [SALVE_RESTRICTION_WATER] = {
    .id = "water",
    .title = N_("Hot bath, pool, sea, sauna"),
    .avoid = N_("Hot baths, hot tubs, swimming pools, the sea and saunas. A short, lukewarm shower is possible earlier."),
    .why = N_("Water softens the skin and can carry germs in, and heat prolongs the redness."),
    .over = N_("Baths, swimming and the sauna are allowed again."),
    .icon = "salve-water-symbolic",
    .sources = "S24, S86, S104, S106, S112, S115, S118",
  },
  [SALVE_RESTRICTION_ACTIVES] = {
    .id = "actives",
    .title = N_("Vitamin C and other active serums"),
    .avoid = N_("Serums with vitamin C or other active ingredients, essential oils and home-made mixes. "
                "Plain hyaluronic acid gel is possible."),
    .why = N_("In open skin they have caused allergies and lasting lumps (granulomas)."),
    .over = N_("Active serums are allowed again. Begin with one, and sparingly."),
    .icon = "salve-actives-symbolic",
    .sources = "S81, S103, S104",
  },
  [SALVE_RESTRICTION_MAKEUP] = {
    .id = "makeup",
    .title = N_("Make-up and scented lotion"),
    .avoid = N_("Make-up, tinted sunscreen and scented body lotion on the treated skin."),
    .why = N_("Colour and perfume can get into open skin and irritate it."),
    .over = N_("Make-up and scented lotion are allowed again."),
    .icon = "salve-makeup-symbolic",
    .sources = "S104, S107, S108",
  },
  [SALVE_RESTRICTION_SHAVING] = {
    .id = "shaving",
    .title = N_("Shaving"),
    .avoid = N_("Shaving the treated skin, wet or dry."),
    .why = N_("A blade can open the skin again before it has closed."),
    .over = N_("Shaving is allowed again."),
    .icon = "salve-shaving-symbolic",
    .sources = "APP",
  },
  [SALVE_RESTRICTION_WAXING] = {
    .id = "waxing",
    .title = N_("Waxing, epilating, laser"),
    .avoid = N_("Waxing, sugaring, epilating, lasers and other treatments of the treated skin."),
    .why = N_("They pull at or heat skin that is still renewing itself."),
    .over = N_("Waxing, epilating and laser treatments are allowed again."),
    .icon = "salve-waxing-symbolic",
    .sources = "S107",
  },
  [SALVE_RESTRICTION_CLOTHING] = {
    .id = "clothing",
    .title = N_("Tight clothes"),
    .avoid = N_("Tight or rough clothes over the treated skin. Wear loose cotton."),
    .why = N_("Rubbing keeps the skin sore and hinders healing."),
    .over = N_("Tight clothes are allowed again."),
    .icon = "salve-clothing-symbolic",
    .sources = "S119",
  },
};

/* On healthy skin: S62 to S67. With a history of eczema (atopic skin) half as long: S70. */
static const SalveNumbingLimits numbing = {
  .min = SALVE_PROTOCOL_NUMBING_MIN_MINUTES,
  .target = SALVE_PROTOCOL_NUMBING_TARGET_MINUTES,
  .alarm = SALVE_PROTOCOL_NUMBING_ALARM_MINUTES,
  .max = SALVE_PROTOCOL_NUMBING_MAX_MINUTES,
};

static const SalveNumbingLimits numbing_eczema = {
  .min = 15,
  .target = 20,
  .alarm = 25,
  .max = 30,
};

static const double lengths[] = { 0.2, 0.25, 0.3, 0.5, 1.0, 1.5, 2.0, 2.5 };

static const char * const directions[] = {
  "horizontal",
  "vertical",
  "diagonal-left",
  "diagonal-right",
  NULL
};

static const char * const direction_titles[] = {
  /* Translators: a direction in which a roller moves over the skin */
  N_("Side to side"),
  /* Translators: a direction in which a roller moves over the skin */
  N_("Up and down"),
  /* Translators: a direction in which a roller moves over the skin */
  N_("Diagonal, left to right"),
  /* Translators: a direction in which a roller moves over the skin */
  N_("Diagonal, right to left"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (direction_titles) + 1 == G_N_ELEMENTS (directions));

static const char *
get_over (SalveRestriction restriction)
{
  if (restriction != SALVE_RESTRICTION_SUN)
    return _(restrictions[restriction].over);

  /* Translators: %u is a sun protection factor */
  return g_strdup_printf (_("Sun is allowed again, with SPF %u or higher."), SALVE_PROTOCOL_SPF);
}

static SalveRestrictionInfo
translate (SalveRestriction restriction)
{
  SalveRestrictionInfo info = restrictions[restriction];

  info.title = _(info.title);
  info.avoid = _(info.avoid);
  info.why = _(info.why);
  info.over = get_over (restriction);

  return info;
}

/**
 * salve_protocol_get_band:
 * @needle_mm: the length of the needles in mm
 *
 * Finds what holds for a needle length. A length between two bands takes the longer one's values,
 * a length that is not known (zero, negative, not a number) those of the longest.
 *
 * Returns: (transfer none): the band
 */
const SalveBand *
salve_protocol_get_band (double needle_mm)
{
  const SalveBand *longest = &bands[G_N_ELEMENTS (bands) - 1];

  if (!(needle_mm > 0))
    return longest;

  for (const SalveBand *band = bands; band < longest; band++)
    {
      if (needle_mm <= band->longest_mm + NOISE_MM)
        return band;
    }

  return longest;
}

/**
 * salve_protocol_get_longer_band:
 * @band: what holds for a needle length
 *
 * Gets what holds where the needles went deeper than their length should let them, as blood or
 * sharp pain tells: the values of the next longer needles. A judgement from S79 and S10.
 *
 * Returns: (transfer none): the next longer band, or @band if it is the longest
 */
const SalveBand *
salve_protocol_get_longer_band (const SalveBand *band)
{
  g_return_val_if_fail (band >= bands && band < bands + G_N_ELEMENTS (bands), NULL);

  return band + 1 < bands + G_N_ELEMENTS (bands) ? band + 1 : band;
}

/**
 * salve_protocol_get_hours:
 * @band: what holds for a needle length
 * @restriction: what is restricted
 * @care: whether the skin turns dark easily: types IV to VI, or dark marks before
 *
 * With @care sun, sweat and water wait longer by %SALVE_PROTOCOL_DARKER_SKIN_PERCENT per cent, for
 * pores stay open longer in darker skin: S56, S59.
 *
 * Returns: for how long it is restricted, in hours from the end of needling
 */
guint
salve_protocol_get_hours (const SalveBand  *band,
                          SalveRestriction  restriction,
                          gboolean          care)
{
  g_return_val_if_fail (band != NULL, 0);
  g_return_val_if_fail (restriction >= 0 && restriction < SALVE_N_RESTRICTIONS, 0);

  if (care && (restriction == SALVE_RESTRICTION_SUN || restriction == SALVE_RESTRICTION_SWEAT
               || restriction == SALVE_RESTRICTION_WATER))
    return band->hours[restriction] * (100 + SALVE_PROTOCOL_DARKER_SKIN_PERCENT) / 100;

  return band->hours[restriction];
}

/**
 * salve_protocol_get_restriction:
 * @restriction: what is restricted
 *
 * Gets the words for a restriction, translated.
 *
 * Returns: (transfer none): the words
 */
const SalveRestrictionInfo *
salve_protocol_get_restriction (SalveRestriction restriction)
{
  static SalveRestrictionInfo translated[SALVE_N_RESTRICTIONS];
  static gsize ready = 0;

  g_return_val_if_fail (restriction >= 0 && restriction < SALVE_N_RESTRICTIONS, NULL);

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < SALVE_N_RESTRICTIONS; i++)
        translated[i] = translate (i);
      g_once_init_leave (&ready, 1);
    }

  return &translated[restriction];
}

/**
 * salve_protocol_find_restriction:
 * @id: a restriction's id, as in a record
 *
 * Returns: the #SalveRestriction, or -1 if there is none of this id
 */
int
salve_protocol_find_restriction (const char *id)
{
  g_return_val_if_fail (id != NULL, -1);

  for (int i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      if (g_str_equal (restrictions[i].id, id))
        return i;
    }

  return -1;
}

/**
 * salve_protocol_get_title:
 * @restriction_id: a restriction's id, as in a record
 *
 * Gets a restriction's title, translated. An id that is not known, which a newer version may have
 * written, is its own title.
 *
 * Returns: (transfer none): the title, or @restriction_id
 */
const char *
salve_protocol_get_title (const char *restriction_id)
{
  int restriction;

  g_return_val_if_fail (restriction_id != NULL, NULL);

  restriction = salve_protocol_find_restriction (restriction_id);
  if (restriction < 0)
    return restriction_id;

  return salve_protocol_get_restriction (restriction)->title;
}

/**
 * salve_protocol_get_check_ins:
 * @n_hours: (out): how many there are
 *
 * When to ask how the skin looks: what comes in the first day, when redness should have gone, and
 * when what passes by itself has passed (S56, S108; redness is scored at 24 and 72 hours: S122).
 *
 * Returns: (array length=n_hours): hours from the end of needling, soonest first
 */
const guint *
salve_protocol_get_check_ins (guint *n_hours)
{
  static const guint hours[] = { 24, 72, 7 * 24 };

  g_return_val_if_fail (n_hours != NULL, NULL);

  *n_hours = G_N_ELEMENTS (hours);
  return hours;
}

/**
 * salve_protocol_get_lengths:
 * @n_lengths: (out): how many
 *
 * Gets the needle lengths to choose from, in mm, the shortest first.
 *
 * Returns: (array length=n_lengths) (transfer none): the lengths
 */
const double *
salve_protocol_get_lengths (guint *n_lengths)
{
  g_return_val_if_fail (n_lengths != NULL, NULL);

  *n_lengths = G_N_ELEMENTS (lengths);
  return lengths;
}

/**
 * salve_protocol_get_directions:
 *
 * Gets the ids of the directions in which to treat, in their order. A band with fewer directions
 * uses the first ones. The star they make is that of S22.
 *
 * Returns: (array zero-terminated=1) (transfer none): the ids
 */
const char * const *
salve_protocol_get_directions (void)
{
  return directions;
}

/**
 * salve_protocol_get_direction_title:
 * @direction: a direction's id
 *
 * Returns: (transfer none): its title, translated, or @direction itself if it is not known
 */
const char *
salve_protocol_get_direction_title (const char *direction)
{
  g_return_val_if_fail (direction != NULL, NULL);

  for (guint i = 0; directions[i] != NULL; i++)
    {
      if (g_str_equal (directions[i], direction))
        return _(direction_titles[i]);
    }

  return direction;
}

/**
 * salve_protocol_get_numbing:
 * @eczema: whether the person has or had eczema (atopic skin)
 *
 * Gets for how long a numbing cream may be on the skin. Sources: S62 to S67, with eczema S70.
 *
 * Returns: (transfer none): the limits, in minutes
 */
const SalveNumbingLimits *
salve_protocol_get_numbing (gboolean eczema)
{
  return eczema ? &numbing_eczema : &numbing;
}

/**
 * salve_protocol_find_numbing:
 * @max_minutes: the longest time on the skin that a record names, in minutes; 0 if it names none
 *
 * Finds the limits that a session goes by. A record that names less than the usual time gets the
 * short limits, one that names more no longer ones.
 *
 * Returns: (transfer none): the limits, in minutes
 */
const SalveNumbingLimits *
salve_protocol_find_numbing (guint max_minutes)
{
  return salve_protocol_get_numbing (max_minutes > 0 && max_minutes < numbing.max);
}
