/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row in which a person types something that has to be right. What is wrong is said under the field,
 * in words, and as long as it is there is no value. */
#define SALVE_TYPE_INPUT_ROW (salve_input_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (SalveInputRow, salve_input_row, SALVE, INPUT_ROW, AdwPreferencesRow)

struct _SalveInputRowClass
{
  AdwPreferencesRowClass parent_class;

  /* Reads the text; keeps the value where it is right, forgets it otherwise. */
  gboolean (*read)     (SalveInputRow  *self,
                        const char     *text,
                        GError        **error);
  /* The value in words, or NULL. */
  char    *(*describe) (SalveInputRow  *self);
};

const char *salve_input_row_get_text    (SalveInputRow *self);
void        salve_input_row_set_text    (SalveInputRow *self,
                                         const char    *text);
const char *salve_input_row_get_error   (SalveInputRow *self);
gboolean    salve_input_row_get_has_value (SalveInputRow *self);
gboolean    salve_input_row_is_right    (SalveInputRow *self);
gboolean    salve_input_row_is_empty    (SalveInputRow *self);
void        salve_input_row_refuse      (SalveInputRow *self,
                                         const char    *words);
gboolean    salve_input_row_check       (SalveInputRow *self);
void        salve_input_row_reread      (SalveInputRow *self);
void        salve_input_row_add_suffix  (SalveInputRow *self,
                                         GtkWidget     *widget);

G_END_DECLS
