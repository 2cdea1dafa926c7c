/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

G_BEGIN_DECLS

/* Beside the records, and beside the draft. */
#define SALVE_REPAIR_FOLDER "set-aside"

typedef enum
{
  SALVE_REPAIR_SET_ASIDE, /* it cannot be read, and moves to the folder `set-aside` */
  SALVE_REPAIR_RESTORE,   /* so too, and what lies in the trash comes back for it */
  SALVE_REPAIR_SWEEP,     /* an interrupted write left it; moves there as well */
  SALVE_REPAIR_LEAVE      /* the disk or a permission is at fault: there is nothing to move */
} SalveRepairKind;

/* One thing that is wrong with the files, and what is to be done about it. */
typedef struct
{
  SalveRepairKind  kind;
  char            *path;
  char            *reason; /* what is wrong, in words */
  char            *backup; /* in the trash, or NULL */
  char            *folder; /* where it is to be set aside */
  GStatBuf         info;   /* of what was looked at */
  char            *place;  /* where it is, once it was moved */
  GError          *error;  /* why it could not be */
} SalveRepairStep;

GPtrArray *salve_repair_plan      (const char       *data,
                                   const char       *state,
                                   guint            *n_records);
gboolean   salve_repair_run       (SalveRepairStep  *step);
void       salve_repair_step_free (SalveRepairStep  *step);

G_END_DECLS
