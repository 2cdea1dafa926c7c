/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Which of our notifications are on the screen, each by its tag and by the number that the daemon
 * gave it. Numbers mean nothing to another daemon: a change of it empties the list. */
#define SALVE_TYPE_OPEN_LIST (salve_open_list_get_type ())
G_DECLARE_FINAL_TYPE (SalveOpenList, salve_open_list, SALVE, OPEN_LIST, GObject)

SalveOpenList *salve_open_list_new        (void);
const char    *salve_open_list_get_daemon (SalveOpenList  *self);
gboolean       salve_open_list_set_daemon (SalveOpenList  *self,
                                           const char     *daemon);
guint          salve_open_list_get_size   (SalveOpenList  *self);
guint          salve_open_list_get_serial (SalveOpenList  *self);
void           salve_open_list_add        (SalveOpenList  *self,
                                           const char     *tag,
                                           guint32         id);
gboolean       salve_open_list_remove     (SalveOpenList  *self,
                                           const char     *tag);
void           salve_open_list_clear      (SalveOpenList  *self);
guint32        salve_open_list_get_id     (SalveOpenList  *self,
                                           const char     *tag);
const char    *salve_open_list_find       (SalveOpenList  *self,
                                           guint32         id);
gboolean       salve_open_list_is_ours    (SalveOpenList  *self,
                                           const char     *tag);
char         **salve_open_list_list_tags  (SalveOpenList  *self);
gboolean       salve_open_list_read       (SalveOpenList  *self,
                                           JsonObject     *root,
                                           GError        **error);
void           salve_open_list_write      (SalveOpenList  *self,
                                           JsonObject     *root);

G_END_DECLS
