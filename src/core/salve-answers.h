/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-answer.h"

G_BEGIN_DECLS

/* The types of skin after Fitzpatrick, I to VI; 0 is not told. */
#define SALVE_ANSWERS_SKIN_TYPES 6

/* What a person answered to the screening. The items are those of salve-screening-item.h; ids that this version
 * does not know are kept. */
#define SALVE_TYPE_ANSWERS (salve_answers_get_type ())
G_DECLARE_FINAL_TYPE (SalveAnswers, salve_answers, SALVE, ANSWERS, GObject)

SalveAnswers      *salve_answers_new           (void);
const SalveAnswer *salve_answers_get           (SalveAnswers  *self,
                                                const char    *item_id);
void               salve_answers_set_no        (SalveAnswers  *self,
                                                const char    *item_id);
void               salve_answers_set_yes       (SalveAnswers  *self,
                                                const char    *item_id,
                                                const GDate   *since,
                                                const GDate   *agreed,
                                                const char    *note);
void               salve_answers_forget        (SalveAnswers  *self,
                                                const char    *item_id);
void               salve_answers_copy          (SalveAnswers  *self,
                                                SalveAnswers  *from,
                                                const char    *item_id);
char             **salve_answers_list_yes      (SalveAnswers  *self);
guint              salve_answers_get_skin_type (SalveAnswers  *self);
void               salve_answers_set_skin_type (SalveAnswers  *self,
                                                guint          skin_type);
gboolean           salve_answers_is_empty      (SalveAnswers  *self);
gboolean           salve_answers_read          (SalveAnswers  *self,
                                                JsonObject    *object,
                                                GError       **error);
gboolean           salve_answers_check         (SalveAnswers  *self,
                                                const GDate   *latest,
                                                GError       **error);
JsonObject        *salve_answers_write         (SalveAnswers  *self);

G_END_DECLS
