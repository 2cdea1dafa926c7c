/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-clinic-page.h"

G_BEGIN_DECLS

/* The place of a clinic visit that is being logged; hidden while there is none. Emits ::saved once its record is on
 * disk, ::left once it is given up, and ::kept when it stays although the window was to close. */
#define SALVE_TYPE_VISIT_HOST (salve_visit_host_get_type ())
G_DECLARE_FINAL_TYPE (SalveVisitHost, salve_visit_host, SALVE, VISIT_HOST, AdwBin)

gboolean salve_visit_host_is_open (SalveVisitHost *self);
void     salve_visit_host_begin   (SalveVisitHost *self);
void     salve_visit_host_leave   (SalveVisitHost *self);

G_END_DECLS
