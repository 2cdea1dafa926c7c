/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store-job.h"

G_BEGIN_DECLS

/* Jobs that move a record to the trash, with its other versions, and back. */
SalveStoreJob *salve_store_job_new_remove  (const char         *sessions,
                                            const char         *trash,
                                            const char         *name,
                                            const char * const *copies);
SalveStoreJob *salve_store_job_new_restore (const char         *sessions,
                                            const char         *trash,
                                            const char         *name,
                                            const char * const *copies);

G_END_DECLS
