/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SALVE_SCREENING_STOP, /* do not treat at home */
  SALVE_SCREENING_WAIT, /* possible from a later date */
  SALVE_SCREENING_ASK   /* only with a clinician's yes */
} SalveScreeningLevel;

typedef struct
{
  const char          *id;
  SalveScreeningLevel  level;
  guint                wait_days; /* 0 unless the level is WAIT */
  const char          *text;      /* plain words, with the medical term */
  const char          *sources;
} SalveScreeningItem;

const SalveScreeningItem *salve_screening_list (guint *n_items);
char                     *salve_screening_describe (const SalveScreeningItem *item);

G_END_DECLS
