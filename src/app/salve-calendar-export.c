/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-calendar-export.h"

#include <glib/gi18n.h>

#include "salve-calendar.h"
#include "salve-compat.h"
#include "salve-json-file.h"

/* The text is made at the end: the dialog may stay open for long. */
typedef struct
{
  SalveAftercare *aftercare;
  SalveClock     *clock;
  gboolean        discreet;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->aftercare);
  g_object_unref (export->clock);
  g_free (export);
}

/* As private as the records: mode 0600, and on the disk before anybody is told so. */
static gboolean
write_file (Export  *export,
            GFile   *file,
            GError **error)
{
  gint64 now = salve_clock_get_time (export->clock);
  g_autoptr (GPtrArray) endings = salve_aftercare_list_endings (export->aftercare, now, SALVE_CLOCK_NEVER - 1);
  g_autofree char *text = salve_calendar_from_endings (endings, now, export->discreet);

  if (g_file_peek_path (file) != NULL)
    return salve_json_write (g_file_peek_path (file), text, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _("That place is not on this computer. Choose a folder of this computer."));

  return FALSE;
}

static void
on_place_chosen (GObject      *window,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = salve_compat_save_file_finish (result, &error);

  if (file != NULL && write_file (g_task_get_task_data (task), file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
salve_calendar_export_async (GtkWindow           *parent,
                             SalveAftercare      *aftercare,
                             SalveClock          *clock,
                             gboolean             discreet,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->aftercare = g_object_ref (aftercare);
  export->clock = g_object_ref (clock);
  export->discreet = discreet;
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  salve_compat_save_file_async (parent, _("Save the ends to a calendar"), SALVE_CALENDAR_NAME, NULL,
                                on_place_chosen, task);
}

/* FALSE with G_IO_ERROR_CANCELLED when the person thinks better of it. */
gboolean
salve_calendar_export_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
