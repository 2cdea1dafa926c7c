/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-settings.h"

G_BEGIN_DECLS

/* One short sound of the desktop's theme an event. Each goes with words on the screen, so that
 * nobody needs to hear it. Emits ::played (event id) for each that is asked for. */
#define SALVE_TYPE_SOUNDS (salve_sounds_get_type ())
G_DECLARE_FINAL_TYPE (SalveSounds, salve_sounds, SALVE, SOUNDS, GObject)

typedef enum
{
  SALVE_SOUND_READY,  /* after a wait there is something to do */
  SALVE_SOUND_NEARLY, /* a time is nearly up */
  SALVE_SOUND_UP,     /* a time is up */
  SALVE_SOUND_STOP    /* the session was stopped */
} SalveSound;

SalveSounds *salve_sounds_new    (SalveSettings *settings);
const char  *salve_sounds_get_id (SalveSound     sound);
void         salve_sounds_play   (SalveSounds   *self,
                                  SalveSound     sound);

G_END_DECLS
