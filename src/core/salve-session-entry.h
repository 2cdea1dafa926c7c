/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The entries of a record's lists. `source` is the JSON it came from, so that members
 * which this version does not know survive; NULL for a new entry. */
typedef struct
{
  char       *id;      /* step id */
  GDateTime  *entered;
  GDateTime  *done;    /* NULL while the step runs */
  guint       part;
  JsonObject *source;
} SalveSessionStep;

typedef struct
{
  char       *area;
  char       *direction;
  guint       count;
  guint       seconds; /* how long they took */
  gboolean    enough;  /* ended by the person before the planned count */
  JsonObject *source;
} SalveSessionPass;

typedef struct
{
  char       *restriction;
  GDateTime  *until;
  char      **areas;   /* NULL: all areas of the record */
  JsonObject *source;
} SalveSessionLimit;

/* A symptom check while numbing cream works: the person said that they feel well. */
typedef struct
{
  guint       minutes; /* after the cream went on, when it was due */
  GDateTime  *at;      /* when it was answered */
  JsonObject *source;
} SalveSessionCheck;

/* Something that happened in or after the session, such as a sign of danger. */
typedef struct
{
  char       *kind;    /* "red-flag" */
  GDateTime  *at;
  char      **signs;   /* ids of salve-red-flag */
  char       *urgency;
  char       *note;
  JsonObject *source;
} SalveSessionEvent;

/* How the skin looked some time after the session. */
typedef struct
{
  guint       hours;   /* after the end of needling, when it was due */
  GDateTime  *at;      /* when it was answered */
  char       *looks;   /* SALVE_LOOKS_EXPECTED, SALVE_LOOKS_WRONG, or what a later version says */
  JsonObject *source;
} SalveSessionCheckIn;

#define SALVE_LOOKS_EXPECTED "expected"
#define SALVE_LOOKS_WRONG    "wrong"

void salve_session_step_free  (SalveSessionStep  *step);
void salve_session_pass_free  (SalveSessionPass  *pass);
void salve_session_limit_free (SalveSessionLimit *limit);
void salve_session_check_free (SalveSessionCheck *check);
void salve_session_event_free (SalveSessionEvent *event);
void salve_session_check_in_free (SalveSessionCheckIn *check_in);

G_END_DECLS
