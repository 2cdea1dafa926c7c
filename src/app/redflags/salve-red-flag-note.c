/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-red-flag-note.h"

#include <glib/gi18n.h>

#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-red-flag-log.h"
#include "salve-red-flag.h"

struct _SalveRedFlagNote
{
  GObject         parent_instance;

  SalveClock     *clock;
  SalveStore     *store;
  SalveProcedure *procedure; /* NULL: no session is under way */
  SalveRecord    *record;    /* without one, where it is noted; NULL: nowhere */
  GDateTime      *noted;     /* when the present signs were noted; NULL: they were not */
  GDateTime      *tried;     /* when that was first tried; it may have failed once the record was written */
  gboolean        busy;
};

G_DEFINE_FINAL_TYPE (SalveRedFlagNote, salve_red_flag_note, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a job is about, until the disk has it. */
typedef struct
{
  SalveRedFlagNote *self;
  GDateTime        *at;
} Job;

static Job *
begin_job (SalveRedFlagNote *self,
           GDateTime        *at)
{
  Job *job = g_new0 (Job, 1);

  job->self = g_object_ref (self);
  job->at = g_date_time_ref (at);
  self->busy = TRUE;

  return job;
}

static void
job_free (Job *job)
{
  g_object_unref (job->self);
  g_date_time_unref (job->at);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
set_noted (SalveRedFlagNote *self,
           GDateTime        *noted)
{
  if (noted != NULL)
    g_date_time_ref (noted);
  g_clear_pointer (&self->tried, g_date_time_unref);
  g_clear_pointer (&self->noted, g_date_time_unref);
  self->noted = noted;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
end_job (SalveRedFlagNote *self,
         GDateTime        *noted,
         const GError     *error)
{
  self->busy = FALSE;
  if (error == NULL)
    set_noted (self, noted);
  else
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error);
}

static void
on_added (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;

  salve_red_flag_log_add_finish (SALVE_STORE (store), result, &error);
  end_job (job->self, job->at, error);
}

static void
on_removed (GObject      *store,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;

  salve_red_flag_log_remove_finish (SALVE_STORE (store), result, &error);
  end_job (job->self, NULL, error);
}

static char *
describe_record (SalveRedFlagNote *self)
{
  SalveSession *session = salve_record_get_session (self->record);
  g_autofree char *date = salve_format_date (salve_session_get_started (session));
  g_autofree char *areas = salve_format_areas (salve_session_get_areas (session));
  /* Translators: a session by its date and its body areas: "Saturday, 21 November 2026 (Abdomen)". */
  g_autofree char *which = g_strdup_printf (_("%s (%s)"), date, areas);

  /* Translators: %s is a session's date and body areas. */
  return g_strdup_printf (self->noted != NULL ? _("Noted in the session of %s.")
                                              : _("You can note it in the session of %s."), which);
}

static void
salve_red_flag_note_finalize (GObject *object)
{
  SalveRedFlagNote *self = SALVE_RED_FLAG_NOTE (object);

  g_clear_pointer (&self->tried, g_date_time_unref);
  g_clear_pointer (&self->noted, g_date_time_unref);
  g_clear_object (&self->record);
  g_clear_object (&self->procedure);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_red_flag_note_parent_class)->finalize (object);
}

static void
salve_red_flag_note_class_init (SalveRedFlagNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_red_flag_note_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_RED_FLAG_NOTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_RED_FLAG_NOTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
salve_red_flag_note_init (SalveRedFlagNote *self)
{
}

/* The procedure is the session under way, or NULL. */
SalveRedFlagNote *
salve_red_flag_note_new (SalveClock     *clock,
                         SalveStore     *store,
                         SalveProcedure *procedure)
{
  SalveRedFlagNote *self;

  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SALVE_IS_STORE (store), NULL);
  g_return_val_if_fail (procedure == NULL || SALVE_IS_PROCEDURE (procedure), NULL);

  self = g_object_new (SALVE_TYPE_RED_FLAG_NOTE, NULL);
  g_set_object (&self->clock, clock);
  g_set_object (&self->store, store);
  g_set_object (&self->procedure, procedure);
  if (procedure == NULL)
    self->record = salve_red_flag_log_find (G_LIST_MODEL (store), salve_clock_get_time (clock));

  return self;
}

/* The session that the signs can come from; NULL where there is none. */
SalveSession *
salve_red_flag_note_get_session (SalveRedFlagNote *self)
{
  g_return_val_if_fail (SALVE_IS_RED_FLAG_NOTE (self), NULL);

  if (self->procedure != NULL)
    return salve_procedure_get_session (self->procedure);

  return self->record != NULL ? salve_record_get_session (self->record) : NULL;
}

gboolean
salve_red_flag_note_is_under_way (SalveRedFlagNote *self)
{
  g_return_val_if_fail (SALVE_IS_RED_FLAG_NOTE (self), FALSE);

  return self->procedure != NULL && salve_session_get_ended (salve_procedure_get_session (self->procedure)) == NULL;
}

gboolean
salve_red_flag_note_get_possible (SalveRedFlagNote *self)
{
  g_return_val_if_fail (SALVE_IS_RED_FLAG_NOTE (self), FALSE);

  return salve_red_flag_note_is_under_way (self) || self->record != NULL;
}

gboolean
salve_red_flag_note_get_noted (SalveRedFlagNote *self)
{
  g_return_val_if_fail (SALVE_IS_RED_FLAG_NOTE (self), FALSE);

  return self->noted != NULL;
}

/* Whether the disk has not answered yet. */
gboolean
salve_red_flag_note_get_busy (SalveRedFlagNote *self)
{
  g_return_val_if_fail (SALVE_IS_RED_FLAG_NOTE (self), FALSE);

  return self->busy;
}

/* Where it is noted, can be, or why it cannot. */
char *
salve_red_flag_note_describe (SalveRedFlagNote *self)
{
  g_return_val_if_fail (SALVE_IS_RED_FLAG_NOTE (self), NULL);

  if (salve_red_flag_note_is_under_way (self))
    return g_strdup (self->noted != NULL ? _("Noted in the session under way.")
                                         : _("You can note it in the session under way."));
  if (self->procedure != NULL)
    return g_strdup (_("The session is over but not saved yet, so nothing is noted now."));
  if (self->record != NULL)
    return describe_record (self);

  return g_strdup_printf (ngettext ("Nothing is noted: there is no session of the last %d week to note it in.",
                                    "Nothing is noted: there is no session of the last %d weeks to note it in.",
                                    SALVE_PROTOCOL_RED_FLAG_WEEKS),
                          SALVE_PROTOCOL_RED_FLAG_WEEKS);
}

/* Nothing happens while the disk is busy, nor where there is nothing to note it in. */
void
salve_red_flag_note_enter (SalveRedFlagNote   *self,
                           const char * const *signs)
{
  g_return_if_fail (SALVE_IS_RED_FLAG_NOTE (self));
  g_return_if_fail (signs != NULL);

  if (self->busy || !salve_red_flag_note_get_possible (self))
    return;
  if (self->tried == NULL)
    self->tried = salve_clock_now (self->clock);
  if (self->procedure == NULL)
    {
      salve_red_flag_log_add_async (self->store, salve_record_get_name (self->record), signs, self->tried, NULL,
                                    on_added, begin_job (self, self->tried));
      return;
    }
  salve_procedure_add_event (self->procedure, SALVE_RED_FLAG_EVENT, signs,
                             salve_urgency_id (salve_red_flag_judge (signs)));
  set_noted (self, self->tried);
}

/* Takes back what was entered last. */
void
salve_red_flag_note_undo (SalveRedFlagNote *self)
{
  g_return_if_fail (SALVE_IS_RED_FLAG_NOTE (self));

  if (self->busy || self->noted == NULL || !salve_red_flag_note_get_possible (self))
    return;
  if (self->procedure == NULL)
    {
      salve_red_flag_log_remove_async (self->store, salve_record_get_name (self->record), self->noted, NULL,
                                       on_removed, begin_job (self, self->noted));
      return;
    }
  salve_procedure_undo_event (self->procedure, SALVE_RED_FLAG_EVENT);
  set_noted (self, NULL);
}

/* The signs are others now: what was noted stays, and these are not noted yet. */
void
salve_red_flag_note_begin_anew (SalveRedFlagNote *self)
{
  g_return_if_fail (SALVE_IS_RED_FLAG_NOTE (self));

  set_noted (self, NULL);
}
