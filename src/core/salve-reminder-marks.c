/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-reminder-marks.h"

#include "salve-clock.h"
#include "salve-json.h"

#define MEMBER "moisturise"

static void
read_instant (JsonObject *object,
              const char *member,
              gint64     *instant)
{
  g_autoptr (GDateTime) time = NULL;

  if (salve_json_get_time (object, member, &time, NULL) && time != NULL)
    *instant = salve_clock_instant (time);
}

static void
write_instant (JsonObject *object,
               const char *member,
               gint64      instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);

  if (instant > 0 && time != NULL)
    salve_json_set_time (object, member, time);
}

/**
 * salve_reminder_marks_read:
 * @marks: (out caller-allocates): the marks
 * @ledger: what the notifier's file holds
 *
 * What makes no sense counts as not answered: it reminds once more, rather than never.
 */
void
salve_reminder_marks_read (SalveReminderMarks *marks,
                           JsonObject         *ledger)
{
  JsonObject *object = NULL;

  g_return_if_fail (marks != NULL && ledger != NULL);

  *marks = (SalveReminderMarks) { 0 };
  if (!salve_json_get_object (ledger, MEMBER, &object, NULL) || object == NULL)
    return;
  read_instant (object, "done", &marks->done);
  if (marks->done == 0)
    read_instant (object, "later", &marks->later);
}

/**
 * salve_reminder_marks_write:
 * @marks: the marks
 * @ledger: what the notifier's file is to hold
 */
void
salve_reminder_marks_write (const SalveReminderMarks *marks,
                            JsonObject               *ledger)
{
  g_autoptr (JsonObject) object = NULL;

  g_return_if_fail (marks != NULL && ledger != NULL);

  object = json_object_new ();
  write_instant (object, "done", marks->done);
  write_instant (object, "later", marks->later);
  if (json_object_get_size (object) > 0)
    json_object_set_object_member (ledger, MEMBER, g_steal_pointer (&object));
}

/**
 * salve_reminder_marks_peek:
 * @marks: (out caller-allocates): the marks
 * @folder: (type filename): the folder of the state
 *
 * Reads the notifier's file as it is now and leaves it alone, whatever it holds.
 */
void
salve_reminder_marks_peek (SalveReminderMarks *marks,
                           const char         *folder)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) ledger = NULL;
  gsize length = 0;

  g_return_if_fail (marks != NULL && folder != NULL);

  *marks = (SalveReminderMarks) { 0 };
  path = g_build_filename (folder, SALVE_REMINDER_MARKS_NAME, NULL);
  text = salve_json_read (path, &length, NULL);
  if (text != NULL)
    ledger = salve_json_parse (text, (gssize) length, NULL);
  if (ledger != NULL)
    salve_reminder_marks_read (marks, ledger);
}
