/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-answers.h"
#include "salve-session-entry.h"

G_BEGIN_DECLS

#define SALVE_SESSION_FORMAT 1
#define SALVE_SESSION_MAX_AMOUNT 10000 /* of anything that is counted */

typedef enum
{
  SALVE_SETTING_HOME,
  SALVE_SETTING_CLINIC
} SalveSetting;

typedef enum
{
  SALVE_OUTCOME_COMPLETED,
  SALVE_OUTCOME_STOPPED
} SalveOutcome;

#define SALVE_TYPE_SETTING (salve_setting_get_type ())
#define SALVE_TYPE_OUTCOME (salve_outcome_get_type ())
GType salve_setting_get_type (void);
GType salve_outcome_get_type (void);

#define SALVE_TYPE_SESSION (salve_session_get_type ())
G_DECLARE_FINAL_TYPE (SalveSession, salve_session, SALVE, SESSION, GObject)

SalveSession *salve_session_new            (SalveSetting  setting,
                                            GDateTime    *started);
const char   *salve_session_get_id         (SalveSession *self);
guint         salve_session_get_format     (SalveSession *self);
gboolean      salve_session_get_read_only  (SalveSession *self);
SalveSetting  salve_session_get_setting    (SalveSession *self);
GDateTime    *salve_session_get_started    (SalveSession *self);
GDateTime    *salve_session_get_ended      (SalveSession *self);
void          salve_session_set_ended      (SalveSession *self,
                                            GDateTime    *ended);
SalveOutcome  salve_session_get_outcome    (SalveSession *self);
const char   *salve_session_get_stopped_because (SalveSession *self);
void          salve_session_set_stopped    (SalveSession *self,
                                            const char   *because);
const char * const *salve_session_get_areas (SalveSession *self);
void          salve_session_set_areas      (SalveSession       *self,
                                            const char * const *areas);
const char   *salve_session_get_device_kind (SalveSession *self);
double        salve_session_get_needle_mm  (SalveSession *self);
const char   *salve_session_get_device_name (SalveSession *self);
const char   *salve_session_get_device_shelf_id (SalveSession *self);
GDateTime    *salve_session_get_soak_before (SalveSession *self);
const char   *salve_session_get_soak_before_stamp (SalveSession *self);
GDateTime    *salve_session_get_soak_after (SalveSession *self);
const char   *salve_session_get_soak_after_stamp (SalveSession *self);
gboolean      salve_session_get_test_spot  (SalveSession *self);
const char   *salve_session_get_numbing_product (SalveSession *self);
double        salve_session_get_numbing_percent (SalveSession *self);
double        salve_session_get_numbing_grams (SalveSession *self);
double        salve_session_get_numbing_cm2 (SalveSession *self);
guint         salve_session_get_numbing_max_minutes (SalveSession *self);
gboolean      salve_session_get_unnumbed   (SalveSession *self);
GDateTime    *salve_session_get_numbing_applied (SalveSession *self);
const char   *salve_session_get_numbing_stamp (SalveSession *self);
GDateTime    *salve_session_get_numbing_removed (SalveSession *self);
const char   *salve_session_get_serum_kind (SalveSession *self);
const char   *salve_session_get_serum_product (SalveSession *self);
int           salve_session_get_pain       (SalveSession *self);
int           salve_session_get_erythema   (SalveSession *self);
const char   *salve_session_get_notes      (SalveSession *self);
GPtrArray    *salve_session_get_steps      (SalveSession *self);
GPtrArray    *salve_session_get_passes     (SalveSession *self);
GPtrArray    *salve_session_get_aftercare  (SalveSession *self);
GPtrArray    *salve_session_get_checks     (SalveSession *self);
GPtrArray    *salve_session_get_events     (SalveSession *self);
GPtrArray    *salve_session_get_check_ins  (SalveSession *self);
SalveAnswers *salve_session_get_answers    (SalveSession *self);
guint         salve_session_count_passes   (SalveSession *self);
gboolean      salve_session_touched_skin   (SalveSession *self);

G_END_DECLS
