/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-soak-page.h"

#include <glib/gi18n.h>

#include "salve-closures.h"
#include "salve-format.h"
#include "salve-soak.h"

struct _SalveSoakPage
{
  SalveWizardPage  parent_instance;

  GtkImage        *picture;
  GtkLabel        *title;
  GtkLabel        *body;
  GtkLabel        *left;
  GtkButton       *other;
};

G_DEFINE_FINAL_TYPE (SalveSoakPage, salve_soak_page, SALVE_TYPE_WIZARD_PAGE)

/* What the page goes by, read anew for each look. */
typedef struct
{
  SalveProcedure *procedure;
  gboolean        before;  /* before treating, not after it */
  const char     *kind;    /* of the device */
  gboolean        needed;
  GDateTime      *started; /* (unowned) (nullable) */
  SalveSoak       soak;
} Look;

static Look
take_look (SalveWizardPage *page)
{
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveSession *session = salve_procedure_get_session (procedure);
  g_autoptr (GDateTime) now = salve_clock_now (salve_procedure_get_clock (procedure));
  Look look = { .procedure = procedure };

  look.before = salve_procedure_get_step (procedure) < SALVE_STEP_TREAT;
  look.kind = salve_session_get_device_kind (session);
  look.needed = salve_soak_is_needed (look.kind);
  look.started = look.before ? salve_session_get_soak_before (session) : salve_session_get_soak_after (session);
  look.soak = salve_soak_at (look.started, now);

  return look;
}

/* --- words --- */

static char *
describe_wait (const Look *look)
{
  g_autoptr (GDateTime) end = salve_soak_get_end (look->started);
  g_autofree char *clock = salve_format_clock (end);

  /* Translators: %s is a time of day such as 19:05 */
  return g_strdup_printf (_("Leave it in the alcohol until %s."), clock);
}

static char *
make_body (const Look *look)
{
  const SalveInstruction *instruction = salve_procedure_get_instruction (look->procedure);

  if (!look->needed || look->soak == SALVE_SOAK_NONE)
    return salve_instruction_get_body (instruction, look->kind);
  if (look->soak == SALVE_SOAK_RUNNING)
    return describe_wait (look);

  return g_strdup (look->before ? _("Take it out and let it dry in the air, without a towel. If a needle is bent, or it was "
                                    "dropped, do not use it.")
                                : _("Take it out, let it dry in the air, without a towel, and keep it in a clean, closed "
                                    "case."));
}

static const char *
get_primary (const Look *look)
{
  if (!look->needed)
    return look->before ? _("A new cartridge is in") : _("The cartridge is thrown away");
  if (look->soak == SALVE_SOAK_NONE)
    return _("In the alcohol: start the timer");
  if (!look->before)
    return _("Go on");

  return look->soak == SALVE_SOAK_DONE ? _("The device is dry") : _("Wait for the alcohol");
}

/* What the other button does, or NULL where there is no other way. */
static const char *
get_other (const Look *look)
{
  if (!look->needed)
    return NULL;
  if (look->soak == SALVE_SOAK_NONE)
    return look->before ? NULL : _("I will clean it later");

  return look->soak == SALVE_SOAK_RUNNING ? _("Start the time again") : NULL;
}

/* --- what the person does --- */

static void
on_other (SalveSoakPage *self)
{
  Look look = take_look (SALVE_WIZARD_PAGE (self));

  if (look.soak == SALVE_SOAK_NONE)
    salve_procedure_next (look.procedure);
  else
    salve_procedure_start_soak (look.procedure);
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
salve_soak_page_primary (SalveWizardPage *page)
{
  Look look = take_look (page);

  if (look.needed && look.soak == SALVE_SOAK_NONE)
    salve_procedure_start_soak (look.procedure);
  else
    salve_procedure_next (look.procedure);
}

static void
show_left (SalveSoakPage *self,
           const Look    *look)
{
  g_autoptr (GDateTime) now = salve_clock_now (salve_procedure_get_clock (look->procedure));
  gboolean running = look->needed && look->soak == SALVE_SOAK_RUNNING;

  gtk_widget_set_visible (GTK_WIDGET (self->left), running);
  if (running)
    {
      g_autofree char *left = salve_format_duration (salve_soak_get_minutes_left (look->started, now) * G_TIME_SPAN_MINUTE);

      gtk_label_set_label (self->left, left);
    }
}

static void
salve_soak_page_refresh (SalveWizardPage *page)
{
  SalveSoakPage *self = SALVE_SOAK_PAGE (page);
  const SalveInstruction *instruction = salve_procedure_get_instruction (salve_wizard_page_get_procedure (page));
  Look look = take_look (page);
  const char *other = get_other (&look);
  g_autofree char *body = make_body (&look);

  gtk_image_set_from_icon_name (self->picture, salve_instruction_get_picture (instruction, look.kind));
  gtk_label_set_label (self->title, instruction->title);
  gtk_label_set_label (self->body, body);
  show_left (self, &look);
  gtk_widget_set_visible (GTK_WIDGET (self->other), other != NULL);
  gtk_button_set_label (self->other, other != NULL ? other : "");
  salve_wizard_page_set_primary (page, get_primary (&look),
                                 (look.needed && look.soak == SALVE_SOAK_NONE)
                                 || salve_procedure_get_can_next (look.procedure));
}

static void
salve_soak_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_SOAK_PAGE);

  G_OBJECT_CLASS (salve_soak_page_parent_class)->dispose (object);
}

static void
salve_soak_page_class_init (SalveSoakPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_soak_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_soak_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_soak_page_primary;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-soak-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveSoakPage, picture);
  gtk_widget_class_bind_template_child (widget_class, SalveSoakPage, title);
  gtk_widget_class_bind_template_child (widget_class, SalveSoakPage, body);
  gtk_widget_class_bind_template_child (widget_class, SalveSoakPage, left);
  gtk_widget_class_bind_template_child (widget_class, SalveSoakPage, other);
  gtk_widget_class_bind_template_callback (widget_class, on_other);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_text_width);
}

static void
salve_soak_page_init (SalveSoakPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
