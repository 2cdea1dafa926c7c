/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "salve-ledger.h"
#include "salve-open-list.h"

static void
test_add (void)
{
  SalveOpenList *list = salve_open_list_new ();
  guint serial = salve_open_list_get_serial (list);

  g_assert_cmpuint (salve_open_list_get_size (list), ==, 0);
  g_assert_true (salve_open_list_set_daemon (list, "bus/:1.2"));
  g_assert_false (salve_open_list_set_daemon (list, "bus/:1.2"));
  salve_open_list_add (list, "ending/1", 7);
  salve_open_list_add (list, "ending/2", 8);
  salve_open_list_add (list, "ending/1", 9);
  g_assert_cmpuint (salve_open_list_get_serial (list), !=, serial);
  g_assert_cmpuint (salve_open_list_get_size (list), ==, 2);
  g_assert_cmpuint (salve_open_list_get_id (list, "ending/1"), ==, 9);
  g_assert_cmpuint (salve_open_list_get_id (list, "ending/3"), ==, 0);
  g_assert_cmpstr (salve_open_list_find (list, 8), ==, "ending/2");
  g_assert_null (salve_open_list_find (list, 7));
  g_assert_true (salve_open_list_is_ours (list, "ending/1"));
  g_assert_false (salve_open_list_is_ours (list, "ending/3"));

  serial = salve_open_list_get_serial (list);
  g_assert_false (salve_open_list_remove (list, "ending/3"));
  g_assert_cmpuint (salve_open_list_get_serial (list), ==, serial);
  g_assert_true (salve_open_list_remove (list, "ending/1"));
  g_assert_cmpuint (salve_open_list_get_serial (list), !=, serial);
  g_assert_cmpuint (salve_open_list_get_size (list), ==, 1);
  g_assert_finalize_object (list);
}

/* Numbers of one daemon mean nothing to the next. */
static void
test_daemon (void)
{
  g_autoptr (SalveOpenList) list = salve_open_list_new ();

  salve_open_list_set_daemon (list, "bus/:1.2");
  salve_open_list_add (list, "ending/1", 7);
  g_assert_true (salve_open_list_set_daemon (list, "other bus/:1.2"));
  g_assert_cmpuint (salve_open_list_get_size (list), ==, 0);
  salve_open_list_add (list, "ending/1", 7);
  g_assert_true (salve_open_list_set_daemon (list, NULL));
  g_assert_null (salve_open_list_get_daemon (list));
  g_assert_cmpuint (salve_open_list_get_size (list), ==, 0);
}

/* Whatever the tag, and however many. */
static void
test_limits (void)
{
  g_autoptr (SalveOpenList) list = salve_open_list_new ();
  g_autofree char *tag = g_strnfill (100000, 'x');
  g_auto (GStrv) tags = NULL;

  salve_open_list_set_daemon (list, "bus/:1.2");
  for (guint i = 1; i <= 1000; i++)
    {
      g_autofree char *each = g_strdup_printf ("\n\"%u", i);

      salve_open_list_add (list, each, i);
    }
  salve_open_list_add (list, tag, G_MAXUINT32);
  g_assert_cmpuint (salve_open_list_get_size (list), ==, 500);
  g_assert_cmpuint (salve_open_list_get_id (list, tag), ==, G_MAXUINT32);
  g_assert_cmpuint (salve_open_list_get_id (list, "\n\"1"), ==, 0);
  g_assert_cmpuint (salve_open_list_get_id (list, "\n\"1000"), ==, 1000);
  tags = salve_open_list_list_tags (list);
  g_assert_cmpuint (g_strv_length (tags), ==, 500);
  g_assert_cmpuint (strlen (tags[499]), ==, 64);
}

/* Beside a ledger as full as it may be. */
static void
test_round_trip (void)
{
  g_autofree char *folder = g_dir_make_tmp ("open-list-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notified.json", NULL);
  g_autoptr (SalveLedger) ledger = salve_ledger_new (path);
  g_autoptr (SalveLedger) other = salve_ledger_new (path);
  SalveOpenList *list = salve_ledger_get_open (ledger);
  g_autoptr (GError) error = NULL;

  salve_open_list_set_daemon (list, "0123456789abcdef0123456789abcdef/:1.4294967295");
  for (guint i = 1; i <= 5000; i++)
    {
      g_autofree char *key = g_strdup_printf ("%0115u", i);

      salve_open_list_add (list, key, i);
      salve_ledger_add (ledger, key, i * G_TIME_SPAN_SECOND);
      key[0] = '\n';
      salve_ledger_add (ledger, key, i * G_TIME_SPAN_SECOND);
    }
  g_assert_true (salve_ledger_save (ledger, NULL));

  salve_ledger_load (other, &error);
  g_assert_no_error (error);
  list = salve_ledger_get_open (other);
  g_assert_cmpstr (salve_open_list_get_daemon (list), ==, "0123456789abcdef0123456789abcdef/:1.4294967295");
  g_assert_cmpuint (salve_open_list_get_size (list), ==, 500);
  g_assert_nonnull (salve_open_list_find (list, 5000));
  g_assert_false (salve_open_list_is_ours (list, salve_open_list_find (list, 5000)));
  g_remove (path);
  g_rmdir (folder);
}

static const char * const broken[] = {
  "{\"daemon\":7}",
  "{\"daemon\":\"bus\",\"open\":{}}",
  "{\"daemon\":\"bus\",\"open\":[7]}",
  "{\"daemon\":\"bus\",\"open\":[{}]}",
  "{\"daemon\":\"bus\",\"open\":[{\"tag\":\"a\"}]}",
  "{\"daemon\":\"bus\",\"open\":[{\"tag\":7,\"id\":7}]}",
  "{\"daemon\":\"bus\",\"open\":[{\"tag\":null,\"id\":7}]}",
  "{\"daemon\":\"bus\",\"open\":[{\"tag\":\"a\",\"id\":null}]}",
  "{\"daemon\":\"bus\",\"open\":[{\"tag\":\"a\",\"id\":0}]}",
  "{\"daemon\":\"bus\",\"open\":[{\"tag\":\"a\",\"id\":4294967296}]}",
};

static void
test_broken (void)
{
  g_autoptr (SalveOpenList) list = salve_open_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (JsonNode) root = json_from_string (broken[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (root);
      g_assert_false (salve_open_list_read (list, json_node_get_object (root), &error));
      g_assert_nonnull (error);
    }
}

static void
test_absent (void)
{
  g_autoptr (SalveOpenList) list = salve_open_list_new ();
  g_autoptr (JsonObject) root = json_object_new ();

  salve_open_list_set_daemon (list, "bus/:1.2");
  salve_open_list_add (list, "ending/1", 7);
  g_assert_true (salve_open_list_read (list, root, NULL));
  g_assert_null (salve_open_list_get_daemon (list));
  g_assert_cmpuint (salve_open_list_get_size (list), ==, 0);
  salve_open_list_write (list, root);
  g_assert_cmpuint (json_object_get_size (root), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/open-list/add", test_add);
  g_test_add_func ("/open-list/daemon", test_daemon);
  g_test_add_func ("/open-list/limits", test_limits);
  g_test_add_func ("/open-list/round-trip", test_round_trip);
  g_test_add_func ("/open-list/broken", test_broken);
  g_test_add_func ("/open-list/absent", test_absent);

  return g_test_run ();
}
