/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>

#include "salve-ctl.h"

static const struct
{
  const char       *name;
  const char       *summary;
  SalveCtlStatus  (*run) (const SalveCtlOptions *options);
  gboolean          takes_file;
} verbs[] = {
  { "status", N_("what is restricted now, and until when"), salve_ctl_status },
  { "list", N_("all sessions, the newest first"), salve_ctl_list },
  { "verify", N_("read every file and name those that cannot be read"), salve_ctl_verify },
  { "export", N_("write all sessions, the shelf and the profile to one FILE, or to “-”"), salve_ctl_export, TRUE },
  { "import", N_("add what is missing from such a FILE, or from “-”"), salve_ctl_import, TRUE },
};

typedef struct
{
  SalveCtlOptions   ctl;
  gboolean          version;
  char            **rest;
} Options;

static char *
describe_verbs (void)
{
  g_autoptr (GString) text = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_string_append_printf (text, "\n  %-8s %s", verbs[i].name, _(verbs[i].summary));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
parse (Options   *options,
       char    ***argv,
       GError   **error)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->ctl.json, N_("Print JSON for another program"), NULL },
    { "repair", 0, 0, G_OPTION_ARG_NONE, &options->ctl.repair,
      N_("With verify: move what cannot be read aside, restore it from the trash, and delete nothing"), NULL },
    { "only-sessions", 0, 0, G_OPTION_ARG_NONE, &options->ctl.only_sessions,
      N_("With export: leave out the shelf and the profile"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_("Print the version and leave"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rest, NULL, N_("COMMAND [FILE]") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *summary = describe_verbs ();

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, _("Salve guides and logs. It gives no medical advice."));

  return g_option_context_parse_strv (context, argv, error);
}

static SalveCtlStatus
fail_usage (const char *text)
{
  salve_ctl_complain (text);
  salve_ctl_complain (_("“salvectl --help” lists the commands."));

  return SALVE_CTL_USAGE;
}

/* Whether nothing was asked of the verb that it does not know. */
static gboolean
fits (const Options *options)
{
  return (!options->ctl.repair || g_str_equal (options->rest[0], "verify"))
         && (!options->ctl.only_sessions || g_str_equal (options->rest[0], "export"));
}

static SalveCtlStatus
run_verb (const Options *options,
          guint          verb)
{
  guint n_words = g_strv_length (options->rest);
  SalveCtlOptions ctl = options->ctl;

  if (!fits (options))
    return fail_usage (_("That option belongs to another command."));
  if (verbs[verb].takes_file && n_words < 2)
    return fail_usage (_("The name of a file is missing."));
  if (n_words > (verbs[verb].takes_file ? 2 : 1))
    return fail_usage (_("One command at a time."));
  ctl.file = options->rest[1];

  return verbs[verb].run (&ctl);
}

static SalveCtlStatus
run (const Options *options)
{
  if (options->version)
    {
      g_print ("salvectl %s\n", SALVE_VERSION);
      return SALVE_CTL_FINE;
    }
  if (options->rest == NULL || options->rest[0] == NULL)
    return fail_usage (_("A command is missing."));

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (options->rest[0], verbs[i].name))
      return run_verb (options, i);

  return fail_usage (_("There is no such command."));
}

static void
set_language (void)
{
  const char *localedir = g_getenv ("SALVE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : SALVE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int   argc,
      char *argv[])
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  Options options = { 0 };
  SalveCtlStatus status;

  /* Whatever is written is for the person alone, also what a library writes. */
  umask (077);

  /* Only local files are read here. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  set_language ();

  arguments = g_strdupv (argv);
  if (parse (&options, &arguments, &error))
    status = run (&options);
  else
    status = fail_usage (error->message);
  g_strfreev (options.rest);

  /* A full disk behind a redirection is no success. */
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      salve_ctl_complain (_("The output could not be written."));
      return SALVE_CTL_DATA;
    }

  return status;
}
