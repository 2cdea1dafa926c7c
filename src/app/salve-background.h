/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "salve-settings.h"

G_BEGIN_DECLS

typedef enum
{
  SALVE_BACKGROUND_UNNEEDED, /* outside a sandbox: the session itself starts the notifier */
  SALVE_BACKGROUND_UNASKED,
  SALVE_BACKGROUND_ASKING,
  SALVE_BACKGROUND_GRANTED,
  SALVE_BACKGROUND_REFUSED,
  SALVE_BACKGROUND_FAILED    /* nobody answered, which is no refusal */
} SalveBackgroundState;

#define SALVE_TYPE_BACKGROUND_STATE (salve_background_state_get_type ())
GType salve_background_state_get_type (void);

/* Whether the desktop lets Salve run while its window is closed. Only a sandbox has to ask. The answer is kept,
 * and a refusal is taken for one: without a click for it nobody is asked again. */
#define SALVE_TYPE_BACKGROUND (salve_background_get_type ())
G_DECLARE_FINAL_TYPE (SalveBackground, salve_background, SALVE, BACKGROUND, GObject)

SalveBackground      *salve_background_new        (SalveSettings   *settings);
SalveBackgroundState  salve_background_get_state  (SalveBackground *self);
const char           *salve_background_get_reason (SalveBackground *self);
void                  salve_background_ask        (SalveBackground *self,
                                                   GtkWindow       *window);
void                  salve_background_ask_again  (SalveBackground *self,
                                                   GtkWindow       *window);

G_END_DECLS
