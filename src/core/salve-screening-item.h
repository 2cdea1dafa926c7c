/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SALVE_SCREENING_STOP, /* do not treat at home; nothing overrides it */
  SALVE_SCREENING_WAIT, /* possible from a later day */
  SALVE_SCREENING_ASK,  /* only with a clinician's yes */
  SALVE_SCREENING_CARE  /* possible, with more care */
} SalveScreeningLevel;

/* In the order in which they are asked. */
typedef enum
{
  SALVE_SCREENING_LASTING, /* about the person; remembered, and only confirmed next time */
  SALVE_SCREENING_HEALTH,  /* the rest are asked every time */
  SALVE_SCREENING_SKIN,    /* of the area, today */
  SALVE_SCREENING_LATELY,  /* what was done to the area, and the device */
  SALVE_SCREENING_NUMBING, /* rules out numbing cream, not the session */
  SALVE_N_SCREENING_GROUPS
} SalveScreeningGroup;

typedef struct
{
  const char          *id;        /* as stored in a record */
  SalveScreeningLevel  level;
  SalveScreeningGroup  group;
  guint                wait_days; /* 0 unless the level is WAIT */
  gboolean             gone;      /* the wait counts from the day it had gone, not from the last time */
  gboolean             ask_too;   /* after the wait a clinician's yes is needed as well */
  const char          *since;     /* the name of the day from which the wait counts; NULL unless the level is WAIT */
  const char          *text;      /* in plain words; completes "Does any of this apply?" */
  const char          *term;      /* the medical term for it, or NULL */
  const char          *advice;    /* why, and what to do */
  const char          *sources;
} SalveScreeningItem;

/* Not asked, but answered where the last session was too short a time ago. */
#define SALVE_SCREENING_INTERVAL "interval"

const SalveScreeningItem *salve_screening_list       (guint                    *n_items);
const SalveScreeningItem *salve_screening_list_group (SalveScreeningGroup       group,
                                                      guint                    *n_items);
const SalveScreeningItem *salve_screening_find       (const char               *id);
char                     *salve_screening_get_title  (const SalveScreeningItem *item);
char                     *salve_screening_describe   (const SalveScreeningItem *item);

G_END_DECLS
