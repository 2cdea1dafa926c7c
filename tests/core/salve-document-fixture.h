/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-document.h"

G_BEGIN_DECLS

/* A document in a folder that is not there yet, and what it told. */
typedef struct
{
  char          *folder;
  char          *path;
  SalveDocument *document;
  guint          saved;
  guint          n_changed;
  JsonObject    *changed;  /* what ::changed told last */
  GError        *error;    /* of ::problem */
} Fixture;

void fixture_set_up    (Fixture       *fixture,
                        gconstpointer  data);
void fixture_tear_down (Fixture       *fixture,
                        gconstpointer  data);

/* What a draft has in common with a document. */
void fixture_listen    (Fixture       *fixture,
                        gpointer       object);
void fixture_wait      (Fixture       *fixture);
void fixture_come_home (gpointer       object);

G_END_DECLS
