/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/stat.h>

#include "salve-application.h"

int
main (int   argc,
      char *argv[])
{
  const char *localedir = g_getenv ("SALVE_LOCALEDIR");
  g_autoptr (SalveApplication) app = NULL;

  /* Whatever is written is for the person alone, also what a library writes. */
  umask (077);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : SALVE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  app = salve_application_new ();

  return g_application_run (G_APPLICATION (app), argc, argv);
}
