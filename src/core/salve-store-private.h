/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-folder-list.h"
#include "salve-folder-watch.h"
#include "salve-store-job.h"
#include "salve-store-undo.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* Shared by salve-store.c, the list, salve-store-run.c, which changes it by jobs, and those that make the jobs:
 * salve-store-save.c, salve-store-remove.c and salve-store-merge.c. */
struct _SalveStore
{
  GObject           parent_instance;

  char             *folder;
  char             *sessions;
  char             *trash;
  gint64            since;
  SalveFolderList  *list;
  SalveFolderWatch *watch;
  GHashTable       *undo; /* of names to SalveStoreUndo */
};

/* The tag is the public function by which it began. */
GTask                *salve_store_make_task    (SalveStore           *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data,
                                                gpointer              tag);
void                  salve_store_start_job    (SalveStore           *self,
                                                GTask                *task,
                                                SalveStoreJob        *job);
gboolean              salve_store_finish_job   (SalveStore           *self,
                                                GAsyncResult         *result,
                                                gpointer              tag,
                                                char                **name,
                                                GError              **error);

char                 *salve_store_print_source (SalveSession         *session);
void                  salve_store_remember     (SalveStore           *self,
                                                const char           *name,
                                                SalveStoreUndo       *undo);
const SalveStoreUndo *salve_store_recall       (SalveStore           *self,
                                                const char           *name);

G_END_DECLS
