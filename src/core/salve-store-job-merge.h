/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store-job.h"

G_BEGIN_DECLS

/* Jobs that make one of two versions of a record, take that back, or tell two sessions apart. */
SalveStoreJob *salve_store_job_new_merge    (const char *sessions,
                                             const char *trash,
                                             const char *name,
                                             const char *known,
                                             const char *copy,
                                             const char *copy_known,
                                             const char *text);
SalveStoreJob *salve_store_job_new_unmerge  (const char *sessions,
                                             const char *trash,
                                             const char *name,
                                             const char *known,
                                             const char *copy,
                                             const char *text);
SalveStoreJob *salve_store_job_new_separate (const char *sessions,
                                             const char *name,
                                             const char *copy,
                                             const char *copy_known);

G_END_DECLS
