/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-repair.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "salve-json.h"
#include "salve-paths.h"

static gboolean
fail_move (const char  *path,
           GError     **error)
{
  /* Translators: first a file's name, then the system's reason */
  return salve_paths_fail (path, _("“%s” could not be moved: %s"), error);
}

static gboolean
fail_changed (const char  *path,
              GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);

  /* Translators: %s is a file's name */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _("“%s” has been changed meanwhile, and was left as it is"), shown);
  return FALSE;
}

/* Changes with whatever a write changes; a new name for the same file changes nothing. */
static gboolean
is_same (const char     *path,
         const GStatBuf *info)
{
  GStatBuf now;

  return g_lstat (path, &now) == 0 && now.st_ino == info->st_ino && now.st_dev == info->st_dev
         && now.st_size == info->st_size && now.st_mtim.tv_sec == info->st_mtim.tv_sec
         && now.st_mtim.tv_nsec == info->st_mtim.tv_nsec;
}

static gboolean
sync_both (const char  *path,
           const char  *other,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *other_folder = g_path_get_dirname (other);

  return salve_paths_sync (folder, error) && salve_paths_sync (other_folder, error);
}

/* Setting aside */

static char *
describe (const SalveRepairStep *step)
{
  g_autofree char *shown = g_filename_display_name (step->path);

  return g_strdup_printf ("%s\n%s\n", shown, step->reason);
}

/* What a run that was ended left of a reason says nothing that is not said again. */
static void
sweep_reasons (const char *folder)
{
  g_autoptr (GPtrArray) names = salve_paths_list (folder, NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (strstr (g_ptr_array_index (names, i), ".reason.txt.") != NULL && salve_paths_is_left_over (path))
        g_unlink (path);
    }
}

/* The reason comes first, so that nothing lies there without one. What says the same is from a run that was ended in
 * between. Of another text the name is taken. */
static gboolean
write_reason (const char  *path,
              const char  *text,
              gboolean    *taken,
              GError     **error)
{
  g_autofree char *present = NULL;
  GStatBuf info;

  *taken = FALSE;
  if (g_lstat (path, &info) != 0)
    return salve_json_write (path, text, error);
  present = salve_json_read (path, NULL, NULL);
  *taken = g_strcmp0 (present, text) != 0;
  return TRUE;
}

/* Between the look and the move somebody may have been quicker: what was moved tells. It goes back, unless a third is
 * in its place by now; then it is kept here. */
static gboolean
check_moved (SalveRepairStep *step,
             const char      *place,
             const char      *reason)
{
  if (!is_same (place, &step->info) && salve_paths_rename (place, step->path))
    {
      g_unlink (reason);
      sync_both (place, step->path, NULL);
      return fail_changed (step->path, &step->error);
    }
  step->place = g_strdup (place);
  return sync_both (place, step->path, &step->error);
}

static gboolean
try_place (SalveRepairStep *step,
           const char      *place,
           const char      *text,
           gboolean        *taken)
{
  g_autofree char *reason = g_strconcat (place, ".reason.txt", NULL);
  GStatBuf info;

  *taken = g_lstat (place, &info) == 0;
  if (*taken)
    return FALSE;
  if (!write_reason (reason, text, taken, &step->error) || *taken)
    return FALSE;
  if (salve_paths_rename (step->path, place))
    return check_moved (step, place, reason);
  *taken = errno == EEXIST;
  if (!*taken)
    {
      fail_move (step->path, &step->error);
      g_unlink (reason);
    }
  return FALSE;
}

static gboolean
set_aside (SalveRepairStep *step)
{
  g_autofree char *name = g_path_get_basename (step->path);
  g_autofree char *wanted = g_build_filename (step->folder, name, NULL);
  g_autofree char *text = describe (step);
  gboolean taken = TRUE, done = FALSE;

  if (!is_same (step->path, &step->info))
    return fail_changed (step->path, &step->error);
  if (!salve_paths_ensure (step->folder, &step->error))
    return FALSE;
  sweep_reasons (step->folder);
  for (guint number = 1; taken && number < SALVE_PATHS_MAX_NUMBER; number++)
    {
      g_autofree char *place = salve_paths_number (wanted, number);

      done = try_place (step, place, text, &taken);
    }
  return done;
}

/* Restoring */

/* Beside the damaged one first: whenever this ends, the version from the trash is among the records. */
static char *
bring_back (SalveRepairStep *step)
{
  g_autofree char *path = salve_paths_rename_numbered (step->backup, step->path, 2);

  if (path != NULL)
    return sync_both (path, step->backup, &step->error) ? g_steal_pointer (&path) : NULL;
  fail_move (step->backup, &step->error);
  return NULL;
}

static gboolean
restore (SalveRepairStep *step)
{
  g_autofree char *path = NULL;
  gboolean done;

  if (!is_same (step->path, &step->info))
    return fail_changed (step->path, &step->error);
  path = bring_back (step);
  if (path == NULL)
    return FALSE;
  done = set_aside (step);
  /* Once the damaged one is away, it is the only one. */
  if (!done && step->place == NULL)
    {
      salve_paths_rename (path, step->backup);
      return FALSE;
    }
  /* Where that name is taken again, the other one does as well. */
  if (salve_paths_rename (path, step->path) && done)
    done = sync_both (path, step->path, &step->error);
  return done;
}

/**
 * salve_repair_run:
 * @step: a step of salve_repair_plan()
 *
 * Does it, and waits for the disk. Nothing is deleted, overwritten or opened: files, links, pipes and folders are
 * renamed, into a folder that is private, each with a text beside it that says where it was and why. What was changed
 * since it was looked at stays. May end at any moment and be done again.
 *
 * Returns: whether it was done; then the step's place says where it is, otherwise its error why not
 */
gboolean
salve_repair_run (SalveRepairStep *step)
{
  g_return_val_if_fail (step != NULL, FALSE);
  g_return_val_if_fail (step->place == NULL && step->error == NULL, FALSE);

  switch (step->kind)
    {
    case SALVE_REPAIR_SET_ASIDE:
    case SALVE_REPAIR_SWEEP:
      return set_aside (step);
    case SALVE_REPAIR_RESTORE:
      return restore (step);
    case SALVE_REPAIR_LEAVE:
    default:
      return FALSE;
    }
}

/**
 * salve_repair_step_free:
 * @step: (transfer full): a step
 */
void
salve_repair_step_free (SalveRepairStep *step)
{
  g_return_if_fail (step != NULL);

  g_free (step->path);
  g_free (step->reason);
  g_free (step->backup);
  g_free (step->folder);
  g_free (step->place);
  g_clear_error (&step->error);
  g_free (step);
}
