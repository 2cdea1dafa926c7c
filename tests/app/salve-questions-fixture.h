/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-fake-clock.h"
#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* The page of questions in a window, at noon of 22 November 2026, and a person who answers them. */
typedef struct
{
  char            *folder;
  SalveFakeClock  *clock;
  SalveProfile    *profile;
  SalveProcedure  *procedure;
  GtkWidget       *window;
  SalveWizardPage *page;
  guint            completed;
} Fixture;

GDate          fixture_day (int year,
                            int month,
                            int number);
GtkWidget     *fixture_find (GtkWidget  *widget,
                             GType       type,
                             const char *id);
gboolean       fixture_says (GtkWidget  *widget,
                             const char *words);
void           fixture_show_page (Fixture *fixture,
                                  GType    type);
void           fixture_begin (Fixture *fixture);
void           fixture_set_up (Fixture      *fixture,
                               gconstpointer data);
void           fixture_tear_down (Fixture      *fixture,
                                  gconstpointer data);
void           fixture_tick (Fixture    *fixture,
                             const char *id,
                             gboolean    on);
GtkWidget     *fixture_find_question (Fixture    *fixture,
                                      const char *id);
void           fixture_give_day (Fixture     *fixture,
                                 const char  *id,
                                 gboolean     agreed,
                                 const GDate *date);
void           fixture_give_note (Fixture    *fixture,
                                  const char *id,
                                  const char *note);
gboolean       fixture_can_go_on (Fixture *fixture);
void           fixture_go_on (Fixture *fixture);
const char    *fixture_get_place (Fixture *fixture);
void           fixture_answer_about (Fixture *fixture);
void           fixture_choose_area (Fixture *fixture);
void           fixture_walk_to (Fixture    *fixture,
                                const char *id);
SalveAnswers  *fixture_get_answers (Fixture *fixture);

G_END_DECLS
