/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds a target what the fuzzer has kept: FOLDER…. Needs no more than a C compiler; speaks TAP. */
#include <glib.h>
#include <stdio.h>
#include <time.h>

#include "salve-fuzz.h"

/* Of processor time, for what takes milliseconds: a loaded machine fails nobody. */
#define SLOW_SECONDS 5

static gboolean
replay (const char *folder,
        const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  clock_t begun = clock ();
  gsize length;

  /* Said before, so that one that crashes is the last one named. */
  printf ("# %s\n", name);
  fflush (stdout);
  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  LLVMFuzzerTestOneInput ((const uint8_t *) text, length);
  return clock () - begun < SLOW_SECONDS * CLOCKS_PER_SEC;
}

static void
replay_folder (const char *folder,
               int         number)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0, n_slow = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      n++;
      if (!replay (folder, name))
        n_slow++;
    }
  printf ("%s %d %u inputs of %s, %u slow or unreadable\n", n > 0 && n_slow == 0 ? "ok" : "not ok", number, n, folder,
          n_slow);
}

int
main (int   argc,
      char *argv[])
{
  LLVMFuzzerInitialize (&argc, &argv);
  printf ("1..%d\n", argc - 1);
  for (int i = 1; i < argc; i++)
    replay_folder (argv[i], i);
  return 0;
}
