/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What was answered to one item of the screening. A day that is not valid was not given; neither was a note of
 * NULL. `source` is the JSON it came from, so that members which this version does not know survive. */
typedef struct
{
  gboolean    applies;
  GDate       since;  /* the day from which the waiting counts */
  GDate       agreed; /* the day on which a clinician said yes */
  char       *note;   /* who that was, or what was said */
  JsonObject *source;
} SalveAnswer;

SalveAnswer *salve_answer_new   (gboolean            applies,
                                 const GDate        *since,
                                 const GDate        *agreed,
                                 const char         *note);
SalveAnswer *salve_answer_copy  (const SalveAnswer  *self);
void         salve_answer_free  (SalveAnswer        *self);
gboolean     salve_answer_equal (const SalveAnswer  *a,
                                 const SalveAnswer  *b);
SalveAnswer *salve_answer_read  (JsonObject         *object,
                                 const char        **item_id,
                                 GError            **error);
JsonNode    *salve_answer_write (const SalveAnswer  *self,
                                 const char         *item_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveAnswer, salve_answer_free)

G_END_DECLS
