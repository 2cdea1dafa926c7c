/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

/* One name in the folder of records. Its file is read when the session is first asked for. */
#define SALVE_TYPE_RECORD (salve_record_get_type ())
G_DECLARE_FINAL_TYPE (SalveRecord, salve_record, SALVE, RECORD, GObject)

SalveRecord  *salve_record_new         (const char   *path);
const char   *salve_record_get_path    (SalveRecord  *self);
const char   *salve_record_get_name    (SalveRecord  *self);
GDateTime    *salve_record_get_time    (SalveRecord  *self);
SalveSession *salve_record_get_session (SalveRecord  *self);
const GError *salve_record_get_error   (SalveRecord  *self);
void          salve_record_forget      (SalveRecord  *self);
guint         salve_record_get_n_versions (SalveRecord *self);
SalveRecord  *salve_record_get_version (SalveRecord  *self,
                                        guint         which);
void          salve_record_add_version (SalveRecord  *self,
                                        SalveRecord  *version);

char         *salve_record_make_name   (SalveSession *session);
gboolean      salve_record_parse_name  (const char   *name,
                                        gint64       *unix_seconds);

G_END_DECLS
