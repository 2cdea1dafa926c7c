/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least that a libadwaita program can be: the yardstick for how fast and how small Salve is.
 * With an application id as argument it is another program to the bus. */
#include <adwaita.h>

static void
activate_cb (GtkApplication *app)
{
  GtkWidget *window, *page, *header, *box;

  page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "face-smile-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), "Bare");
  adw_status_page_set_description (ADW_STATUS_PAGE (page), "A window and nothing else");
  gtk_widget_set_vexpand (page, TRUE);

  header = adw_header_bar_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);

  window = adw_application_window_new (app);
  gtk_window_set_title (GTK_WINDOW (window), "Bare");
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 740);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) app = NULL;

  app = adw_application_new (argc > 1 ? argv[1] : "io.github.salve.Bare", G_APPLICATION_DEFAULT_FLAGS);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (app), 0, NULL);
}
