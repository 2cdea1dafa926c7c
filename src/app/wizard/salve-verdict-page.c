/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-verdict-page.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-reason-row.h"

struct _SalveVerdictPage
{
  SalveWizardPage      parent_instance;

  SalveVerdict         verdict;
  GDate                today;
  GDate                from; /* not valid where nothing has to wait */

  GtkImage            *sign;
  GtkLabel            *title;
  GtkLabel            *advice;
  AdwBin              *place;
  AdwPreferencesGroup *reasons; /* made anew for each verdict */
  GtkWidget           *plan;
  SalveChoiceRow      *remind;
  GtkWidget           *change;
  GtkWidget           *end;
};

G_DEFINE_FINAL_TYPE (SalveVerdictPage, salve_verdict_page, SALVE_TYPE_WIZARD_PAGE)

static const struct
{
  const char *icon;
  const char *style;
  const char *title;
  const char *advice;
  const char *primary;
} words[] = {
  [SALVE_VERDICT_CLEAR] = {
    "object-select-symbolic", "success", N_("Nothing speaks against it today"),
    N_("Take your time. You can stop at every moment."), N_("Go on") },
  [SALVE_VERDICT_CARE] = {
    "salve-skin-symbolic", "accent", N_("Possible, with more care"),
    N_("This is what changes for you."), N_("Go on with more care") },
  [SALVE_VERDICT_OPEN] = {
    "salve-guide-symbolic", "accent", N_("Something is not answered yet"),
    N_("Without all the answers Salve cannot tell whether you may begin."), N_("Back to the questions") },
  [SALVE_VERDICT_ASK] = {
    "avatar-default-symbolic", "accent", N_("Ask a clinician first"),
    N_("With a yes from somebody who knows your skin it is possible. Show them this list."),
    N_("Back to the questions") },
  [SALVE_VERDICT_WAIT] = {
    "salve-timer-symbolic", "accent", N_("Not yet"),
    N_("The skin needs this time. Nothing is lost by waiting."), N_("End the session") },
  [SALVE_VERDICT_STOP] = {
    "salve-stop-symbolic", "error", N_("Not at home"),
    N_("Good that you answered honestly. Here is why, and what you can do."), N_("End the session") },
};

static SalveProcedure *
get_procedure (SalveVerdictPage *self)
{
  return salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self));
}

static SalveAnswers *
get_answers (SalveVerdictPage *self)
{
  return salve_procedure_get_answers (get_procedure (self));
}

static SalveProfile *
get_profile (SalveVerdictPage *self)
{
  return salve_wizard_page_get_profile (SALVE_WIZARD_PAGE (self));
}

/* --- the reasons --- */

static void
add_reason (SalveVerdictPage *self,
            const char       *title,
            const char       *subtitle)
{
  adw_preferences_group_add (self->reasons, salve_reason_row_new (title, subtitle));
  gtk_widget_set_visible (GTK_WIDGET (self->place), TRUE);
}

/* The gravest first. */
static void
add_items (SalveVerdictPage *self,
           SalveVerdict      verdict)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
    {
      const SalveAnswer *answer = salve_answers_get (get_answers (self), items[i].id);
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;

      if (items[i].group == SALVE_SCREENING_NUMBING || answer == NULL
          || salve_screening_judge_item (&items[i], answer, &self->today, NULL) != verdict)
        continue;
      title = salve_screening_get_title (&items[i]);
      subtitle = salve_screening_explain (&items[i], answer, &self->today);
      add_reason (self, title, subtitle);
    }
}

/* Where nothing that this version knows rules it out, a newer one's answer does. */
static void
add_unknown (SalveVerdictPage *self)
{
  if (self->verdict == SALVE_VERDICT_STOP && !gtk_widget_get_visible (GTK_WIDGET (self->place)))
    add_reason (self, _("A reason that this version of Salve does not know"),
                _("A newer version has written it. Use that version, or start a new session and answer anew."));
}

