/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-group.h"

/* Lines of different height, whatever fonts there are: so that fewer lines may be higher than more. */
static const char DESCRIPTION[] =
  "Reminders wait <span size=\"x-large\">until</span> they are over. What <span size=\"x-large\">ends</span> then is "
  "<span size=\"x-large\">told</span> without a sound; a numbing cream that must come off is always told. The same time "
  "twice <span size=\"x-large\">means none.</span>";

static GtkWidget *
find_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = find_label (child);

      if (label != NULL)
        return label;
    }

  return NULL;
}

static GtkWidget *
create_window (GtkWidget *group)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), "Quiet hours");
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), DESCRIPTION);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* In every width the description is as wide as its group, and all of it is there. */
static void
test_contained (void)
{
  GtkWidget *group = salve_group_new ();
  GtkWidget *window = create_window (group);
  GtkWidget *page = gtk_window_get_child (GTK_WINDOW (window));
  GtkWidget *label = find_label (group);

  g_assert_nonnull (label);
  for (int width = 300; width < 800; width++)
    {
      gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
      gtk_widget_allocate (page, width, 900, -1, NULL);
      g_assert_cmpint (gtk_widget_get_width (label), <=, gtk_widget_get_width (group));
      g_assert_cmpint (gtk_widget_get_width (group), <=, width);
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Text that comes later is held as well. */
static void
test_set_later (void)
{
  GtkWidget *group = salve_group_new ();
  GtkWidget *window = create_window (group);
  GtkWidget *label = find_label (group);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), "None");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "None");
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_END);
  g_assert_cmpint (gtk_label_get_lines (GTK_LABEL (label)), >, 12);
  g_object_ref (group);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (group);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/group/contained", test_contained);
  g_test_add_func ("/group/set-later", test_set_later);

  return g_test_run ();
}
