/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One JSON object in one file that other programs change, too: what it held when it was last seen, and what is made of
 * two changes that meet. It knows no threads: one at a time may use it. */
typedef struct _SalveSharedFile SalveSharedFile;

SalveSharedFile *salve_shared_file_new           (const char       *path,
                                                  guint             format);
void             salve_shared_file_free          (SalveSharedFile  *self);
void             salve_shared_file_set_whole     (SalveSharedFile  *self,
                                                  gboolean          whole);
JsonObject      *salve_shared_file_load          (SalveSharedFile  *self,
                                                  GError          **error);
gboolean         salve_shared_file_look          (SalveSharedFile  *self);
gboolean         salve_shared_file_is_newer      (SalveSharedFile  *self);
void             salve_shared_file_reject        (SalveSharedFile  *self,
                                                  const GError     *reason);
const GError    *salve_shared_file_get_refusal   (SalveSharedFile  *self);
gboolean         salve_shared_file_write         (SalveSharedFile  *self,
                                                  const char       *text,
                                                  GError          **error);
JsonObject      *salve_shared_file_take_change   (SalveSharedFile  *self);
void             salve_shared_file_keep_beside   (SalveSharedFile  *self);
GError          *salve_shared_file_take_note     (SalveSharedFile  *self);
char            *salve_shared_file_set_aside     (SalveSharedFile  *self,
                                                  GError          **error);
gboolean         salve_shared_file_remove        (SalveSharedFile  *self,
                                                  GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveSharedFile, salve_shared_file_free)

G_END_DECLS
