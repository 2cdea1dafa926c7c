/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a person's files are; none of the folders is there yet. */
typedef struct
{
  char *data;
  char *sessions;
  char *trash;
  char *state;
} Fixture;

void  fixture_set_up    (Fixture       *fixture,
                         gconstpointer  user_data);
void  fixture_tear_down (Fixture       *fixture,
                         gconstpointer  user_data);
void  fixture_put       (const char    *folder,
                         const char    *name,
                         const char    *text);
char *fixture_get       (const char    *folder,
                         const char    *name);

G_END_DECLS
