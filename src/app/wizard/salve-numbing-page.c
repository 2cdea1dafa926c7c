/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing-page.h"

#include <glib/gi18n.h>

#include "salve-closures.h"
#include "salve-format.h"
#include "salve-numbing-caps.h"
#include "salve-numbing-form.h"
#include "salve-numbing-timer.h"
#include "salve-numbing-who.h"
#include "salve-screening.h"

/* What is asked before the cream goes on, one after the other. */
typedef enum
{
  STAGE_WANTED,
  STAGE_WHO,
  STAGE_AMOUNT
} Stage;

struct _SalveNumbingPage
{
  SalveWizardPage    parent_instance;

  Stage              stage;
  SalveNumbing       shown;

  GtkWidget         *wanted;
  GtkImage          *picture;
  GtkLabel          *need;
  SalveNumbingWho   *who;
  GtkWidget         *blocked;
  GtkLabel          *reason;
  SalveNumbingForm  *form;
  SalveNumbingTimer *timer;
  GtkButton         *other;
};

G_DEFINE_FINAL_TYPE (SalveNumbingPage, salve_numbing_page, SALVE_TYPE_WIZARD_PAGE)

static SalveProcedure *
get_procedure (SalveNumbingPage *self)
{
  return salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self));
}

static SalveAnswers *
get_answers (SalveNumbingPage *self)
{
  return salve_procedure_get_answers (get_procedure (self));
}

static GDateTime *
get_now (SalveNumbingPage *self)
{
  return salve_clock_now (salve_procedure_get_clock (get_procedure (self)));
}

/* --- who must not --- */

static SalveVerdict
judge (SalveNumbingPage *self)
{
  g_autoptr (GDateTime) now = get_now (self);
  GDate today;

  salve_clock_get_day (now, &today);

  return salve_screening_judge_group (get_answers (self), SALVE_SCREENING_NUMBING, &today, NULL);
}

static gboolean
applies (SalveNumbingPage *self,
         const char       *item_id)
{
  const SalveAnswer *answer = salve_answers_get (get_answers (self), item_id);

  return answer != NULL && answer->applies;
}

static char *
explain_answers (SalveNumbingPage *self)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_NUMBING, &n);

  if (applies (self, "pregnancy"))
    return g_strdup (_("In pregnancy nobody knows how much of it reaches the child. Go on without cream."));
  if (applies (self, "breastfeeding") && judge (self) > SALVE_VERDICT_OPEN)
    return g_strdup (_("It passes into the milk. It takes a clinician’s yes; without one, go on without cream."));

  for (guint i = 0; i < n; i++)
    {
      if (applies (self, items[i].id))
        return g_strdup (items[i].advice);
    }

  return NULL;
}

/* Why there can be no cream today, or NULL. */
static char *
explain (SalveNumbingPage *self)
{
  SalveStore *store = salve_wizard_page_get_store (SALVE_WIZARD_PAGE (self));
  g_autoptr (GDateTime) now = get_now (self);
  g_autoptr (GDateTime) last = store != NULL ? salve_numbing_caps_find_last (G_LIST_MODEL (store), now) : NULL;
  g_autoptr (GError) error = NULL;

  if (!salve_numbing_caps_again (last, now, &error))
    return g_strdup (error->message);

  return judge (self) > SALVE_VERDICT_OPEN ? explain_answers (self) : NULL;
}

/* --- what the person does --- */

