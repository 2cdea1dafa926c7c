/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-store.h"
#include "salve-warning-strip.h"

G_BEGIN_DECLS

/* What is done to a session of the history, and taken back: each with a toast that offers the undo, or with words for
 * what went wrong. Activates history.remove-named, history.undo and history.unmerge, with the session's name. */
#define SALVE_TYPE_HISTORY_EDITS (salve_history_edits_get_type ())
G_DECLARE_FINAL_TYPE (SalveHistoryEdits, salve_history_edits, SALVE, HISTORY_EDITS, GObject)

SalveHistoryEdits *salve_history_edits_new         (SalveStore        *store,
                                                    AdwToastOverlay   *toasts,
                                                    SalveWarningStrip *strip);
void               salve_history_edits_remove      (SalveHistoryEdits *self,
                                                    const char        *name);
void               salve_history_edits_restore     (SalveHistoryEdits *self,
                                                    const char        *name);
void               salve_history_edits_tell_merged (SalveHistoryEdits *self,
                                                    const char        *name);
void               salve_history_edits_unmerge     (SalveHistoryEdits *self,
                                                    const char        *name);

G_END_DECLS
