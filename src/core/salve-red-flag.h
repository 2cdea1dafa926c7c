/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SALVE_URGENCY_EMERGENCY,
  SALVE_URGENCY_DOCTOR_TODAY,
  SALVE_URGENCY_DERMATOLOGIST
} SalveUrgency;

typedef struct
{
  const char   *sign;    /* what a person sees or feels */
  const char   *when;    /* typical time */
  SalveUrgency  urgency;
  const char   *action;  /* what to do */
  const char   *sources;
} SalveRedFlag;

const SalveRedFlag *salve_red_flag_list  (guint        *n_flags);
const char         *salve_urgency_title  (SalveUrgency  urgency);

G_END_DECLS
