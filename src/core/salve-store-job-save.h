/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store-job.h"

G_BEGIN_DECLS

/* Jobs that write one record. */
SalveStoreJob *salve_store_job_new_add    (const char *sessions,
                                           const char *trash,
                                           const char *name,
                                           const char *id,
                                           const char *text);
SalveStoreJob *salve_store_job_new_update (const char *sessions,
                                           const char *name,
                                           const char *known,
                                           const char *text);

G_END_DECLS
