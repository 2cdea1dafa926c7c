/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-store.h"

G_BEGIN_DECLS

/* What tests of widgets have in common. */
void        app_test_init     (int         *argc,
                               char      ***argv);
SalveStore *app_make_store    (char       **folder);
void        app_scan          (SalveStore  *store);
void        app_remove_folder (const char  *path);
GtkWidget  *app_put_in_window (GtkWidget   *content);
void        app_close_window  (GtkWidget   *window);
void        app_settle        (void);
void        app_count         (guint       *n);

/* Among the widget and all below it; NULL where there is none such. */
GtkWidget  *app_find_widget   (GtkWidget   *widget,
                               GType        type);
GtkWidget  *app_find_visible  (GtkWidget   *widget,
                               GType        type);
GtkWidget  *app_find_button   (GtkWidget   *widget,
                               const char  *label);
GtkWidget  *app_find_label    (GtkWidget   *widget,
                               const char  *text);
gboolean    app_says          (GtkWidget   *widget,
                               const char  *text);

G_END_DECLS
