/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words that records use for what they leave to a choice. */
typedef enum
{
  SALVE_VOCABULARY_DEVICE,
  SALVE_VOCABULARY_SERUM,
  SALVE_VOCABULARY_STOP,
  SALVE_VOCABULARY_ERYTHEMA,
  SALVE_VOCABULARY_SHELF,
  SALVE_VOCABULARY_RETIRED,
  SALVE_VOCABULARY_MARK
} SalveVocabulary;

typedef struct
{
  const char *id;     /* as stored in a record */
  const char *title;
  const char *detail; /* a sentence, what it is or what to do */
  gboolean    avoid;  /* not to be used straight after needling */
} SalveTerm;

const SalveTerm *salve_term_list  (SalveVocabulary  vocabulary,
                                   guint           *n_terms);
const SalveTerm *salve_term_find  (SalveVocabulary  vocabulary,
                                   const char      *id);
const char      *salve_term_title (SalveVocabulary  vocabulary,
                                   const char      *id);

G_END_DECLS
