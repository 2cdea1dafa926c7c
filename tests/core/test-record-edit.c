/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "salve-record-edit.h"
#include "salve-store-fixture.h"

#define NAME "20261122T100000Z-6a1f3c0e.json"

#define RECORD(format, notes) \
  "{\"format\": " format ", \"id\": \"6a1f3c0e\", \"setting\": \"home\", \"started\": \"2026-11-22T10:00:00Z\"," \
  " \"ended\": \"2026-11-22T10:40:00Z\", \"areas\": [\"abdomen\"], \"aftercare\": [], \"notes\": \"" notes "\"}"

/* One change, and another program that is quicker so many times. */
typedef struct
{
  Fixture  *fixture;
  guint     n_others;
  guint     n_asked;
  guint     n_freed;
  gboolean  idle; /* there is nothing to write */
} Hand;

static gboolean
add_word (SalveSession *session,
          gpointer      data)
{
  Hand *hand = data;
  g_autofree char *notes = g_strconcat (salve_session_get_notes (session), " ours", NULL);

  hand->n_asked++;
  g_object_set (session, "notes", notes, NULL);
  if (hand->n_asked <= hand->n_others)
    {
      g_autofree char *text = g_strdup_printf (RECORD ("1", "other %u"), hand->n_asked);

      fixture_put (hand->fixture, NAME, text);
    }
  return !hand->idle;
}

static void
on_freed (gpointer data)
{
  ((Hand *) data)->n_freed++;
}

static gboolean
edit (Hand          *hand,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  salve_record_edit_async (hand->fixture->store, NAME, add_word, hand, on_freed, cancellable, fixture_on_done, &result);
  done = salve_record_edit_finish (hand->fixture->store, fixture_wait (&result), error);
  g_clear_object (&result);
  while (hand->n_freed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (hand->n_freed, ==, 1);
  return done;
}

static void
assert_notes (Fixture    *fixture,
              const char *expected)
{
  g_autoptr (SalveSession) session = fixture_read (fixture, NAME);

  g_assert_cmpstr (salve_session_get_notes (session), ==, expected);
  fixture_assert_alone (fixture, NAME);
}

/* Whoever is quicker is read, and the change made in what they wrote; not for ever. */
static void
test_retry (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { guint n_others; guint n_asked; gboolean done; const char *notes; } cases[] = {
    { 0, 1, TRUE, "first ours" },
    { 1, 2, TRUE, "other 1 ours" },
    { 4, 5, TRUE, "other 4 ours" },
    { 5, 5, FALSE, "other 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Hand hand = { .fixture = fixture, .n_others = cases[i].n_others };
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", cases[i].n_others);
      fixture_put (fixture, NAME, RECORD ("1", "first"));
      g_assert_cmpint (edit (&hand, NULL, &error), ==, cases[i].done);
      if (cases[i].done)
        g_assert_no_error (error);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
      g_assert_cmpuint (hand.n_asked, ==, cases[i].n_asked);
      assert_notes (fixture, cases[i].notes);
    }
}

/* Nothing to write, nothing written; also where nothing may be. */
static void
test_idle (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const texts[] = { RECORD ("1", "first"), RECORD ("2", "first") };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Hand hand = { .fixture = fixture, .idle = TRUE };
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      fixture_put (fixture, NAME, texts[i]);
      g_assert_true (edit (&hand, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (hand.n_asked, ==, 1);
      text = fixture_get (fixture, NAME);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static gboolean
take_folder_away (SalveSession *session,
                  gpointer      data)
{
  Hand *hand = data;
  g_autofree char *path = fixture_get_path (hand->fixture, NAME);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *away = g_strconcat (folder, ".away", NULL);

  g_assert_cmpint (g_rename (folder, away), ==, 0);
  return FALSE;
}

/* What is there already is called saved only once a power cut cannot take it back. */
static void
test_idle_unsure (Fixture       *fixture,
                  gconstpointer  data)
{
  Hand hand = { .fixture = fixture };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_put (fixture, NAME, RECORD ("1", "first"));
  salve_record_edit_async (fixture->store, NAME, take_folder_away, &hand, NULL, NULL, fixture_on_done, &result);
  g_assert_false (salve_record_edit_finish (fixture->store, fixture_wait (&result), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *text; guint n_asked; } cases[] = {
    { RECORD ("2", "first"), 1 },
    { RECORD ("1,", "first"), 0 },
    { "]", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Hand hand = { .fixture = fixture };
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      fixture_put (fixture, NAME, cases[i].text);
      g_assert_false (edit (&hand, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (hand.n_asked, ==, cases[i].n_asked);
      text = fixture_get (fixture, NAME);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  Hand hand = { .fixture = fixture };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture_put (fixture, NAME, RECORD ("1", "first"));
  g_cancellable_cancel (cancellable);
  g_assert_false (edit (&hand, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_notes (fixture, "first");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_scan (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/record-edit/" name, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("retry", test_retry);
  ADD ("idle", test_idle);
  ADD ("idle-unsure", test_idle_unsure);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);
#undef ADD
  return g_test_run ();
}
