/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the store does on the disk. A job knows nothing but paths, and running it blocks until the
 * disk has it, so that belongs in a thread. */
typedef struct _SalveStoreJob SalveStoreJob;

void                salve_store_job_free       (SalveStoreJob  *self);
gboolean            salve_store_job_run        (SalveStoreJob  *self,
                                                GError        **error);
const char         *salve_store_job_get_name   (SalveStoreJob  *self);
const char * const *salve_store_job_get_copies (SalveStoreJob  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveStoreJob, salve_store_job_free)

G_END_DECLS
