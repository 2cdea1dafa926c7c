/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says what went wrong, beside the page and not over it, until it is closed. Where that helps, it offers to try again.
 * Emits ::closed, before it closes, when the person has read it. */
#define SALVE_TYPE_WARNING_STRIP (salve_warning_strip_get_type ())
G_DECLARE_FINAL_TYPE (SalveWarningStrip, salve_warning_strip, SALVE, WARNING_STRIP, AdwBin)

GtkWidget  *salve_warning_strip_new      (void);
void        salve_warning_strip_say      (SalveWarningStrip *self,
                                          const char        *text);
void        salve_warning_strip_offer    (SalveWarningStrip *self,
                                          const char        *action,
                                          const char        *target);
void        salve_warning_strip_close    (SalveWarningStrip *self);
const char *salve_warning_strip_get_text (SalveWarningStrip *self);

G_END_DECLS
