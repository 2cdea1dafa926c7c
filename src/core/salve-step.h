/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The seven steps of a session, in their order. */
typedef enum
{
  SALVE_STEP_CHECK,
  SALVE_STEP_CLEANSE,
  SALVE_STEP_NUMB,
  SALVE_STEP_DEVICE,
  SALVE_STEP_TREAT,
  SALVE_STEP_SOOTHE,
  SALVE_STEP_AFTERCARE
} SalveStep;

#define SALVE_N_STEPS (SALVE_STEP_AFTERCARE + 1)

#define SALVE_TYPE_STEP (salve_step_get_type ())
GType       salve_step_get_type  (void);
const char *salve_step_get_id    (SalveStep   step);
const char *salve_step_get_title (SalveStep   step);
int         salve_step_find      (const char *id);

G_END_DECLS
