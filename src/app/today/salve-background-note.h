/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What it means that the desktop does not let Salve run in the background, and the ways out. It is seen
 * only where that is so. */
#define SALVE_TYPE_BACKGROUND_NOTE (salve_background_note_get_type ())
G_DECLARE_FINAL_TYPE (SalveBackgroundNote, salve_background_note, SALVE, BACKGROUND_NOTE, AdwBin)

G_END_DECLS
