/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-draft.h"
#include "salve-profile.h"
#include "salve-shelf.h"

G_BEGIN_DECLS

/* Sees to it that what a person changed comes to the disk: the draft, the shelf and the profile. Emits ::problem with
 * words for the person, and whether trying again may help. */
#define SALVE_TYPE_KEEPER (salve_keeper_get_type ())
G_DECLARE_FINAL_TYPE (SalveKeeper, salve_keeper, SALVE, KEEPER, GObject)

SalveKeeper *salve_keeper_new        (SalveDraft   *draft,
                                      SalveShelf   *shelf,
                                      SalveProfile *profile);
gboolean     salve_keeper_try_again  (SalveKeeper  *self);
gboolean     salve_keeper_can_close  (SalveKeeper  *self);

G_END_DECLS