static void
add_waits (SalveVerdictPage *self)
{
  g_autofree char *longer = NULL;

  if (!salve_screening_needs_care (get_answers (self)))
    return;
  /* Translators: %d is a percentage */
  longer = g_strdup_printf (_("They last %d %% longer. Keep out of the sun for all of that time: skin that darkens easily "
                              "stays open for longer and may keep dark marks."), SALVE_PROTOCOL_DARKER_SKIN_PERCENT);
  add_reason (self, _("Longer waits for sun, sweat and water"), longer);
}

static void
add_test_spot (SalveVerdictPage *self)
{
  g_autofree char *spot = NULL;
  g_autofree char *title = NULL;

  if (!salve_screening_needs_test_spot (get_answers (self)))
    return;
  if (!salve_procedure_needs_test_spot (get_procedure (self)))
    {
      add_reason (self, _("The test spot is done"), _("If it left a dark mark, do not go on: ask a dermatologist."));
      return;
    }
  /* Translators: a size in centimetres, such as 2 × 2 cm */
  title = g_strdup_printf (_("Today only a test spot of %d × %d cm"),
                           SALVE_PROTOCOL_TEST_SPOT_CM, SALVE_PROTOCOL_TEST_SPOT_CM);
  spot = g_strdup_printf (ngettext ("Choose a place that is easy to hide. Then wait %d day and look: a dark mark means "
                                    "that this is not for your skin.",
                                    "Choose a place that is easy to hide. Then wait %d days and look: a dark mark means "
                                    "that this is not for your skin.", SALVE_PROTOCOL_TEST_SPOT_DAYS),
                          SALVE_PROTOCOL_TEST_SPOT_DAYS);
  add_reason (self, title, spot);
}

static void
fill_reasons (SalveVerdictPage *self)
{
  self->reasons = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (self->place, GTK_WIDGET (self->reasons));
  gtk_widget_set_visible (GTK_WIDGET (self->place), FALSE);
  if (self->verdict <= SALVE_VERDICT_CARE)
    {
      add_test_spot (self);
      add_waits (self);
      add_items (self, SALVE_VERDICT_CARE);
      return;
    }
  add_items (self, SALVE_VERDICT_STOP);
  add_unknown (self);
  add_items (self, SALVE_VERDICT_WAIT);
  add_items (self, SALVE_VERDICT_ASK);
  add_items (self, SALVE_VERDICT_OPEN);
}

/* --- what the person does --- */

static gboolean
is_asked_in (SalveVerdictPage    *self,
             SalveScreeningGroup  group)
{
  const SalveInstruction *part = salve_procedure_get_instruction (get_procedure (self));

  return part->kind == SALVE_PART_SCREENING && part->group == group;
}

/* The first group that keeps the person from going on; the last one where none does. */
static SalveScreeningGroup
find_group (SalveVerdictPage *self)
{
  SalveVerdict verdict = MAX (self->verdict, SALVE_VERDICT_OPEN);

  for (guint group = 0; group < SALVE_SCREENING_NUMBING; group++)
    if (salve_screening_judge_group (get_answers (self), group, &self->today, NULL) >= verdict)
      return group;

  return SALVE_SCREENING_LATELY;
}

/* Straight to where the reason was ticked; on the way back other parts show nothing new. */
static void
on_change (SalveVerdictPage *self)
{
  SalveScreeningGroup group = find_group (self);
  /* The first step back replaces this page. */
  g_autoptr (SalveVerdictPage) alive = g_object_ref (self);

  while (!is_asked_in (self, group) && salve_procedure_get_can_back (get_procedure (self))
         && salve_procedure_get_step (get_procedure (self)) == SALVE_STEP_CHECK)
    salve_procedure_back (get_procedure (self));
}

static void
on_end (SalveVerdictPage *self)
{
  if (g_date_valid (&self->from) && get_profile (self) != NULL && salve_choice_row_get_active (self->remind))
    salve_profile_set_planned (get_profile (self), &self->from, TRUE);
  salve_procedure_stop (get_procedure (self), "screening");
}

/* The day that was planned has come. */
static void
forget_plan (SalveVerdictPage *self)
{
  const GDate *planned = get_profile (self) != NULL ? salve_profile_get_planned (get_profile (self)) : NULL;

  if (planned != NULL && g_date_compare (planned, &self->today) <= 0)
    salve_profile_set_planned (get_profile (self), NULL, FALSE);
}

