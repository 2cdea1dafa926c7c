/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "salve-clock-check.h"
#include "salve-fake-clock.h"
#include "salve-record.h"

/* The name of the newest record, in UTC, and the clock. */
static const struct
{
  const char *name;
  const char *now;
  const char *words; /* in the message, NULL for none */
} cases[] = {
  { NULL, "2026-11-22T18:00:00Z", NULL },
  { NULL, "1970-01-01T00:00:07Z", "Thursday, 1 January 1970, which cannot be right" },
  { NULL, "2019-12-31T12:00:00Z", "cannot be right" },
  { NULL, "2020-01-01T00:00:00Z", NULL },
  { "20261122T173000Z-6a1f3c0e.json", "2026-11-22T18:00:00Z", NULL },
  { "20261122T173000Z-6a1f3c0e.json", "2026-11-22T17:20:00Z", NULL },
  { "20261122T173000Z-6a1f3c0e.json", "2026-11-22T17:19:59Z", "the newest session is from later, Sunday, 22 November 2026" },
  { "20261122T173000Z-6a1f3c0e.json", "2026-11-12T12:00:00Z", "shows Thursday, 12 November 2026, but" },
  { "20261122T173000Z-6a1f3c0e.json", "2036-11-22T18:00:00Z", NULL },
  { "20261122T173000Z-6a1f3c0e.json", "1975-06-01T12:00:00Z", "cannot be right" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveFakeClock) clock = salve_fake_clock_new (cases[i].now);
      g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
      g_autofree char *words = NULL;

      g_test_message ("%u", i);
      if (cases[i].name != NULL)
        {
          g_autofree char *path = g_build_filename (g_get_user_data_dir (), cases[i].name, NULL);
          g_autoptr (SalveRecord) record = salve_record_new (path);

          g_list_store_append (records, record);
        }
      words = salve_clock_check_describe (SALVE_CLOCK (clock), G_LIST_MODEL (records));
      if (cases[i].words == NULL)
        g_assert_null (words);
      else
        g_assert_nonnull (strstr (words, cases[i].words));
    }
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/clock-check/cases", test_cases);

  return g_test_run ();
}
