/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "salve-conflict.h"
#include "salve-json.h"
#include "salve-merge.h"
#include "salve-paths.h"
#include "salve-session-json.h"
#include "salve-shelf.h"
#include "salve-store-merge.h"

/* Two windows, a program that keeps folders in step and a reader, each a process of its own, at random on a few
 * records and one shelf. Each change leaves a word. Whoever is told that it is saved notes the word; in the end each
 * word that was noted is in a file, and at no time is there a file that cannot be read. */

#define N_RECORDS     6
#define MAX_NOTES     4000
#define QUICK_SECONDS 6

typedef struct
{
  const char *name;
  const char *folder;
  char       *sessions;
  FILE       *log;     /* of the words that were acknowledged */
  guint       n;
  guint       races;
  gint64      end;
} Actor;

static char *
next_word (Actor *actor)
{
  return g_strdup_printf ("%s%06u.", actor->name, ++actor->n);
}

static void
note (Actor      *actor,
      const char *word)
{
  fprintf (actor->log, "%s\n", word);
  fflush (actor->log);
}

static char *
pick_name (Actor *actor)
{
  g_autoptr (GDir) dir = g_dir_open (actor->sessions, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json") && !salve_conflict_is_copy_of (name, name) && strchr (name, ' ') == NULL)
      {
        g_autofree char *original = salve_conflict_get_original (name);

        if (original == NULL)
          g_ptr_array_add (names, g_strdup (name));
      }
  if (names->len == 0)
    return NULL;
  return g_strdup (g_ptr_array_index (names, g_random_int_range (0, (int) names->len)));
}

/* A window */

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static SalveSession *
make_session (const char *word)
{
  static gint64 seconds;
  g_autoptr (GDateTime) started = g_date_time_new_from_unix_utc (1790000000 + (++seconds) * 3600 + getpid () % 3600);
  g_autoptr (GDateTime) ended = g_date_time_add_minutes (started, 40);
  SalveSession *session = salve_session_new (SALVE_SETTING_HOME, started);

  salve_session_set_areas (session, (const char *const[]) { "abdomen", NULL });
  salve_session_set_ended (session, ended);
  g_object_set (session, "notes", word, NULL);
  return session;
}

static void
add (Actor      *actor,
     SalveStore *store)
{
  g_autofree char *word = next_word (actor);
  g_autoptr (SalveSession) session = make_session (word);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  salve_store_add_async (store, session, NULL, on_done, &result);
  wait_for (&result);
  name = salve_store_add_finish (store, result, &error);
  g_assert_no_error (error);
  note (actor, word);
}

/* TRUE once it is saved, or there is nothing to save it to. */
static gboolean
try_edit (Actor      *actor,
          SalveStore *store,
          const char *name,
          const char *word)
{
  g_autofree char *path = g_build_filename (actor->sessions, name, NULL);
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = NULL;

  if (session == NULL)
    return TRUE;
  if (salve_session_get_notes (session) != NULL && strlen (salve_session_get_notes (session)) > MAX_NOTES)
    return TRUE;
  notes = g_strconcat (salve_session_get_notes (session) != NULL ? salve_session_get_notes (session) : "", word, NULL);
  g_object_set (session, "notes", notes, NULL);
  salve_store_update_async (store, name, session, NULL, on_done, &result);
  wait_for (&result);
  if (salve_store_update_finish (store, result, &error))
    {
      note (actor, word);
      return TRUE;
    }
  actor->races++;
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
}

static void
edit (Actor      *actor,
      SalveStore *store)
{
  g_autofree char *name = pick_name (actor);
  g_autofree char *word = next_word (actor);

  for (guint i = 0; name != NULL && i < 20; i++)
    if (try_edit (actor, store, name, word))
      return;
}

static void
remove_and_undo (Actor      *actor,
                 SalveStore *store)
{
  g_autofree char *name = pick_name (actor);
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) restored = NULL;

  if (name == NULL)
    return;
  salve_store_remove_async (store, name, NULL, on_done, &removed);
  wait_for (&removed);
  if (!salve_store_remove_finish (store, removed, NULL) || g_random_int_range (0, 4) == 0)
    return;
  salve_store_restore_async (store, name, NULL, on_done, &restored);
  wait_for (&restored);
  salve_store_restore_finish (store, restored, NULL);
}

