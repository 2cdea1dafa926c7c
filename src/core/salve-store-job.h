/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the store does on the disk. A job knows nothing but paths, and running it blocks until the
 * disk has it, so that belongs in a thread. */
typedef struct _SalveStoreJob SalveStoreJob;

SalveStoreJob *salve_store_job_new_add     (const char     *sessions,
                                            const char     *trash,
                                            const char     *name,
                                            const char     *id,
                                            const char     *text);
SalveStoreJob *salve_store_job_new_update  (const char     *sessions,
                                            const char     *name,
                                            const char     *known,
                                            const char     *text);
SalveStoreJob *salve_store_job_new_remove  (const char     *sessions,
                                            const char     *trash,
                                            const char     *name,
                                            const char * const *copies);
SalveStoreJob *salve_store_job_new_restore (const char     *sessions,
                                            const char     *trash,
                                            const char     *name,
                                            const char * const *copies);
SalveStoreJob *salve_store_job_new_merge   (const char     *sessions,
                                            const char     *trash,
                                            const char     *name,
                                            const char     *known,
                                            const char     *copy,
                                            const char     *copy_known,
                                            const char     *text);
SalveStoreJob *salve_store_job_new_unmerge (const char     *sessions,
                                            const char     *trash,
                                            const char     *name,
                                            const char     *known,
                                            const char     *copy,
                                            const char     *text);
SalveStoreJob *salve_store_job_new_separate (const char    *sessions,
                                            const char     *name,
                                            const char     *copy,
                                            const char     *copy_known);
const char * const *salve_store_job_get_copies (SalveStoreJob *self);
void           salve_store_job_free        (SalveStoreJob  *self);
gboolean       salve_store_job_run         (SalveStoreJob  *self,
                                            GError        **error);
const char    *salve_store_job_get_name    (SalveStoreJob  *self);

void           salve_store_job_empty_trash (const char     *trash,
                                            gint64          now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveStoreJob, salve_store_job_free)

G_END_DECLS
