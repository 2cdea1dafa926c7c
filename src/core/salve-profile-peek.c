/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-profile-peek.h"

#include "salve-document.h"
#include "salve-json.h"
#include "salve-profile.h"
#include "salve-shared-file.h"

static SalveSharedFile *
open_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, SALVE_PROFILE_NAME, NULL);

  return salve_shared_file_new (path, SALVE_DOCUMENT_FORMAT);
}

/**
 * salve_profile_peek_reminder:
 * @folder: (type filename): the folder of `profile.json`
 * @day: (out caller-allocates): the local day planned for the next session, or invalid
 *
 * Returns: whether the person wants to be reminded of a day
 */
gboolean
salve_profile_peek_reminder (const char *folder,
                             GDate      *day)
{
  g_autoptr (SalveSharedFile) file = NULL;
  g_autoptr (JsonObject) root = NULL;
  gboolean remind = FALSE;

  g_return_val_if_fail (folder != NULL && day != NULL, FALSE);

  g_date_clear (day, 1);
  file = open_file (folder);
  root = salve_shared_file_load (file, NULL);
  if (root == NULL || salve_shared_file_is_newer (file)
      || !salve_json_get_boolean (root, "remind", &remind, NULL) || !remind
      || !salve_json_get_date (root, "planned", day, NULL))
    g_date_clear (day, 1);

  return g_date_valid (day);
}

/**
 * salve_profile_peek_reminders:
 * @folder: (type filename): the folder of `profile.json`
 *
 * Where it cannot be read nobody knows what the person wants: nothing is missed, and nothing is given away.
 *
 * Returns: (transfer full): what to be reminded of
 */
SalveReminderChoices *
salve_profile_peek_reminders (const char *folder)
{
  g_autoptr (SalveSharedFile) file = NULL;
  g_autoptr (SalveReminderChoices) choices = NULL;
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *reminders = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  file = open_file (folder);
  choices = salve_reminder_choices_new ();
  root = salve_shared_file_load (file, &error);
  if ((root == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      || (root != NULL && !salve_json_get_object (root, "reminders", &reminders, NULL))
      || (reminders != NULL && !salve_reminder_choices_read (choices, reminders, NULL)))
    g_object_set (choices, "discreet", TRUE, NULL);

  return g_steal_pointer (&choices);
}
