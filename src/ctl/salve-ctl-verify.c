/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <glib/gi18n.h>

#include "salve-conflict.h"
#include "salve-document-versions.h"
#include "salve-paths.h"
#include "salve-profile.h"
#include "salve-repair.h"
#include "salve-shelf.h"

static gboolean
is_unreadable (const SalveRepairStep *step)
{
  return step->kind != SALVE_REPAIR_SWEEP;
}

static guint
count_kind (GPtrArray       *steps,
            SalveRepairKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    n += ((SalveRepairStep *) g_ptr_array_index (steps, i))->kind == kind;

  return n;
}

/* (transfer full): the files that are other versions of a record, as programs that keep folders in step leave them. */
static GPtrArray *
list_versions (void)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = salve_ctl_get_folder ();
  g_autoptr (GPtrArray) names = salve_paths_list (folder, NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *original = salve_conflict_get_original (g_ptr_array_index (names, i));

      if (original != NULL)
        g_ptr_array_add (versions, g_strdup (g_ptr_array_index (names, i)));
    }

  return versions;
}

/* (transfer full): those of the shelf and of the profile, as #SalveDocumentVersion. */
static GPtrArray *
list_document_versions (void)
{
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *shelf = g_build_filename (folder, SALVE_SHELF_NAME, NULL);
  g_autofree char *profile = g_build_filename (folder, SALVE_PROFILE_NAME, NULL);
  GPtrArray *versions = salve_document_versions_list (shelf, SALVE_FILE_SHELF);

  g_ptr_array_extend_and_steal (versions, salve_document_versions_list (profile, SALVE_FILE_PROFILE));

  return versions;
}

/* Without a reason it can be read. */
static void
print_version (const char *name,
               const char *reason)
{
  g_autofree char *original = salve_conflict_get_original (name);
  g_autofree char *file = salve_ctl_clean_path (name);
  g_autofree char *shown = salve_ctl_clean_path (original);
  g_autofree char *cause = reason != NULL ? salve_ctl_clean (reason) : NULL;

  if (cause == NULL)
    /* Translators: both are names of files. */
    g_print (_("%s: another version of %s. Salve’s window offers to merge them.\n"), file, shown);
  else
    /* Translators: two names of files, and what is wrong with the first. */
    g_print (_("%s: another version of %s, which cannot be read: %s. It stays as it is.\n"), file, shown, cause);
}

static void
print_versions (void)
{
  g_autoptr (GPtrArray) records = list_versions ();
  g_autoptr (GPtrArray) documents = list_document_versions ();

  for (guint i = 0; i < records->len; i++)
    print_version (g_ptr_array_index (records, i), NULL);
  for (guint i = 0; i < documents->len; i++)
    {
      const SalveDocumentVersion *version = g_ptr_array_index (documents, i);

      print_version (version->name, version->reason);
    }
}

/* JSON */

static const char *
name_kind (SalveRepairKind kind)
{
  switch (kind)
    {
    case SALVE_REPAIR_SET_ASIDE:
      return "set-aside";
    case SALVE_REPAIR_RESTORE:
      return "restore";
    case SALVE_REPAIR_SWEEP:
      return "sweep";
    case SALVE_REPAIR_LEAVE:
    default:
      return "leave";
    }
}

static JsonObject *
make_fault (const SalveRepairStep *step)
{
  JsonObject *object = json_object_new ();
  g_autofree char *file = g_filename_display_name (step->path);

  json_object_set_string_member (object, "file", file);
  json_object_set_string_member (object, "error", step->reason);

  return object;
}

static JsonObject *
make_step (const SalveRepairStep *step)
{
  JsonObject *object = make_fault (step);
  g_autofree char *backup = step->backup != NULL ? g_filename_display_name (step->backup) : NULL;
  g_autofree char *place = step->place != NULL ? g_filename_display_name (step->place) : NULL;

  json_object_set_string_member (object, "action", name_kind (step->kind));
  if (backup != NULL)
    json_object_set_string_member (object, "from", backup);
  if (place != NULL)
    json_object_set_string_member (object, "to", place);
  if (step->error != NULL)
    json_object_set_string_member (object, "failed", step->error->message);

  return object;
}

static void
add_name (JsonArray  *array,
          const char *name)
{
  g_autofree char *shown = g_filename_display_name (name);

  json_array_add_string_element (array, shown);
}

/* (transfer full) (nullable): the names of all versions. */
static JsonArray *
make_versions (void)
{
  g_autoptr (GPtrArray) records = list_versions ();
  g_autoptr (GPtrArray) documents = list_document_versions ();
  JsonArray *array;

  if (records->len + documents->len == 0)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < records->len; i++)
    add_name (array, g_ptr_array_index (records, i));
  for (guint i = 0; i < documents->len; i++)
    add_name (array, ((const SalveDocumentVersion *) g_ptr_array_index (documents, i))->name);

  return array;
}

