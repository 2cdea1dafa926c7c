/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

#define SALVE_MERGE_ERROR (salve_merge_error_quark ())
typedef enum
{
  SALVE_MERGE_ERROR_ANOTHER, /* these are not versions of one session */
  SALVE_MERGE_ERROR_NEWER    /* one comes from a newer version of Salve */
} SalveMergeError;
GQuark salve_merge_error_quark (void);

/* What becomes of a difference. */
typedef enum
{
  SALVE_MERGE_BOTH,   /* what each has is kept */
  SALVE_MERGE_LATER,  /* the later end of each restriction holds */
  SALVE_MERGE_CHOICE  /* the person says which */
} SalveMergeRule;

typedef struct
{
  const char     *part;  /* a member of the record: "device", "notes" … */
  SalveMergeRule  rule;
  gboolean        other; /* of a choice: the other version's is taken */
} SalveMergeDifference;

/* Two versions of one session, to become one. */
typedef struct _SalveMerge SalveMerge;

SalveMerge                 *salve_merge_new             (SalveSession  *one,
                                                         SalveSession  *other,
                                                         gboolean       other_later,
                                                         GError       **error);
void                        salve_merge_free            (SalveMerge    *self);
guint                       salve_merge_get_n_differences (SalveMerge  *self);
const SalveMergeDifference *salve_merge_get_difference  (SalveMerge    *self,
                                                         guint          which);
void                        salve_merge_choose          (SalveMerge    *self,
                                                         guint          which,
                                                         gboolean       other);
char                       *salve_merge_get_member      (SalveMerge    *self,
                                                         guint          which,
                                                         gboolean       other);
char                       *salve_merge_finish          (SalveMerge    *self,
                                                         GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveMerge, salve_merge_free)

G_END_DECLS
