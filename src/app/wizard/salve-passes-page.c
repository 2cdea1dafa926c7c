/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-passes-page.h"

#include <glib/gi18n.h>

#include "salve-area.h"
#include "salve-closures.h"
#include "salve-pattern.h"
#include "salve-protocol.h"

struct _SalvePassesPage
{
  SalveWizardPage  parent_instance;

  SalvePattern    *pattern;
  GtkLabel        *area;
  GtkLabel        *direction;
  GtkLabel        *count;
  GtkLabel        *advice;
  GtkFlowBox      *chips;
  GtkButton       *enough;
  GtkButton       *undo;
};

G_DEFINE_FINAL_TYPE (SalvePassesPage, salve_passes_page, SALVE_TYPE_WIZARD_PAGE)

static const char *
get_advice (const char *kind)
{
  if (g_strcmp0 (kind, "pen") == 0)
    return _("Glide lightly along the line with the cartridge flat on the skin, then lift before you turn back. "
             "Stop at faint, even pink. Blood means too deep: press Stop now.");
  if (g_strcmp0 (kind, "stamp") == 0)
    return _("Press lightly straight down, lift, move on along the line. Never drag it. "
             "Stop at faint, even pink. Blood means too deep: press Stop now.");

  return _("Roll lightly along the line, then lift before you turn back. Never turn it on the skin. "
           "Stop at faint, even pink. Blood means too deep: press Stop now.");
}

static guint
get_chips_per_line (gpointer self,
                    gboolean narrow)
{
  return narrow ? 2 : 4;
}

static void
on_enough (SalvePassesPage *self)
{
  salve_procedure_enough (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
on_undo (SalvePassesPage *self)
{
  salve_procedure_uncount_pass (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
add_chip (SalvePassesPage *self,
          SalveProcedure  *procedure,
          const char      *area,
          const char      *direction)
{
  /* Translators: a direction, then passes done of those planned: "Up and down 2 of 4". */
  g_autofree char *text = g_strdup_printf (_("%s %u of %u"),
                                           salve_protocol_get_direction_title (direction),
                                           salve_procedure_get_passes_done (procedure, area, direction),
                                           salve_procedure_get_passes_planned (procedure));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "chip");
  gtk_flow_box_insert (self->chips, label, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (label), FALSE);
}

static void
show_chips (SalvePassesPage *self,
            SalveProcedure  *procedure,
            const char      *area)
{
  double needle_mm = salve_session_get_needle_mm (salve_procedure_get_session (procedure));
  const char * const *directions = salve_protocol_get_directions ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_flow_box_remove (self->chips, child);
  for (guint i = 0; area != NULL && i < salve_protocol_get_band (needle_mm)->directions; i++)
    add_chip (self, procedure, area, directions[i]);
}

static void
show_pass (SalvePassesPage  *self,
           SalveProcedure   *procedure,
           SalveSessionPass *pass)
{
  SalveSession *session = salve_procedure_get_session (procedure);
  g_autofree char *count = g_strdup_printf (_("Pass %u of %u"), pass->count + 1,
                                            salve_procedure_get_passes_planned (procedure));

  gtk_label_set_label (self->area, salve_area_name (pass->area));
  gtk_label_set_label (self->direction, salve_protocol_get_direction_title (pass->direction));
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->advice, get_advice (salve_session_get_device_kind (session)));
}

static void
show_done (SalvePassesPage *self)
{
  gtk_label_set_label (self->area, "");
  gtk_label_set_label (self->direction, _("All areas are treated"));
  gtk_label_set_label (self->count, "");
  gtk_label_set_label (self->advice, _("Put the device away: it is cleaned after the session, before it dries."));
}

static void
salve_passes_page_refresh (SalveWizardPage *page)
{
  SalvePassesPage *self = SALVE_PASSES_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveSessionPass *pass = salve_procedure_get_pass (procedure);

  if (pass != NULL)
    show_pass (self, procedure, pass);
  else
    show_done (self);
  gtk_widget_set_visible (GTK_WIDGET (self->area), pass != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->count), pass != NULL);
  salve_pattern_set_direction (self->pattern, pass != NULL ? pass->direction : NULL);
  show_chips (self, procedure, pass != NULL ? pass->area : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->enough), pass != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo), salve_procedure_get_needled (procedure));
  salve_wizard_page_set_primary (page, pass != NULL ? _("Count this pass") : _("Go on to soothe"), TRUE);
  salve_wizard_page_set_hint (page, pass != NULL ? _("Space or Enter counts") : NULL);
}

static void
salve_passes_page_primary (SalveWizardPage *page)
{
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);

  if (salve_procedure_get_can_next (procedure))
    salve_procedure_next (procedure);
  else
    salve_procedure_count_pass (procedure);
}

static void
salve_passes_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_PASSES_PAGE);

  G_OBJECT_CLASS (salve_passes_page_parent_class)->dispose (object);
}

static void
salve_passes_page_class_init (SalvePassesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_passes_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_passes_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_passes_page_primary;

  g_type_ensure (SALVE_TYPE_PATTERN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-passes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, pattern);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, area);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, direction);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, count);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, advice);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, enough);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, undo);
  gtk_widget_class_bind_template_callback (widget_class, get_chips_per_line);
  gtk_widget_class_bind_template_callback (widget_class, on_enough);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
}

static void
salve_passes_page_init (SalvePassesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
