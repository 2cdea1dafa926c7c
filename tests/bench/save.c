/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves N records into Salve's folder of data, as the end of a session does, and prints for each
 * how many microseconds passed until it was safe on disk. */
#include <stdlib.h>

#include "salve-store.h"

typedef struct
{
  GMainLoop *loop;
  gboolean   failed;
} Run;

static void
added_cb (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = salve_store_add_finish (SALVE_STORE (store), result, &error);

  if (name == NULL)
    {
      g_printerr ("%s\n", error->message);
      run->failed = TRUE;
    }
  g_main_loop_quit (run->loop);
}

static SalveSession *
make_session (GTimeZone *zone,
              int        number)
{
  g_autoptr (GDateTime) midnight = g_date_time_new (zone, 2026, 11, 22, 0, 0, 0);
  g_autoptr (GDateTime) started = g_date_time_add_seconds (midnight, 60.0 * number);
  g_autoptr (GDateTime) ended = g_date_time_add_minutes (started, 40);
  SalveSession *session = salve_session_new (SALVE_SETTING_HOME, started);

  salve_session_set_areas (session, (const char *[]) { "abdomen", NULL });
  salve_session_set_ended (session, ended);

  return session;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveStore) store = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { loop, FALSE };

  if (argc != 3)
    {
      g_printerr ("Usage: bench-save FOLDER N\n");
      return 2;
    }

  store = salve_store_new (argv[1], 0);
  if (!salve_store_scan (store, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  for (int i = 0; i < atoi (argv[2]) && !run.failed; i++)
    {
      g_autoptr (SalveSession) session = make_session (zone, i);
      gint64 begin = g_get_monotonic_time ();

      salve_store_add_async (store, session, NULL, added_cb, &run);
      g_main_loop_run (loop);
      g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - begin);
    }

  return run.failed ? 1 : 0;
}
