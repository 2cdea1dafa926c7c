/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store-job.h"

G_BEGIN_DECLS

typedef gboolean (*SalveStoreJobRun) (SalveStoreJob  *self,
                                      GError        **error);

/* Shared by the jobs in salve-store-job-save.c, salve-store-job-remove.c and salve-store-job-merge.c. */
struct _SalveStoreJob
{
  SalveStoreJobRun  run;
  char             *sessions;
  char             *trash;
  char             *name;
  char             *id;
  char             *text;
  char             *known;
  char            **copies;     /* other versions of the file */
  char             *copy_known; /* what the first of them held */
};

SalveStoreJob *salve_store_job_new       (SalveStoreJobRun     run,
                                          const char          *sessions,
                                          const char          *trash,
                                          const char          *name,
                                          const char * const  *copies);
void           salve_store_job_take_name (SalveStoreJob       *self,
                                          char                *name);
gboolean       salve_store_job_sync      (SalveStoreJob       *self,
                                          GError             **error);

G_END_DECLS
