/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own, with all that it says. */
typedef struct
{
  char       *folder;
  char       *sessions;
  char       *trash;
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
guint         fixture_get_n_items    (Fixture       *fixture);

void          fixture_spin           (guint          milliseconds);
void          fixture_expect_changes (Fixture       *fixture,
                                      const char    *changes);
void          fixture_on_done        (GObject       *source,
                                      GAsyncResult  *result,
                                      gpointer       data);
GAsyncResult *fixture_wait           (GAsyncResult **result);

char         *fixture_get_path       (Fixture       *fixture,
                                      const char    *name);
void          fixture_put            (Fixture       *fixture,
                                      const char    *name,
                                      const char    *text);
char         *fixture_get            (Fixture       *fixture,
                                      const char    *name);
SalveSession *fixture_read           (Fixture       *fixture,
                                      const char    *name);
void          fixture_set_age        (const char    *path,
                                      gint64         seconds);
void          fixture_assert_alone   (Fixture       *fixture,
                                      const char    *name);

SalveSession *fixture_make_session   (const char    *id,
                                      const char    *started);
char         *fixture_add            (Fixture       *fixture,
                                      SalveSession  *session,
                                      GError       **error);
char         *fixture_add_one        (Fixture       *fixture,
                                      const char    *id,
                                      const char    *started);
gboolean      fixture_remove         (SalveStore    *store,
                                      const char    *name,
                                      GError       **error);
gboolean      fixture_restore        (SalveStore    *store,
                                      const char    *name,
                                      GError       **error);

G_END_DECLS