static void
print_json (guint      n_records,
            GPtrArray *steps,
            gboolean   repaired)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *unreadable = json_array_new ();
  JsonArray *repairs = json_array_new ();
  JsonArray *versions = make_versions ();

  for (guint i = 0; i < steps->len; i++)
    {
      const SalveRepairStep *step = g_ptr_array_index (steps, i);

      if (is_unreadable (step))
        json_array_add_object_element (unreadable, make_fault (step));
      json_array_add_object_element (repairs, make_step (step));
    }
  json_object_set_int_member (root, "records", n_records);
  if (versions != NULL)
    json_object_set_array_member (root, "versions", versions);
  json_object_set_array_member (root, "unreadable", unreadable);
  json_object_set_boolean_member (root, "repaired", repaired);
  json_object_set_array_member (root, "steps", repairs);
  salve_ctl_print_json (root);
}

/* Text */

static void
print_faults (guint      n_records,
              GPtrArray *steps)
{
  guint n_left_over = count_kind (steps, SALVE_REPAIR_SWEEP);
  guint n_unreadable = steps->len - n_left_over;
  guint n_left = count_kind (steps, SALVE_REPAIR_LEAVE);

  for (guint i = 0; i < steps->len; i++)
    {
      const SalveRepairStep *step = g_ptr_array_index (steps, i);
      g_autofree char *path = salve_ctl_clean_path (step->path);
      g_autofree char *reason = salve_ctl_clean (step->reason);

      /* Translators: a file, then what is wrong with it. */
      g_print (_("%s: %s\n"), path, reason);
    }
  print_versions ();
  g_print (ngettext ("%u record was looked at.", "%u records were looked at.", n_records), n_records);
  g_print (" ");
  if (n_unreadable == 0)
    g_print ("%s\n", _("Every file can be read."));
  else
    {
      g_print (ngettext ("%u file cannot be read.", "%u files cannot be read.", n_unreadable), n_unreadable);
      g_print (" %s\n", _("Salve leaves such a file as it is."));
    }
  if (steps->len > n_left)
    g_print ("%s\n", _("“salvectl verify --repair” moves them aside, and deletes nothing."));
}

static void
print_step (const SalveRepairStep *step)
{
  g_autofree char *path = salve_ctl_clean_path (step->path);
  g_autofree char *reason = salve_ctl_clean (step->reason);
  g_autofree char *place = step->place != NULL ? salve_ctl_clean_path (step->place) : NULL;
  g_autofree char *error = step->error != NULL ? salve_ctl_clean (step->error->message) : NULL;

  if (error != NULL)
    /* Translators: a file, what is wrong with it, and why that stays so. */
    g_print (_("%s: %s. %s.\n"), path, reason, error);
  else if (step->kind == SALVE_REPAIR_LEAVE)
    /* Translators: a file, and what is wrong with it. */
    g_print (_("%s: %s. It stays as it is.\n"), path, reason);
  else if (step->kind == SALVE_REPAIR_RESTORE)
    /* Translators: a file, what is wrong with it, and the path of where it was moved. */
    g_print (_("%s: %s. It is now %s, and the version from the trash is in its place.\n"), path, reason, place);
  else
    /* Translators: a file, what is wrong with it, and the path of where it was moved. */
    g_print (_("%s: %s. It is now %s.\n"), path, reason, place);
}

static void
print_steps (GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    print_step (g_ptr_array_index (steps, i));
  if (steps->len == 0)
    g_print ("%s\n", _("There is nothing to repair."));
}

/* Returns how many could not be helped. */
static guint
run_steps (GPtrArray *steps)
{
  guint n_failed = 0;

  for (guint i = 0; i < steps->len; i++)
    n_failed += !salve_repair_run (g_ptr_array_index (steps, i));

  return n_failed;
}

SalveCtlStatus
salve_ctl_verify (const SalveCtlOptions *options)
{
  g_autofree char *data = salve_paths_data ();
  g_autofree char *state = salve_paths_state ();
  g_autoptr (GPtrArray) steps = NULL;
  guint n_records = 0, n_wrong;

  steps = salve_repair_plan (data, state, &n_records);
  if (options->repair)
    n_wrong = run_steps (steps);
  else
    n_wrong = steps->len - count_kind (steps, SALVE_REPAIR_SWEEP);
  if (options->json)
    print_json (n_records, steps, options->repair);
  else if (options->repair)
    print_steps (steps);
  else
    print_faults (n_records, steps);

  return n_wrong > 0 ? SALVE_CTL_DATA : SALVE_CTL_FINE;
}
