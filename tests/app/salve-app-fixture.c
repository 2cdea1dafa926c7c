/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-app-fixture.h"

#include <glib/gstdio.h>

/* Not isolated: that hides the desktop's icons and schemas too. The script with-display gives folders of its own. */
void
app_test_init (int    *argc,
               char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* In a folder of its own. Both are the caller's. */
SalveStore *
app_make_store (char **folder)
{
  g_autoptr (GError) error = NULL;
  SalveStore *store;

  *folder = g_dir_make_tmp ("salve-XXXXXX", &error);
  g_assert_no_error (error);
  store = salve_store_new (*folder, 0);
  app_scan (store);

  return store;
}

void
app_scan (SalveStore *store)
{
  g_autoptr (GError) error = NULL;

  salve_store_scan (store, &error);
  g_assert_no_error (error);
}

void
app_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      app_remove_folder (child);
    }
  g_remove (path);
}

/* (transfer none): the window, which is not shown yet. */
GtkWidget *
app_put_in_window (GtkWidget *content)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), content);

  return window;
}

/* What was in it is the test's alone afterwards. */
void
app_close_window (GtkWidget *window)
{
  adw_window_set_content (ADW_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  app_settle ();
}

/* What was begun comes to an end. */
void
app_settle (void)
{
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (5000);
    }
}

void
app_count (guint *n)
{
  (*n)++;
}

/* --- finding widgets --- */

typedef gboolean (*Match) (GtkWidget     *widget,
                           gconstpointer  data);

static GtkWidget *
find (GtkWidget     *widget,
      gboolean       seen,
      Match          match,
      gconstpointer  data)
{
  if (seen && (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget)))
    return NULL;
  if (match (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, seen, match, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_a (GtkWidget     *widget,
      gconstpointer  type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

static gboolean
is_label (GtkWidget     *widget,
          gconstpointer  text)
{
  return GTK_IS_LABEL (widget)
         && (g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text)
             || g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text));
}

static gboolean
is_button (GtkWidget     *widget,
           gconstpointer  label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

GtkWidget *
app_find_widget (GtkWidget *widget,
                 GType      type)
{
  return find (widget, FALSE, is_a, &type);
}

GtkWidget *
app_find_visible (GtkWidget *widget,
                  GType      type)
{
  return find (widget, TRUE, is_a, &type);
}

GtkWidget *
app_find_button (GtkWidget  *widget,
                 const char *label)
{
  return find (widget, FALSE, is_button, label);
}

GtkWidget *
app_find_label (GtkWidget  *widget,
                const char *text)
{
  return find (widget, FALSE, is_label, text);
}

/* Whether a label that would be seen says so. */
gboolean
app_says (GtkWidget  *widget,
          const char *text)
{
  return find (widget, TRUE, is_label, text) != NULL;
}
