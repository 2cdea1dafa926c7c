/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "salve-import.h"
#include "salve-paths.h"

#define BLOCK 65536

/* What comes through a pipe is read to its end, or to the limit. */
static SalveArchive *
load_stdin (GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char block[BLOCK];
  gsize n;

  while (text->len <= SALVE_ARCHIVE_MAX_BYTES && (n = fread (block, 1, sizeof block, stdin)) > 0)
    g_string_append_len (text, block, (gssize) n);
  if (ferror (stdin))
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("The input could not be read: %s"),
                   g_strerror (errno));
      return NULL;
    }

  return salve_archive_read (text->str, text->len, error);
}

/* What became of one part, where there is something to say. */
static char *
describe (const SalveImportEntry *entry)
{
  if (entry->fate == SALVE_IMPORT_REFUSED)
    /* Translators: the number of a session in a file, then why it cannot be read. */
    return g_strdup_printf (_("Session %u of the file cannot be read: %s"), entry->position + 1,
                            entry->error->message);
  if (entry->fate == SALVE_IMPORT_BESIDE)
    /* Translators: a file's name. */
    return g_strdup_printf (_("Another version is here already; the imported one was put beside it: %s"),
                            entry->name);
  if (entry->fate == SALVE_IMPORT_ADDED && entry->position == G_MAXUINT)
    /* Translators: a file's name. */
    return g_strdup_printf (_("Added: %s"), entry->name);

  return NULL;
}

static guint
count (GPtrArray       *entries,
       SalveImportFate  fate)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const SalveImportEntry *entry = g_ptr_array_index (entries, i);

      n += entry->fate == fate && entry->position != G_MAXUINT;
    }

  return n;
}

/* JSON */

static const char *
name_fate (SalveImportFate fate)
{
  switch (fate)
    {
    case SALVE_IMPORT_ADDED:
      return "added";
    case SALVE_IMPORT_PRESENT:
      return "present";
    case SALVE_IMPORT_BESIDE:
      return "beside";
    case SALVE_IMPORT_REFUSED:
    default:
      return "refused";
    }
}

static JsonObject *
make_entry (const SalveImportEntry *entry)
{
  JsonObject *object = json_object_new ();
  g_autofree char *file = entry->name != NULL ? g_filename_display_name (entry->name) : NULL;

  json_object_set_string_member (object, "fate", name_fate (entry->fate));
  if (entry->position != G_MAXUINT)
    json_object_set_int_member (object, "session", entry->position + 1);
  if (file != NULL)
    json_object_set_string_member (object, "file", file);
  if (entry->error != NULL)
    json_object_set_string_member (object, "error", entry->error->message);

  return object;
}

static void
print_json (GPtrArray    *entries,
            const GError *error)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    json_array_add_object_element (array, make_entry (g_ptr_array_index (entries, i)));
  json_object_set_array_member (root, "entries", array);
  if (error != NULL)
    json_object_set_string_member (root, "error", error->message);
  salve_ctl_print_json (root);
}

/* Text */

static void
print_text (GPtrArray *entries)
{
  guint n_added = count (entries, SALVE_IMPORT_ADDED);
  guint n_present = count (entries, SALVE_IMPORT_PRESENT);

  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *text = describe (g_ptr_array_index (entries, i));
      g_autofree char *clean = text != NULL ? salve_ctl_clean (text) : NULL;

      if (clean != NULL)
        g_print ("%s\n", clean);
    }
  g_print (ngettext ("%u session was added.", "%u sessions were added.", n_added), n_added);
  g_print (" ");
  g_print (ngettext ("%u was here already.", "%u were here already.", n_present), n_present);
  g_print ("\n");
}

SalveCtlStatus
salve_ctl_import (const SalveCtlOptions *options)
{
  g_autofree char *data = salve_paths_data ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveArchive) archive = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  archive = g_str_equal (options->file, "-") ? load_stdin (&error) : salve_archive_load (options->file, &error);
  if (archive == NULL)
    {
      salve_ctl_complain (error->message);
      return SALVE_CTL_DATA;
    }
  entries = salve_import (archive, data, &error);
  if (options->json)
    print_json (entries, error);
  else
    print_text (entries);
  if (error != NULL)
    {
      salve_ctl_complain (error->message);
      salve_ctl_complain (_("The rest was not imported. Once that is mended, import it again: what is here already is left alone."));
    }

  return error != NULL || count (entries, SALVE_IMPORT_REFUSED) > 0 ? SALVE_CTL_DATA : SALVE_CTL_FINE;
}
