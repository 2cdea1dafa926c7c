/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-draft.h"
#include "salve-procedure.h"
#include "salve-waker.h"
#include "salve-wizard.h"

G_BEGIN_DECLS

/* The place of a session under way, from its draft to its record; hidden while there is none. Emits ::finished once the
 * record is saved and the draft gone, and ::problem with words for the person. */
#define SALVE_TYPE_SESSION_HOST (salve_session_host_get_type ())
G_DECLARE_FINAL_TYPE (SalveSessionHost, salve_session_host, SALVE, SESSION_HOST, AdwBin)

SalveProcedure *salve_session_host_get_procedure (SalveSessionHost *self);
void            salve_session_host_begin         (SalveSessionHost *self);
void            salve_session_host_take_up       (SalveSessionHost *self);

G_END_DECLS
