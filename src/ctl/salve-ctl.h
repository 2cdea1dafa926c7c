/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "salve-session.h"

G_BEGIN_DECLS

/* What salvectl leaves with. */
typedef enum
{
  SALVE_CTL_FINE = 0,
  SALVE_CTL_DATA = 1, /* something is wrong with what is stored */
  SALVE_CTL_USAGE = 2
} SalveCtlStatus;

typedef struct
{
  gboolean    json;
  gboolean    repair;
  gboolean    only_sessions;
  const char *file; /* NULL where the verb takes none */
} SalveCtlOptions;

/* The verbs. */
SalveCtlStatus salve_ctl_status (const SalveCtlOptions *options);
SalveCtlStatus salve_ctl_list   (const SalveCtlOptions *options);
SalveCtlStatus salve_ctl_verify (const SalveCtlOptions *options);
SalveCtlStatus salve_ctl_export (const SalveCtlOptions *options);
SalveCtlStatus salve_ctl_import (const SalveCtlOptions *options);

/* The records and the draft, which nothing here ever changes. */
GListModel    *salve_ctl_open_records   (gint64        since,
                                         GError      **error);
char          *salve_ctl_get_folder     (void);
SalveSession  *salve_ctl_load_draft     (GError      **error);
char          *salve_ctl_get_draft_path (void);
JsonNode      *salve_ctl_time_node      (GDateTime    *time);
JsonNode      *salve_ctl_strings_node   (const char * const *strings);

/* Whether the notifier runs. */
typedef enum
{
  SALVE_CTL_NOTIFIER_UNKNOWN, /* no session bus answers */
  SALVE_CTL_NOTIFIER_ABSENT,
  SALVE_CTL_NOTIFIER_RUNNING
} SalveCtlNotifier;

SalveCtlNotifier salve_ctl_find_notifier (void);

/* Output. Whatever comes out of a file passes through here on its way to the terminal. */
char          *salve_ctl_clean          (const char   *text);
char          *salve_ctl_clean_path     (const char   *path);
void           salve_ctl_add_row        (GPtrArray    *rows,
                                         const char   *first,
                                         ...) G_GNUC_NULL_TERMINATED;
void           salve_ctl_print_rows     (GPtrArray    *rows);
void           salve_ctl_print_json     (JsonObject   *object);
void           salve_ctl_complain       (const char   *text);

G_END_DECLS
