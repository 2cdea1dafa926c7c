/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a key means to busy hands. Pure functions. */
typedef enum
{
  SALVE_KEY_NONE,  /* nothing */
  SALVE_KEY_SPACE,
  SALVE_KEY_ENTER,
  SALVE_KEY_PEDAL  /* turns the page of long text, and then goes on */
} SalveKey;

SalveKey  salve_key_classify      (guint            keyval,
                                   GdkModifierType  state,
                                   const char      *pedal_key);
gboolean  salve_key_is_modifier   (guint            keyval);
gboolean  salve_key_types_text    (guint            keyval);
gboolean  salve_key_can_be_pedal  (guint            keyval);
char     *salve_key_describe      (const char      *pedal_key);

G_END_DECLS
