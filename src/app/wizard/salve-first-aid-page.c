/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-first-aid-page.h"

#include <glib/gi18n.h>

#include "salve-closures.h"

struct _SalveFirstAidPage
{
  SalveWizardPage  parent_instance;

  GtkImage        *picture;
  GtkLabel        *title;
  GtkBox          *now;
  GtkBox          *call;
  GtkWidget       *slip;
};

G_DEFINE_FINAL_TYPE (SalveFirstAidPage, salve_first_aid_page, SALVE_TYPE_WIZARD_PAGE)

static void
on_slip (SalveFirstAidPage *self)
{
  salve_procedure_unstop (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
}

static void
add_line (GtkBox     *box,
          const char *text,
          const char *style,
          int         width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
show_lines (GtkBox             *box,
            const char * const *lines,
            const char         *style,
            int                 width)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; lines[i] != NULL; i++)
    add_line (box, lines[i], style, width);
}

static void
salve_first_aid_page_refresh (SalveWizardPage *page)
{
  SalveFirstAidPage *self = SALVE_FIRST_AID_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  const SalveFirstAid *aid = salve_procedure_get_first_aid (procedure);
  gboolean cream = salve_session_get_numbing_applied (salve_procedure_get_session (procedure)) != NULL;
  gboolean needled = salve_procedure_get_needled (procedure);

  /* It is over, and the page about to go. */
  if (aid == NULL)
    return;

  g_auto (GStrv) now = salve_first_aid_get_now (aid, cream);
  g_auto (GStrv) call = salve_first_aid_get_call (aid);

  gtk_image_set_from_icon_name (self->picture, aid->picture);
  gtk_label_set_label (self->title, aid->title);
  show_lines (self->now, (const char * const *) now, "far", salve_wizard_page_get_narrow (page) ? -1 : 30);
  show_lines (self->call, (const char * const *) call, "large", -1);
  gtk_widget_set_visible (self->slip, salve_procedure_get_can_unstop (procedure));
  salve_wizard_page_set_primary (page, needled ? _("Done: show the aftercare") : _("Done: end the session"), TRUE);
  salve_wizard_page_set_hint (page, needled ? _("The waits are longer now than after a session without trouble.") : NULL);
}

static void
salve_first_aid_page_primary (SalveWizardPage *page)
{
  salve_procedure_end_first_aid (salve_wizard_page_get_procedure (page));
}

static void
salve_first_aid_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_FIRST_AID_PAGE);

  G_OBJECT_CLASS (salve_first_aid_page_parent_class)->dispose (object);
}

static void
salve_first_aid_page_class_init (SalveFirstAidPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_first_aid_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_first_aid_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_first_aid_page_primary;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-first-aid-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveFirstAidPage, picture);
  gtk_widget_class_bind_template_child (widget_class, SalveFirstAidPage, title);
  gtk_widget_class_bind_template_child (widget_class, SalveFirstAidPage, now);
  gtk_widget_class_bind_template_child (widget_class, SalveFirstAidPage, call);
  gtk_widget_class_bind_template_child (widget_class, SalveFirstAidPage, slip);
  gtk_widget_class_bind_template_callback (widget_class, on_slip);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
}

static void
salve_first_aid_page_init (SalveFirstAidPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A line of the wide page is wider than the narrow one. */
  g_signal_connect (self, "notify::narrow", G_CALLBACK (salve_wizard_page_refresh), NULL);
}
