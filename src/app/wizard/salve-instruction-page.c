/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-instruction-page.h"

#include <glib/gi18n.h>

#include "salve-closures.h"

struct _SalveInstructionPage
{
  SalveWizardPage  parent_instance;

  GtkImage        *picture;
  GtkLabel        *title;
  GtkLabel        *body;
};

G_DEFINE_FINAL_TYPE (SalveInstructionPage, salve_instruction_page, SALVE_TYPE_WIZARD_PAGE)

static void
salve_instruction_page_refresh (SalveWizardPage *page)
{
  SalveInstructionPage *self = SALVE_INSTRUCTION_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  const SalveInstruction *instruction = salve_procedure_get_instruction (procedure);
  SalveSession *session = salve_procedure_get_session (procedure);
  const char *kind = salve_session_get_device_kind (session);
  g_autofree char *body = salve_instruction_get_body (instruction, kind);

  gtk_image_set_from_icon_name (self->picture, salve_instruction_get_picture (instruction, kind));
  gtk_label_set_label (self->title, _(instruction->title));
  gtk_label_set_label (self->body, body != NULL ? body : "");
  salve_wizard_page_set_primary (page, _(instruction->done), salve_procedure_get_can_next (procedure));
}

static void
salve_instruction_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_INSTRUCTION_PAGE);

  G_OBJECT_CLASS (salve_instruction_page_parent_class)->dispose (object);
}

static void
salve_instruction_page_class_init (SalveInstructionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_instruction_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_instruction_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/salve/Salve/salve-instruction-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveInstructionPage, picture);
  gtk_widget_class_bind_template_child (widget_class, SalveInstructionPage, title);
  gtk_widget_class_bind_template_child (widget_class, SalveInstructionPage, body);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_text_width);
}

static void
salve_instruction_page_init (SalveInstructionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
