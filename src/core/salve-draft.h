/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

/* The session that is under way, in one file that is rewritten at every step. */
#define SALVE_TYPE_DRAFT (salve_draft_get_type ())
G_DECLARE_FINAL_TYPE (SalveDraft, salve_draft, SALVE, DRAFT, GObject)

SalveDraft   *salve_draft_new   (const char    *folder);
const char   *salve_draft_get_path (SalveDraft *self);
SalveSession *salve_draft_load  (SalveDraft    *self,
                                 GError       **error);
char         *salve_draft_set_aside (SalveDraft *self,
                                 GError       **error);
void          salve_draft_save  (SalveDraft    *self,
                                 SalveSession  *session);
gboolean      salve_draft_flush (SalveDraft    *self,
                                 GError       **error);
gboolean      salve_draft_clear (SalveDraft    *self,
                                 GError       **error);

G_END_DECLS