/* --- showing the verdict --- */

static void
show_title (SalveVerdictPage *self)
{
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;

  if (self->verdict == SALVE_VERDICT_WAIT && g_date_valid (&self->from))
    {
      day = salve_format_weekday (&self->from, &self->today);
      /* Translators: %s is a day, such as "Thursday, 3 December". */
      title = g_strdup_printf (_("Possible from %s"), day);
    }
  gtk_label_set_label (self->title, title != NULL ? title : _(words[self->verdict].title));
  gtk_label_set_label (self->advice, _(words[self->verdict].advice));
  gtk_image_set_from_icon_name (self->sign, words[self->verdict].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign), (const char *[]) { words[self->verdict].style, NULL });
}

static void
show_plan (SalveVerdictPage *self)
{
  gboolean wait = self->verdict == SALVE_VERDICT_WAIT && g_date_valid (&self->from) && get_profile (self) != NULL;
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->plan, wait);
  if (!wait)
    return;
  day = salve_format_weekday (&self->from, &self->today);
  /* Translators: %s is a day, such as "Thursday, 3 December". */
  title = g_strdup_printf (_("Plan %s and remind me"), day);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remind), title);
}

static void
salve_verdict_page_refresh (SalveWizardPage *page)
{
  SalveVerdictPage *self = SALVE_VERDICT_PAGE (page);

  if (salve_procedure_get_instruction (get_procedure (self))->kind != SALVE_PART_VERDICT)
    return;
  salve_clock_get_today (salve_procedure_get_clock (get_procedure (self)), &self->today);
  self->verdict = salve_procedure_judge (get_procedure (self), &self->from);
  show_title (self);
  fill_reasons (self);
  show_plan (self);
  gtk_widget_set_visible (self->change, self->verdict == SALVE_VERDICT_STOP || self->verdict == SALVE_VERDICT_WAIT);
  gtk_widget_set_visible (self->end, self->verdict == SALVE_VERDICT_OPEN || self->verdict == SALVE_VERDICT_ASK);
  salve_wizard_page_set_primary (page, _(words[self->verdict].primary), TRUE);
  salve_wizard_page_set_hint (page, NULL);
}

static void
salve_verdict_page_primary (SalveWizardPage *page)
{
  SalveVerdictPage *self = SALVE_VERDICT_PAGE (page);

  switch (self->verdict)
    {
    case SALVE_VERDICT_OPEN:
    case SALVE_VERDICT_ASK:
      on_change (self);
      break;
    case SALVE_VERDICT_WAIT:
    case SALVE_VERDICT_STOP:
      on_end (self);
      break;
    case SALVE_VERDICT_CLEAR:
    case SALVE_VERDICT_CARE:
    default:
      forget_plan (self);
      salve_procedure_next (get_procedure (self));
    }
}

static void
salve_verdict_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_VERDICT_PAGE);

  G_OBJECT_CLASS (salve_verdict_page_parent_class)->dispose (object);
}

static void
salve_verdict_page_class_init (SalveVerdictPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_verdict_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_verdict_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_verdict_page_primary;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-verdict-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveVerdictPage, sign);
  gtk_widget_class_bind_template_child (widget_class, SalveVerdictPage, title);
  gtk_widget_class_bind_template_child (widget_class, SalveVerdictPage, advice);
  gtk_widget_class_bind_template_child (widget_class, SalveVerdictPage, place);
  gtk_widget_class_bind_template_child (widget_class, SalveVerdictPage, plan);
  gtk_widget_class_bind_template_child (widget_class, SalveVerdictPage, change);
  gtk_widget_class_bind_template_child (widget_class, SalveVerdictPage, end);
  gtk_widget_class_bind_template_callback (widget_class, on_change);
  gtk_widget_class_bind_template_callback (widget_class, on_end);
}

static void
salve_verdict_page_init (SalveVerdictPage *self)
{
  g_date_clear (&self->from, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->remind = salve_choice_row_new ("remind", "", NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->remind), 3);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->plan), GTK_WIDGET (self->remind));
}