static void
merge (Actor      *actor,
       SalveStore *store)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SalveRecord) record = NULL;
  g_autoptr (SalveMerge) both = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  SalveRecord *version;

  salve_store_scan (store, NULL);
  if (salve_store_count_copied (store, &name) == 0)
    return;
  record = salve_store_find (store, name);
  if (record == NULL || salve_record_get_n_versions (record) == 0)
    return;
  version = salve_record_get_version (record, 0);
  if (salve_record_get_session (record) == NULL || salve_record_get_session (version) == NULL)
    return;
  both = salve_merge_new (salve_record_get_session (record), salve_record_get_session (version), TRUE, NULL);
  text = both != NULL ? salve_merge_finish (both, NULL) : NULL;
  if (text == NULL)
    return;
  salve_store_merge_async (store, name, salve_record_get_session (record), salve_record_get_name (version),
                           salve_record_get_session (version), text, NULL, on_done, &result);
  wait_for (&result);
  if (!salve_store_merge_finish (store, result, NULL))
    actor->races++;
}

static void
put_on_shelf (Actor      *actor,
              SalveShelf *shelf)
{
  g_autofree char *word = next_word (actor);
  g_autoptr (SalveProduct) product = salve_product_new (word, SALVE_MARK_BLAND);
  g_autoptr (GError) error = NULL;

  if (g_list_model_get_n_items (salve_shelf_get_products (shelf)) > 300)
    return;
  g_assert_true (salve_shelf_insert_product (shelf, product, G_MAXUINT));
  /* Others may be quicker each time; what was asked for stays asked for. */
  while (!salve_shelf_flush (shelf, &error) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      actor->races++;
      g_clear_error (&error);
    }
  g_assert_no_error (error);
  note (actor, word);
}

static void
run_window (Actor *actor)
{
  SalveStore *store = salve_store_new (actor->folder, 0);
  SalveShelf *shelf = salve_shelf_new (actor->folder);

  g_assert_true (salve_store_scan (store, NULL));
  for (guint i = 0; i < N_RECORDS; i++)
    add (actor, store);
  while (g_get_monotonic_time () < actor->end)
    {
      switch (g_random_int_range (0, 12))
        {
        case 0:
          add (actor, store);
          break;
        case 1:
          remove_and_undo (actor, store);
          break;
        case 2:
          merge (actor, store);
          break;
        case 3:
        case 4:
          put_on_shelf (actor, shelf);
          break;
        default:
          edit (actor, store);
        }
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_object_unref (shelf);
  g_object_unref (store);
}

/* A program that keeps folders in step: it brings another version and, where the file is not what it knew, keeps what
 * was there as a conflict file, as Syncthing does. */
static void
bring (Actor      *actor,
       const char *folder,
       const char *name,
       const char *known,
       const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *temporary = g_strdup_printf ("%s/.syncthing.%s.tmp", folder, name);
  g_autofree char *displaced = NULL;
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".json"));
  g_autofree char *conflict = g_strdup_printf ("%s/%s.sync-conflict-20261122-%06u-ABCDEF2.json", folder, stem,
                                               g_random_int () % 1000000);

  g_assert_true (g_file_set_contents (temporary, text, -1, NULL));
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
    {
      g_unlink (temporary);
      return;
    }
  g_assert_true (g_file_get_contents (temporary, &displaced, NULL, NULL));
  if (g_strcmp0 (displaced, known) != 0)
    {
      actor->races++;
      while (renameat2 (AT_FDCWD, temporary, AT_FDCWD, conflict, RENAME_NOREPLACE) != 0 && errno == EEXIST)
        conflict[strlen (conflict) - strlen ("2.json")]++;
    }
  else
    g_unlink (temporary);
}

static void
sync_record (Actor *actor)
{
  g_autofree char *name = pick_name (actor);
  g_autofree char *path = name != NULL ? g_build_filename (actor->sessions, name, NULL) : NULL;
  g_autofree char *known = NULL;
  g_autofree char *text = NULL;
  g_autofree char *notes = NULL;
  g_autofree char *word = next_word (actor);
  g_autoptr (SalveSession) session = NULL;

  if (path == NULL || !g_file_get_contents (path, &known, NULL, NULL))
    return;
  session = salve_session_from_json (known, -1, NULL);
  g_assert_nonnull (session);
  if (salve_session_get_notes (session) != NULL && strlen (salve_session_get_notes (session)) > MAX_NOTES)
    return;
  notes = g_strconcat (salve_session_get_notes (session) != NULL ? salve_session_get_notes (session) : "", word, NULL);
  g_object_set (session, "notes", notes, NULL);
  text = salve_session_to_json (session);
  if (g_random_boolean ())
    g_usleep (g_random_int_range (0, 3000));
  bring (actor, actor->sessions, name, known, text);
}

