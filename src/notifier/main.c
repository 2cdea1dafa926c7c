/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/stat.h>

#include "salve-notifier.h"

int
main (int   argc,
      char *argv[])
{
  const char *localedir = g_getenv ("SALVE_LOCALEDIR");
  g_autoptr (SalveNotifier) notifier = NULL;

  /* Whatever is written is for the person alone, also what a library writes. */
  umask (077);

  /* Only local files are read here, and GVfs would take memory all the time. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);

  /* In a sandbox libnotify would go through a portal, which hides the daemon's numbers: what is open could not be
   * told after a restart. The sandbox may talk to the daemon itself. */
  g_setenv ("NOTIFY_IGNORE_PORTAL", "1", TRUE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : SALVE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Salve"));

  notifier = salve_notifier_new ();

  return g_application_run (G_APPLICATION (notifier), argc, argv);
}
