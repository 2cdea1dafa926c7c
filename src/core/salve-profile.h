/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-answers.h"
#include "salve-reminder-choices.h"

G_BEGIN_DECLS

/* Nobody has become older by much. */
#define SALVE_PROFILE_OLDEST_YEARS 120

#define SALVE_PROFILE_ERROR (salve_profile_error_quark ())
typedef enum
{
  SALVE_PROFILE_ERROR_FUTURE, /* a day of birth that has not come */
  SALVE_PROFILE_ERROR_AGE     /* a day of birth nobody alive has */
} SalveProfileError;
GQuark salve_profile_error_quark (void);

/* In the folder of the data. */
#define SALVE_PROFILE_NAME "profile.json"

/* What is remembered about the person between sessions, in `profile.json`: the day of birth, the answers that last,
 * the day planned for the next session, and what to be reminded of. Read when it is first asked for. */
#define SALVE_TYPE_PROFILE (salve_profile_get_type ())
G_DECLARE_FINAL_TYPE (SalveProfile, salve_profile, SALVE, PROFILE, GObject)

SalveProfile *salve_profile_new         (const char    *folder);
const GDate  *salve_profile_get_born    (SalveProfile  *self);
gboolean      salve_profile_set_born    (SalveProfile  *self,
                                         const GDate   *born,
                                         const GDate   *today,
                                         GError       **error);
SalveAnswers *salve_profile_get_answers (SalveProfile  *self);
void          salve_profile_remember    (SalveProfile  *self,
                                         SalveAnswers  *answers);
const GDate  *salve_profile_get_planned (SalveProfile  *self);
gboolean      salve_profile_get_remind  (SalveProfile  *self);
void          salve_profile_set_planned (SalveProfile  *self,
                                         const GDate   *planned,
                                         gboolean       remind);
SalveReminderChoices *salve_profile_get_reminders (SalveProfile *self);
gboolean      salve_profile_is_saved    (SalveProfile  *self);
gboolean      salve_profile_flush       (SalveProfile  *self,
                                         GError       **error);

gboolean      salve_profile_check       (JsonObject    *root,
                                         GError       **error);

G_END_DECLS