static void
sync_shelf (Actor *actor)
{
  g_autofree char *path = g_build_filename (actor->folder, "shelf.json", NULL);
  g_autofree char *known = NULL;
  g_autofree char *text = NULL;
  g_autofree char *word = next_word (actor);
  g_autoptr (SalveProduct) product = salve_product_new (word, SALVE_MARK_BLAND);
  g_autoptr (JsonObject) root = NULL;
  JsonArray *products;

  if (!g_file_get_contents (path, &known, NULL, NULL))
    return;
  root = salve_json_parse (known, -1, NULL);
  g_assert_nonnull (root);
  products = json_object_get_array_member (root, "products");
  if (json_array_get_length (products) > 300)
    return;
  json_array_add_object_element (products, salve_product_write (product));
  text = salve_json_print (root);
  if (g_random_boolean ())
    g_usleep (g_random_int_range (0, 3000));
  bring (actor, actor->folder, "shelf.json", known, text);
}

static void
run_sync (Actor *actor)
{
  while (g_get_monotonic_time () < actor->end)
    {
      if (g_random_int_range (0, 4) == 0)
        sync_shelf (actor);
      else
        sync_record (actor);
      g_usleep (g_random_int_range (0, 5000));
    }
}

/* Reading everything, again and again, as salvectl does. Returns how many there were. */
static guint
read_folder (const char *folder,
             GString    *all)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (JsonObject) root = NULL;
      g_autoptr (GError) error = NULL;
      gsize length = 0;

      if (*name == '.' || !g_str_has_suffix (name, ".json"))
        continue;
      text = salve_json_read (path, &length, &error);
      if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        continue;
      g_assert_no_error (error);
      root = salve_json_parse (text, (gssize) length, &error);
      g_assert_no_error (error);
      if (all != NULL)
        g_string_append (all, text);
      n++;
    }
  return n;
}

static void
run_reader (Actor *actor)
{
  while (g_get_monotonic_time () < actor->end)
    {
      actor->n += read_folder (actor->sessions, NULL);
      actor->n += read_folder (actor->folder, NULL);
    }
}

/* The whole */

static void
live (void       (*run) (Actor *),
      const char  *name,
      const char  *folder,
      guint        seconds)
{
  g_autofree char *path = g_strdup_printf ("%s/../%s.log", folder, name);
  g_autofree char *sessions = g_build_filename (folder, "sessions", NULL);
  Actor actor = { .name = name, .folder = folder, .sessions = sessions };

  g_random_set_seed ((guint32) (g_get_real_time () ^ getpid ()));
  actor.log = fopen (path, "w");
  actor.end = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  run (&actor);
  fprintf (stderr, "# %s: %u changes asked for or files read, %u lost races\n", name, actor.n, actor.races);
  fclose (actor.log);
}

static pid_t
start (void       (*run) (Actor *),
       const char  *name,
       const char  *folder,
       guint        seconds)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid > 0)
    return pid;
  live (run, name, folder, seconds);
  _exit (0);
}

static guint
check_words (const char *folder,
             const char *name,
             const char *all)
{
  g_autofree char *path = g_strdup_printf ("%s/../%s.log", folder, name);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  words = g_strsplit (text, "\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      {
        n++;
        if (strstr (all, words[i]) == NULL)
          g_error ("%s was acknowledged and is nowhere", words[i]);
      }
  return n;
}

static guint
get_seconds (void)
{
  const char *soak = g_getenv ("SALVE_SOAK");
  const char *minutes = g_getenv ("SALVE_SOAK_MINUTES");

  if (soak == NULL || *soak == '\0')
    return QUICK_SECONDS;
  return minutes != NULL && atoi (minutes) > 0 ? (guint) atoi (minutes) * 60 : 60;
}

static void
test_chaos (void)
{
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *sessions = g_build_filename (folder, "sessions", NULL);
  g_autofree char *trash = g_build_filename (folder, "trash", NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  guint seconds = get_seconds ();
  pid_t pids[4];
  guint n_words, n_files;

  g_assert_true (salve_paths_ensure (sessions, NULL));
  pids[0] = start (run_window, "a", folder, seconds);
  pids[1] = start (run_window, "b", folder, seconds);
  pids[2] = start (run_sync, "s", folder, seconds);
  pids[3] = start (run_reader, "r", folder, seconds);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
  n_files = read_folder (sessions, all) + read_folder (trash, all) + read_folder (folder, all);
  n_words = check_words (folder, "a", all->str) + check_words (folder, "b", all->str);
  g_test_message ("%u s, %u acknowledged changes, 0 lost; %u files, 0 unreadable", seconds, n_words, n_files);
  g_assert_cmpuint (n_words, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/chaos", test_chaos);
  return g_test_run ();
}
