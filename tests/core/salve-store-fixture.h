/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own, with all that it says. */
typedef struct
{
  char       *folder;
  char       *sessions;
  SalveStore *store;
  GString    *changes;  /* "position-removed+added " of each items-changed */
  guint       problems; /* none is expected when it is torn down */
} Fixture;

void          fixture_set_up         (Fixture       *fixture,
                                      gconstpointer  data);
void          fixture_tear_down      (Fixture       *fixture,
                                      gconstpointer  data);
void          fixture_open           (Fixture       *fixture,
                                      gint64         since);
void          fixture_close          (Fixture       *fixture);
void          fixture_scan           (Fixture       *fixture);

char         *fixture_get_path       (Fixture       *fixture,
                                      const char    *name);
void          fixture_put            (Fixture       *fixture,
                                      const char    *name,
                                      const char    *text);
char         *fixture_get            (Fixture       *fixture,
                                      const char    *name);
SalveSession *fixture_read           (Fixture       *fixture,
                                      const char    *name);
void          fixture_assert_alone   (Fixture       *fixture,
                                      const char    *name);

void          fixture_on_done        (GObject       *source,
                                      GAsyncResult  *result,
                                      gpointer       data);
GAsyncResult *fixture_wait           (GAsyncResult **result);

G_END_DECLS
