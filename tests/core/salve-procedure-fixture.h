/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-fake-clock.h"
#include "salve-procedure.h"

G_BEGIN_DECLS

/* A procedure at 2026-11-22T17:30:00Z, in Berlin half past six in the evening, and what it says. */
typedef struct
{
  SalveFakeClock *clock;
  SalveProcedure *procedure;
  GString        *notes;     /* the properties that it notified, in order */
  guint           changed;
  guint           completed;
} Fixture;

void          fixture_set_up       (Fixture            *fixture,
                                    gconstpointer       data);
void          fixture_begin        (Fixture            *fixture,
                                    SalveSession       *draft);
void          fixture_tear_down    (Fixture            *fixture,
                                    gconstpointer       data);

SalveSession *fixture_session      (Fixture            *fixture);
const char   *fixture_place        (Fixture            *fixture);
void          fixture_clear        (Fixture            *fixture,
                                    SalveScreeningGroup group);
void          fixture_clear_answers (SalveAnswers      *answers,
                                    SalveScreeningGroup group);
void          fixture_satisfy      (Fixture            *fixture);
void          fixture_walk_to      (Fixture            *fixture,
                                    const char         *id);
void          fixture_set_areas    (Fixture            *fixture,
                                    const char         *areas);
char         *fixture_describe     (SalveProcedure     *procedure);
SalveSession *fixture_reread       (SalveSession       *session);
void          fixture_expect_notes (Fixture            *fixture,
                                    const char         *notes);
void          fixture_check_plan   (SalveSession       *session,
                                    double              needle_mm);

G_END_DECLS
