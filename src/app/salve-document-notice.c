/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-document-notice.h"

#include <glib/gi18n.h>

#include "salve-document-versions.h"

#define LOOK_DELAY_MS 200 /* a synchronising program does several things to a folder */

struct _SalveDocumentNotice
{
  AdwBin         parent_instance;

  char          *path;
  SalveFileKind  kind;
  GFileMonitor  *monitor;
  guint          look_id;
  gboolean       busy;

  GtkWidget     *box;
  GtkWidget     *text;
  GtkWidget     *unread;  /* which versions cannot be read, and why */
  GtkWidget     *problem;
  GtkWidget     *merge;
};

G_DEFINE_FINAL_TYPE (SalveDocumentNotice, salve_document_notice, ADW_TYPE_BIN)

typedef struct
{
  char          *path;
  SalveFileKind  kind;
} Job;

static void look (SalveDocumentNotice *self);

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job);
}

/* --- the words --- */

static const char *
get_title (SalveFileKind kind)
{
  if (kind == SALVE_FILE_SHELF)
    return _("Your shelf was changed in two places at once. Nothing is lost.");
  return _("Your answers and reminders were changed in two places at once. Nothing is lost.");
}

static const char *
get_text (SalveFileKind kind)
{
  /* Translators: “trash” is the name of a folder and stays as it is. */
  if (kind == SALVE_FILE_SHELF)
    return _("Merging puts every device and product of both on your shelf, also one that was removed in one place. Where "
             "they differ, the later change counts, and a product keeps all its warnings. Each version is kept in the "
             "folder “trash”.");
  /* Translators: “trash” is the name of a folder and stays as it is. */
  return _("Merging keeps what either has. Where they differ, the later change counts, but Salve asks you again for "
           "answers about your health that are not the same. Each version is kept in the folder “trash”.");
}

/* One line for each version that is left alone. */
static char *
make_unread (GPtrArray *versions)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < versions->len; i++)
    {
      const SalveDocumentVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *name = g_filename_display_name (version->name);

      if (version->reason == NULL)
        continue;
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      /* Translators: first a file's name, then the reason. */
      g_string_append_printf (lines, _("“%s” cannot be read and is left as it is: %s"), name, version->reason);
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* --- the widgets --- */

static GtkWidget *
add_label (SalveDocumentNotice *self,
           const char          *style,
           GtkAccessibleRole    role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->box), label);

  return label;
}

static void
show_problem (SalveDocumentNotice *self,
              const char          *problem)
{
  if (problem != NULL)
    gtk_label_set_label (GTK_LABEL (self->problem), problem);
  gtk_widget_set_visible (self->problem, problem != NULL);
  gtk_button_set_label (GTK_BUTTON (self->merge), problem != NULL ? _("_Try Again") : _("_Merge"));
}

/* Who pressed the button goes on with what comes after it. */
static void
leave (SalveDocumentNotice *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

/* --- merging --- */

static void
merge_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;

  if (salve_document_versions_merge (job->path, job->kind, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_merged (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  SalveDocumentNotice *self = SALVE_DOCUMENT_NOTICE (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  self->busy = FALSE;
  if (self->box == NULL)
    return;
  /* Translators: %s is the computer's own words for what went wrong. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    problem = g_strdup_printf (_("The versions could not be merged, and all are kept: %s"), error->message);
  show_problem (self, problem);
  look (self);
}

static void
on_merge (SalveDocumentNotice *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->busy)
    return;
  self->busy = TRUE;
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->path);
  job->kind = self->kind;
  task = g_task_new (self, NULL, on_merged, NULL);
  g_task_set_source_tag (task, on_merge);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, merge_thread);
}

static void
build (SalveDocumentNotice *self)
{
  GtkWidget *title;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "strip");
  title = add_label (self, "heading", GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_label_set_label (GTK_LABEL (title), get_title (self->kind));
  self->text = add_label (self, "body", GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_label_set_label (GTK_LABEL (self->text), get_text (self->kind));
  self->unread = add_label (self, "body", GTK_ACCESSIBLE_ROLE_LABEL);
  self->problem = add_label (self, "error", GTK_ACCESSIBLE_ROLE_ALERT);
  self->merge = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->merge), TRUE);
  gtk_widget_set_halign (self->merge, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->merge, "answer");
  g_signal_connect_object (self->merge, "clicked", G_CALLBACK (on_merge), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->merge),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, title, self->text, self->problem, NULL,
                                  -1);
  gtk_box_append (GTK_BOX (self->box), self->merge);
  show_problem (self, NULL);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/* --- the folder --- */

static void
show_versions (SalveDocumentNotice *self,
               GPtrArray           *versions)
{
  g_autofree char *unread = make_unread (versions);
  gboolean offered = FALSE;

  for (guint i = 0; i < versions->len; i++)
    offered |= ((SalveDocumentVersion *) g_ptr_array_index (versions, i))->reason == NULL;
  if (self->box == NULL)
    build (self);
  if (!offered)
    {
      leave (self);
      show_problem (self, NULL);
    }
  gtk_label_set_label (GTK_LABEL (self->unread), unread);
  gtk_widget_set_visible (self->unread, *unread != '\0');
  gtk_widget_set_visible (self->text, offered);
  gtk_widget_set_visible (self->merge, offered);
}

static void
look (SalveDocumentNotice *self)
{
  g_autoptr (GPtrArray) versions = NULL;

  if (self->path == NULL || self->busy)
    return;
  versions = salve_document_versions_list (self->path, self->kind);
  if (versions->len > 0 || self->box != NULL)
    show_versions (self, versions);
  gtk_widget_set_visible (GTK_WIDGET (self), versions->len > 0);
}

static gboolean
on_look (gpointer data)
{
  SalveDocumentNotice *self = data;

  self->look_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
on_folder_changed (SalveDocumentNotice *self)
{
  if (self->look_id == 0)
    self->look_id = g_timeout_add (LOOK_DELAY_MS, on_look, self);
}

/* GIO polls for a folder that is not there, so nothing is watched then: there is no document either. */
static void
watch (SalveDocumentNotice *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GFile) file = NULL;

  if (self->monitor != NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;
  file = g_file_new_for_path (folder);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
}

static gboolean
on_idle (gpointer data)
{
  SalveDocumentNotice *self = data;

  self->look_id = 0;
  watch (self);
  look (self);

  return G_SOURCE_REMOVE;
}

static void
salve_document_notice_dispose (GObject *object)
{
  SalveDocumentNotice *self = SALVE_DOCUMENT_NOTICE (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->path, g_free);
  self->box = NULL;

  G_OBJECT_CLASS (salve_document_notice_parent_class)->dispose (object);
}

static void
salve_document_notice_class_init (SalveDocumentNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_document_notice_dispose;
}

static void
salve_document_notice_init (SalveDocumentNotice *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Looks as soon as there is nothing more urgent to do, and may be called again to look anew. */
void
salve_document_notice_follow (SalveDocumentNotice *self,
                              const char          *path,
                              SalveFileKind        kind)
{
  g_return_if_fail (SALVE_IS_DOCUMENT_NOTICE (self));
  g_return_if_fail (path != NULL);

  if (g_strcmp0 (path, self->path) != 0)
    g_clear_object (&self->monitor);
  g_free (self->path);
  self->path = g_strdup (path);
  self->kind = kind;
  if (self->look_id == 0)
    self->look_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}
