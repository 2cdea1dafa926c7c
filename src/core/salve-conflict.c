/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-conflict.h"

#include <string.h>

#define MAX_COPIES 16

/* What stands between a file's stem and its end. Syncthing: ".sync-conflict-20261122-123047-D2S35UE", in versions
 * before 0.14.52 without the device. ownCloud and Nextcloud: " (conflicted copy 2026-11-22 123047)", where copies are
 * uploaded with the person's name before the date, and before their version 2.5 "_conflict-20261122-123047", or
 * "_conflict_Anna-20261122-123047" where that was set up. Dropbox: " (Anna's conflicted copy 2026-11-22)". Each may
 * number what is there already. */
static const char * const patterns[] = {
  "\\.sync-conflict-[0-9]{8}-[0-9]{6}(-[A-Z0-9]{7})?$",
  "_conflict(_.+)?-[0-9]{8}-[0-9]{6}( ?\\([0-9]+\\)|-[0-9]+)?$",
  " \\([^()]*conflicted copy[^()]*\\)( ?\\([0-9]+\\))?$",
  " \\([^()]*\\([^()]*\\)[^()]*conflicted copy[^()]*\\)$",
};

static GRegex *
get_regex (guint which)
{
  static GRegex *compiled[G_N_ELEMENTS (patterns)];

  if (g_once_init_enter (&compiled[which]))
    g_once_init_leave (&compiled[which], g_regex_new (patterns[which], G_REGEX_RAW, 0, NULL));
  return compiled[which];
}

/* Shortens the stem by one mark, if it has one. */
static gboolean
strip_one (char *stem)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      int start = 0;

      if (!g_regex_match (get_regex (i), stem, 0, &match))
        continue;
      g_match_info_fetch_pos (match, 0, &start, NULL);
      if (start == 0)
        return FALSE;
      stem[start] = '\0';
      return TRUE;
    }
  return FALSE;
}

/**
 * salve_conflict_get_original:
 * @name: (type filename): a file's name without the folder
 *
 * A program that keeps folders in step gives the version of a file that lost another name. So does Salve where
 * somebody was quicker. A copy of a copy is followed to its origin.
 *
 * Returns: (transfer full) (nullable) (type filename): the name of the file that this is another version of, %NULL
 *   where it is none
 */
char *
salve_conflict_get_original (const char *name)
{
  g_autofree char *stem = NULL;
  gboolean found = FALSE;

  g_return_val_if_fail (name != NULL, NULL);

  if (!g_str_has_suffix (name, ".json") || strstr (name, "onflict") == NULL)
    return NULL;
  stem = g_strndup (name, strlen (name) - strlen (".json"));
  for (guint i = 0; i < MAX_COPIES && strip_one (stem); i++)
    found = TRUE;
  return found ? g_strconcat (stem, ".json", NULL) : NULL;
}

/**
 * salve_conflict_is_copy_of:
 * @name: (type filename): a file's name without the folder
 * @original: (type filename): another one
 *
 * Returns: whether @name is that of another version of @original
 */
gboolean
salve_conflict_is_copy_of (const char *name,
                           const char *original)
{
  g_autofree char *found = NULL;

  g_return_val_if_fail (name != NULL && original != NULL, FALSE);

  found = salve_conflict_get_original (name);
  return g_strcmp0 (found, original) == 0;
}

/**
 * salve_conflict_make_name:
 * @name: (type filename): a file's name, `*.json`
 * @time: when it lost
 * @number: from 1 on; more where the name is taken
 *
 * Returns: (transfer full) (type filename): the name for the version that lost
 */
char *
salve_conflict_make_name (const char *name,
                          GDateTime  *time,
                          guint       number)
{
  g_autofree char *stamp = NULL;
  g_autofree char *stem = NULL;

  g_return_val_if_fail (name != NULL && time != NULL, NULL);
  g_return_val_if_fail (number >= 1, NULL);

  stem = g_strndup (name, strlen (name) - (g_str_has_suffix (name, ".json") ? strlen (".json") : 0));
  stamp = g_date_time_format (time, "%Y-%m-%d %H%M%S");
  if (number == 1)
    return g_strdup_printf ("%s (conflicted copy %s).json", stem, stamp);
  return g_strdup_printf ("%s (conflicted copy %s) (%u).json", stem, stamp, number);
}
