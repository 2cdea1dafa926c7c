/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-reason-row.h"

/* More than any text has. */
#define TEXT_LINES 12

GtkWidget *
salve_reason_row_new (const char *title,
                      const char *subtitle)
{
  static const char * const reason[] = { "reason", NULL };
  GtkWidget *row;

  g_return_val_if_fail (title != NULL, NULL);

  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "use-markup", FALSE,
                      "title-lines", TEXT_LINES,
                      "subtitle-lines", TEXT_LINES,
                      "activatable", FALSE,
                      "focusable", FALSE,
                      "css-classes", reason,
                      NULL);
  /* Once it is known that the words, some of which a person wrote, are no markup. */
  g_object_set (row, "title", title, "subtitle", subtitle, NULL);

  return row;
}
