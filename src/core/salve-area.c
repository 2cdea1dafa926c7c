/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-area.h"

#include <glib/gi18n-lib.h>

#define SPARE_HIP N_("Stay off the hip bone, where the skin lies thin over it.")
#define SPARE_OUTER_THIGH N_("Keep clear of the knee and the hip bone. Seats rub here: wear loose cotton afterwards.")
#define SPARE_INNER_THIGH N_("Thin skin that rubs and sweats. Use the lightest pressure and the fewest passes, " \
                             "and keep clear of the groin.")
#define SPARE_BUTTOCK N_("Keep clear of the fold and of the tailbone. Seats rub here: wear loose cotton afterwards.")
#define SPARE_BREAST N_("Thin skin. Skip the nipple, the areola and the scars of implants. Not while breastfeeding.")
#define SPARE_ARM N_("Thin skin. Keep clear of the armpit.")
#define SPARE_KNEE N_("Skip veins and the bony edges of the knee.")
#define SPARE_CALF N_("Skip veins and the shin bone. Skin on the lower leg heals slowly.")

/* What to spare: S31 and S86 for the skin's thickness and healing, otherwise general knowledge. */
static const SalveArea areas[] = {
  { "abdomen", N_("Abdomen"),
    N_("Lie back and stretch the skin flat. Skip the navel, fresh scars such as from a caesarean, and any hernia bulge.") },
  { "hip-left", N_("Left hip"), SPARE_HIP },
  { "hip-right", N_("Right hip"), SPARE_HIP },
  { "thigh-left-outer", N_("Left outer thigh"), SPARE_OUTER_THIGH },
  { "thigh-right-outer", N_("Right outer thigh"), SPARE_OUTER_THIGH },
  { "thigh-left-inner", N_("Left inner thigh"), SPARE_INNER_THIGH },
  { "thigh-right-inner", N_("Right inner thigh"), SPARE_INNER_THIGH },
  { "buttock-left", N_("Left buttock"), SPARE_BUTTOCK },
  { "buttock-right", N_("Right buttock"), SPARE_BUTTOCK },
  { "breast-left", N_("Left breast"), SPARE_BREAST },
  { "breast-right", N_("Right breast"), SPARE_BREAST },
  { "arm-left-inner", N_("Left inner upper arm"), SPARE_ARM },
  { "arm-right-inner", N_("Right inner upper arm"), SPARE_ARM },
  { "knee-left-back", N_("Back of the left knee"), SPARE_KNEE },
  { "knee-right-back", N_("Back of the right knee"), SPARE_KNEE },
  { "calf-left", N_("Left calf"), SPARE_CALF },
  { "calf-right", N_("Right calf"), SPARE_CALF },
  { "lower-back", N_("Lower back"),
    N_("You need somebody to help you here. Keep clear of the ridge of the spine.") },
};

/**
 * salve_area_list:
 * @n_areas: (out) (optional): how many
 *
 * Gets the areas of the body where stretch marks appear, from the front to the back, translated.
 *
 * Returns: (array length=n_areas) (transfer none): the areas
 */
const SalveArea *
salve_area_list (guint *n_areas)
{
  static SalveArea translated[G_N_ELEMENTS (areas)];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
        translated[i] = (SalveArea) { areas[i].id, _(areas[i].name), _(areas[i].spare) };
      g_once_init_leave (&ready, 1);
    }

  if (n_areas != NULL)
    *n_areas = G_N_ELEMENTS (areas);

  return translated;
}

/**
 * salve_area_find:
 * @id: an area's id, as in a record
 *
 * Returns: (transfer none) (nullable): the area, or %NULL if there is none of this id
 */
const SalveArea *
salve_area_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      if (g_str_equal (areas[i].id, id))
        return &salve_area_list (NULL)[i];
    }

  return NULL;
}

/**
 * salve_area_name:
 * @id: an area's id, as in a record
 *
 * Gets an area's name, translated. An id that is not known, which a newer version may have
 * written, is its own name.
 *
 * Returns: (transfer none): the name, or @id
 */
const char *
salve_area_name (const char *id)
{
  const SalveArea *area;

  g_return_val_if_fail (id != NULL, NULL);

  area = salve_area_find (id);
  return area != NULL ? area->name : id;
}
