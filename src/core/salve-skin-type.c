/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-skin-type.h"

#include "salve-answers.h"

#include <glib/gi18n-lib.h>

/* After the table of S129. */
static const struct { const char *title; const char *term; } types[] = {
  { N_("Always burns, never tans"), N_("Skin type I") },
  { N_("Burns easily, tans a little"), N_("Skin type II") },
  { N_("Burns sometimes, tans slowly to light brown"), N_("Skin type III") },
  { N_("Burns a little, tans well to brown"), N_("Skin type IV") },
  { N_("Hardly ever burns; brown skin"), N_("Skin type V") },
  { N_("Never burns; dark brown or black skin"), N_("Skin type VI") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (types) == SALVE_ANSWERS_SKIN_TYPES);

/**
 * salve_skin_type_get_title:
 * @type: a type of skin, from 1 to %SALVE_ANSWERS_SKIN_TYPES
 *
 * Returns: (transfer none): what the sun does to it, in plain words
 */
const char *
salve_skin_type_get_title (guint type)
{
  g_return_val_if_fail (type >= 1 && type <= SALVE_ANSWERS_SKIN_TYPES, NULL);

  return _(types[type - 1].title);
}

/**
 * salve_skin_type_get_term:
 * @type: a type of skin, from 1 to %SALVE_ANSWERS_SKIN_TYPES
 *
 * Returns: (transfer none): the medical term, "Skin type IV"
 */
const char *
salve_skin_type_get_term (guint type)
{
  g_return_val_if_fail (type >= 1 && type <= SALVE_ANSWERS_SKIN_TYPES, NULL);

  return _(types[type - 1].term);
}
