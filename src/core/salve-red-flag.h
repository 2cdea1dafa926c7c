/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kind of an event that tells of red flags. */
#define SALVE_RED_FLAG_EVENT "red-flag"

/* The gravest first, so that the lowest of several counts. */
typedef enum
{
  SALVE_URGENCY_EMERGENCY,
  SALVE_URGENCY_DOCTOR_TODAY,
  SALVE_URGENCY_DERMATOLOGIST,
  SALVE_URGENCY_NONE
} SalveUrgency;

typedef struct
{
  const char   *id;      /* stored in records */
  const char   *sign;    /* what a person sees or feels */
  const char   *when;    /* typical time */
  SalveUrgency  urgency;
  gboolean      numbing; /* one of numbing cream */
  const char   *action;  /* what to do */
  const char   *sources;
} SalveRedFlag;

const SalveRedFlag *salve_red_flag_list     (guint              *n_flags);
const SalveRedFlag *salve_red_flag_find     (const char         *id);
SalveUrgency        salve_red_flag_judge    (const char * const *ids);

const char         *salve_urgency_id        (SalveUrgency        urgency);
SalveUrgency        salve_urgency_find      (const char         *id);
const char         *salve_urgency_title     (SalveUrgency        urgency);
const char         *salve_urgency_meanwhile (SalveUrgency        urgency);

G_END_DECLS