static void
go_to (SalveNumbingPage *self,
       Stage             stage)
{
  self->stage = stage;
  salve_wizard_page_refresh (SALVE_WIZARD_PAGE (self));
  /* Nothing is to be pressed now, least of all by a second touch of the same key. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
start (SalveNumbingPage *self)
{
  if (!salve_numbing_form_is_complete (self->form))
    return;
  salve_procedure_start_numbing (get_procedure (self),
                                 salve_numbing_form_get_product (self->form),
                                 salve_numbing_form_get_percent (self->form),
                                 salve_numbing_form_get_grams (self->form),
                                 salve_numbing_form_get_cm2 (self->form));
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

/* The button that is not the big one. */
static void
on_other (SalveNumbingPage *self)
{
  SalveProcedure *procedure = get_procedure (self);

  if (salve_procedure_get_numbing (procedure) != SALVE_NUMBING_NONE)
    salve_procedure_end_numbing (procedure);
  else if (self->stage == STAGE_WANTED)
    {
      go_to (self, STAGE_WHO);
      return;
    }
  else
    salve_procedure_next (procedure);
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
salve_numbing_page_primary (SalveWizardPage *page)
{
  SalveNumbingPage *self = SALVE_NUMBING_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveNumbing numbing = salve_procedure_get_numbing (procedure);
  g_autofree char *reason = explain (self);

  if (numbing != SALVE_NUMBING_NONE && numbing < SALVE_NUMBING_OFF)
    salve_procedure_end_numbing (procedure);
  else if (numbing != SALVE_NUMBING_NONE || self->stage == STAGE_WANTED || reason != NULL)
    salve_procedure_next (procedure);
  else if (self->stage == STAGE_AMOUNT)
    start (self);
  else if (judge (self) < SALVE_VERDICT_OPEN)
    go_to (self, STAGE_AMOUNT);
}

/* --- what the page shows --- */

static void
show_button (SalveNumbingPage *self,
             const char       *label)
{
  gtk_widget_set_visible (GTK_WIDGET (self->other), label != NULL);
  gtk_button_set_label (self->other, label != NULL ? label : "");
}

static void
show_questions (SalveNumbingPage *self)
{
  g_autofree char *reason = self->stage != STAGE_WANTED ? explain (self) : NULL;
  SalveWizardPage *page = SALVE_WIZARD_PAGE (self);

  if (self->stage == STAGE_AMOUNT && judge (self) >= SALVE_VERDICT_OPEN)
    self->stage = STAGE_WHO;
  gtk_widget_set_visible (self->wanted, self->stage == STAGE_WANTED);
  gtk_widget_set_visible (GTK_WIDGET (self->who), self->stage == STAGE_WHO);
  gtk_widget_set_visible (GTK_WIDGET (self->form), self->stage == STAGE_AMOUNT && reason == NULL);
  gtk_widget_set_visible (self->blocked, reason != NULL);
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  /* The list may be longer than the window. */
  salve_wizard_page_set_hint (page, reason);
  show_button (self, self->stage == STAGE_WANTED ? _("Yes, I want numbing cream")
                     : reason == NULL ? _("Go on without numbing") : NULL);
  if (self->stage == STAGE_WANTED || reason != NULL)
    salve_wizard_page_set_primary (page, _("Go on without numbing"), TRUE);
  else if (self->stage == STAGE_WHO)
    salve_wizard_page_set_primary (page, _("Go on to the cream"), judge (self) < SALVE_VERDICT_OPEN);
  else
    salve_wizard_page_set_primary (page, _("The cream is on: start the timer"), salve_numbing_form_is_complete (self->form));
}

static void
show_timer (SalveNumbingPage *self,
            SalveNumbing      numbing)
{
  gtk_widget_set_visible (self->wanted, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->who), FALSE);
  gtk_widget_set_visible (self->blocked, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  salve_wizard_page_set_hint (SALVE_WIZARD_PAGE (self), NULL);
  salve_numbing_timer_show (self->timer, get_procedure (self));
  /* A second press of the key that started the timer must not end it. */
  show_button (self, numbing == SALVE_NUMBING_EARLY ? _("It had to come off early") : NULL);
  salve_wizard_page_set_primary (SALVE_WIZARD_PAGE (self),
                                 numbing >= SALVE_NUMBING_OFF ? _("Skin is clean and dry") : _("The cream is off"),
                                 numbing != SALVE_NUMBING_EARLY);
}

static void
salve_numbing_page_refresh (SalveWizardPage *page)
{
  SalveNumbingPage *self = SALVE_NUMBING_PAGE (page);
  SalveNumbing numbing = salve_procedure_get_numbing (salve_wizard_page_get_procedure (page));

  gtk_widget_set_visible (GTK_WIDGET (self->timer), numbing != SALVE_NUMBING_NONE);
  if (numbing == SALVE_NUMBING_NONE)
    show_questions (self);
  else
    show_timer (self, numbing);
  if (self->shown == SALVE_NUMBING_EARLY && numbing != SALVE_NUMBING_EARLY)
    salve_wizard_page_focus_primary (page);
  self->shown = numbing;
}

/* --- overrides --- */

static void
salve_numbing_page_constructed (GObject *object)
{
  SalveNumbingPage *self = SALVE_NUMBING_PAGE (object);

  G_OBJECT_CLASS (salve_numbing_page_parent_class)->constructed (object);

  gtk_image_set_from_icon_name (self->picture, salve_instruction_get (SALVE_STEP_NUMB, 0)->picture);
  salve_numbing_who_set_answers (self->who, get_answers (self));
  salve_numbing_form_set_eczema (self->form, salve_procedure_has_eczema (get_procedure (self)));
  g_signal_connect_object (get_answers (self), "changed", G_CALLBACK (salve_wizard_page_refresh), self, G_CONNECT_SWAPPED);
}

static void
salve_numbing_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_NUMBING_PAGE);

  G_OBJECT_CLASS (salve_numbing_page_parent_class)->dispose (object);
}

static void
salve_numbing_page_class_init (SalveNumbingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = salve_numbing_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = salve_numbing_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_numbing_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_numbing_page_primary;

  g_type_ensure (SALVE_TYPE_NUMBING_FORM);
  g_type_ensure (SALVE_TYPE_NUMBING_TIMER);
  g_type_ensure (SALVE_TYPE_NUMBING_WHO);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-numbing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, wanted);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, need);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, picture);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, who);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, blocked);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, reason);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, form);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, timer);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, other);
  gtk_widget_class_bind_template_callback (widget_class, on_other);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_text_width);
  gtk_widget_class_bind_template_callback (widget_class, salve_wizard_page_refresh);
}

static void
salve_numbing_page_init (SalveNumbingPage *self)
{
  g_autofree char *length = salve_format_length (SALVE_PROTOCOL_SHORT_MM);
  g_autofree char *need = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: %s is a length such as 0.3 mm */
  need = g_strdup_printf (_("It is not usually needed for needles up to %s, and skin that feels nothing cannot warn you of "
                            "too much pressure."), length);
  gtk_label_set_label (self->need, need);
}
