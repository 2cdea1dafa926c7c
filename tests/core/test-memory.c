/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "salve-memory.h"

#define BLOCK 4096
#define N_BLOCKS 16384 /* 64 MiB, each too small to be a mapping of its own */

static gint64
get_resident (void)
{
  g_autofree char *text = NULL;
  gint64 total = 0, resident = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL)
      || sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &total, &resident) != 2)
    return 0;

  return resident * sysconf (_SC_PAGESIZE);
}

/* What is freed below something in use is kept by the C library, until it is asked. */
static void
test_trim (void)
{
  g_autofree char **blocks = g_new (char *, N_BLOCKS);
  gint64 before, after;

#ifndef __GLIBC__
  g_test_skip ("only the GNU C library can be asked");
  return;
#endif
  if (g_getenv ("SALVE_TEST_SANITIZER") != NULL)
    {
      g_test_skip ("a sanitizer has its own memory");
      return;
    }
  for (guint i = 0; i < N_BLOCKS; i++)
    blocks[i] = memset (g_malloc (BLOCK), 1, BLOCK);
  for (guint i = 0; i < N_BLOCKS - 1; i++)
    g_free (blocks[i]);
  before = get_resident ();
  salve_memory_trim ();
  after = get_resident ();
  g_free (blocks[N_BLOCKS - 1]);
  g_assert_cmpint (before, >, 0);
  g_assert_cmpint (after, <, before - BLOCK * N_BLOCKS / 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/memory/trim", test_trim);

  return g_test_run ();
}
