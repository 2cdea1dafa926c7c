/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-compat.h"

#include <glib/gi18n.h>

/* More than any text has: the end is never reached, and nothing is left out. */
#define TEXT_LINES 40

void
salve_compat_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", _("Salve"),
                         "application-icon", SALVE_APP_ID,
                         "version", SALVE_VERSION,
                         "developer-name", _("The Salve developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Guides and logs microneedling of stretch marks, and counts down the "
                                       "aftercare. Guidance only: not medical advice, not a medical device."),
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
on_response (GtkNativeDialog *dialog,
             int              response,
             GTask           *task)
{
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("No file was chosen."));

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  g_object_unref (task);
}

/* Asks where to save a file; the result is NULL with G_IO_ERROR_CANCELLED when the person thinks better of it. */
void
salve_compat_save_file_async (GtkWindow           *parent,
                              const char          *title,
                              const char          *name,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GFile *
salve_compat_save_file_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
return_answer (gpointer data)
{
  GTask *task = data;

  g_task_return_boolean (task, GPOINTER_TO_INT (g_task_get_task_data (task)));
  g_object_unref (task);
}

/* Not before the dialog is done with itself: what follows may destroy the window, and the dialog with it. */
static void
on_answer (AdwMessageDialog *dialog,
           const char       *response,
           GTask            *task)
{
  g_task_set_task_data (task, GINT_TO_POINTER (g_str_equal (response, "destroy")), NULL);
  g_idle_add_once (return_answer, task);
}

/* Asks before something goes for good. `keep` and `destroy` are the buttons' labels; Escape keeps. */
void
salve_compat_confirm_async (GtkWindow           *parent,
                            const char          *heading,
                            const char          *body,
                            const char          *keep,
                            const char          *destroy,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", keep, "destroy", destroy, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "destroy", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (on_answer), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
salve_compat_confirm_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Names a menu button or drop-down, and the toggle within, which is what is pressed and what GTK 4.8 calls by the
 * name of its class. */
void
salve_compat_name_toggle (GtkWidget  *widget,
                          const char *name)
{
  GtkWidget *toggle = gtk_widget_get_first_child (widget);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (GTK_IS_TOGGLE_BUTTON (toggle))
    gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A horizontal box asks what is in it how wide it must be at the height it has, and GTK searches that width as if more
 * lines always were more height. They are not, where one line's fonts are a little higher than another's, as between
 * Arabic and Latin: GTK then may find the width of fewer lines, and draws them past the edge. A label that may end in
 * an ellipsis asks for no width. For the widget and what is in it. */
void
salve_compat_contain (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    {
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
      gtk_label_set_lines (GTK_LABEL (widget), TEXT_LINES);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    salve_compat_contain (child);
}
