/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-screening-page.h"

#include <glib/gi18n.h>

#include "salve-about-form.h"
#include "salve-about-summary.h"
#include "salve-choice-row.h"
#include "salve-question-row.h"

struct _SalveScreeningPage
{
  SalveWizardPage      parent_instance;

  SalveAnswers        *answers; /* those that the page shows */
  SalveScreeningGroup  group;
  GDate                today;
  gboolean             editing; /* what was remembered is no longer true */
  gboolean             filling; /* the page is being made, nobody answers */

  GtkLabel            *title;
  GtkLabel            *intro;
  AdwBin              *place;
  SalveAboutForm      *about;   /* NULL but for the lasting answers */
  GPtrArray           *rows;    /* of SalveQuestionRow, owned by the place; empty where only to be confirmed */
  SalveChoiceRow      *none;
};

G_DEFINE_FINAL_TYPE (SalveScreeningPage, salve_screening_page, SALVE_TYPE_WIZARD_PAGE)

static const struct { const char *title; const char *intro; } headings[] = {
  [SALVE_SCREENING_LASTING] = {
    N_("About you"),
    N_("Salve asks this once and remembers it. The answers stay on this computer.") },
  [SALVE_SCREENING_HEALTH] = {
    N_("Your health today"),
    N_("Tick what applies now. Waiting costs nothing; treating in spite of a reason can harm.") },
  [SALVE_SCREENING_SKIN] = {
    N_("The skin of the area today"),
    N_("Look at the skin in good light, and tick what you find.") },
  [SALVE_SCREENING_LATELY] = {
    N_("What came before"),
    N_("Tick what was done to the area, and what is so with your device.") },
};

/* The day of birth is asked for by a field of its own. */
static gboolean
is_asked (const SalveScreeningItem *item)
{
  return !g_str_equal (item->id, "age");
}

static SalveProfile *
get_profile (SalveScreeningPage *self)
{
  return salve_wizard_page_get_profile (SALVE_WIZARD_PAGE (self));
}

static SalveProcedure *
get_procedure (SalveScreeningPage *self)
{
  return salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self));
}

/* --- what is remembered --- */

/* What has not come yet was not remembered right. */
static const GDate *
get_born (SalveScreeningPage *self)
{
  const GDate *born = get_profile (self) != NULL ? salve_profile_get_born (get_profile (self)) : NULL;

  return born != NULL && g_date_compare (born, &self->today) <= 0 ? born : NULL;
}

static void
tell_age (SalveAnswers *answers,
          const GDate  *born,
          const GDate  *today)
{
  if (born == NULL)
    salve_answers_forget (answers, "age");
  else if (salve_screening_is_adult (born, today))
    salve_answers_set_no (answers, "age");
  else
    salve_answers_set_yes (answers, "age", NULL, NULL, NULL);
}

static void
recall (SalveScreeningPage *self,
        SalveAnswers       *answers)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_LASTING, &n);
  SalveAnswers *remembered = salve_profile_get_answers (get_profile (self));

  for (guint i = 0; i < n; i++)
    if (is_asked (&items[i]))
      salve_answers_copy (answers, remembered, items[i].id);
  salve_answers_set_skin_type (answers, salve_answers_get_skin_type (remembered));
  tell_age (answers, get_born (self), &self->today);
}

static gboolean
is_remembered (SalveScreeningPage *self)
{
  g_autoptr (SalveAnswers) recalled = salve_answers_new ();

  if (self->group != SALVE_SCREENING_LASTING || get_born (self) == NULL)
    return FALSE;
  recall (self, recalled);

  return salve_screening_is_answered (recalled, self->group, &self->today);
}

static gboolean
same_answer (const SalveAnswer *a,
             const SalveAnswer *b)
{
  if (a == NULL || b == NULL || a->applies != b->applies || g_strcmp0 (a->note, b->note) != 0)
    return FALSE;

  return g_date_valid (&a->agreed) == g_date_valid (&b->agreed)
         && (!g_date_valid (&a->agreed) || g_date_compare (&a->agreed, &b->agreed) == 0);
}

/* Who was about to change what is remembered goes on with that, also in a window opened anew. */
static gboolean
is_changed (SalveScreeningPage *self)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_LASTING, &n);
  SalveAnswers *remembered = salve_profile_get_answers (get_profile (self));
  guint skin_type = salve_answers_get_skin_type (self->answers);

  if (skin_type == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (is_asked (&items[i])
        && !same_answer (salve_answers_get (self->answers, items[i].id), salve_answers_get (remembered, items[i].id)))
      return TRUE;

  return skin_type != salve_answers_get_skin_type (remembered);
}

/* Who comes back from the verdict comes to mend something. */
static gboolean
is_to_mend (SalveScreeningPage *self)
{
  return salve_screening_is_answered (self->answers, self->group, &self->today)
         && salve_screening_judge_group (self->answers, self->group, &self->today, NULL) > SALVE_VERDICT_CARE;
}

static void
remember (SalveScreeningPage *self)
{
  if (get_profile (self) == NULL || self->group != SALVE_SCREENING_LASTING)
    return;
  salve_profile_remember (get_profile (self), self->answers);
}

/* --- what is answered --- */

static gboolean
has_ticks (SalveScreeningPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (salve_question_row_get_active (g_ptr_array_index (self->rows, i)))
      return TRUE;

  return FALSE;
}

static void
tell_row (SalveScreeningPage *self,
          SalveQuestionRow   *row)
{
  const char *id = salve_question_row_get_item (row)->id;

  if (salve_question_row_get_active (row))
    salve_question_row_tell (row, self->answers);
  else if (salve_choice_row_get_active (self->none))
    salve_answers_set_no (self->answers, id);
  else
    salve_answers_forget (self->answers, id);
}

static void
on_answered (SalveScreeningPage *self)
{
  if (self->filling)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    tell_row (self, g_ptr_array_index (self->rows, i));
  salve_wizard_page_refresh (SALVE_WIZARD_PAGE (self));
}

static void
on_about_changed (SalveScreeningPage *self)
{
  const GDate *born = salve_about_form_get_born (self->about);

  if (self->filling)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    salve_question_row_set_days (g_ptr_array_index (self->rows, i), &self->today, born);
  tell_age (self->answers, born, &self->today);
  /* It is in no session, and is not to be lost with the window either. */
  if (born != NULL && get_profile (self) != NULL)
    salve_profile_set_born (get_profile (self), born, &self->today, NULL);
  salve_answers_set_skin_type (self->answers, salve_about_form_get_skin_type (self->about));
  salve_wizard_page_refresh (SALVE_WIZARD_PAGE (self));
}

/* --- making the page --- */

static const char *
get_heading (const SalveScreeningItem *item)
{
  if (item->group == SALVE_SCREENING_LATELY)
    return item->level == SALVE_SCREENING_WAIT ? _("The area") : _("The device");

  switch (item->level)
    {
    case SALVE_SCREENING_WAIT:
      return _("What needs some days first");
    case SALVE_SCREENING_ASK:
      return _("What a clinician has to agree to");
    case SALVE_SCREENING_CARE:
      return _("What needs more care");
    case SALVE_SCREENING_STOP:
    default:
      return _("What rules needling at home out");
    }
}

static SalveQuestionRow *
create_row (SalveScreeningPage       *self,
            const SalveScreeningItem *item)
{
  SalveQuestionRow *row = salve_question_row_new (item);

  salve_question_row_set_days (row, &self->today, get_born (self));
  salve_question_row_show (row, salve_answers_get (self->answers, item->id));
  g_signal_connect_object (row, "changed", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
add_questions (SalveScreeningPage *self,
               GtkBox             *box)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (self->group, &n);
  AdwPreferencesGroup *group = NULL;
  const char *heading = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (!is_asked (&items[i]))
        continue;
      if (g_strcmp0 (heading, get_heading (&items[i])) != 0)
        {
          heading = get_heading (&items[i]);
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, heading);
          gtk_box_append (box, GTK_WIDGET (group));
        }
      adw_preferences_group_add (group, GTK_WIDGET (create_row (self, &items[i])));
    }
}

static void
add_none (SalveScreeningPage *self,
          GtkBox             *box)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->none = salve_choice_row_new ("none", _("None of these applies to me"), NULL);
  salve_choice_row_set_active (self->none,
                               salve_screening_is_answered (self->answers, self->group, &self->today));
  g_signal_connect_object (self->none, "notify::active", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->none));
  gtk_box_append (box, group);
}

static void
add_about (SalveScreeningPage *self,
           GtkBox             *box)
{
  self->about = SALVE_ABOUT_FORM (salve_about_form_new ());
  salve_about_form_set_today (self->about, &self->today);
  salve_about_form_set_born (self->about, get_born (self));
  salve_about_form_set_skin_type (self->about, salve_answers_get_skin_type (self->answers));
  g_signal_connect_object (self->about, "changed", G_CALLBACK (on_about_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, GTK_WIDGET (self->about));
}

/* The lists are short, and many: these keys mean the whole page. */
static gboolean
on_key (SalveScreeningPage *self,
        guint               key)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->none == NULL || focus == NULL || GTK_IS_EDITABLE (focus) || self->rows->len == 0)
    return FALSE;
  if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    return gtk_widget_grab_focus (GTK_WIDGET (self->none));
  if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    return gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));

  return FALSE;
}

/* What was said before is there to start from; whether the rest still does not apply is asked again. */
static void
start_from_remembered (SalveScreeningPage *self)
{
  g_auto (GStrv) yes = NULL;
  SalveAnswers *remembered;

  if (get_profile (self) == NULL || self->group != SALVE_SCREENING_LASTING
      || salve_answers_get_skin_type (self->answers) != 0)
    return;
  remembered = salve_profile_get_answers (get_profile (self));
  yes = salve_answers_list_yes (remembered);
  for (guint i = 0; yes[i] != NULL; i++)
    salve_answers_copy (self->answers, remembered, yes[i]);
  salve_answers_set_skin_type (self->answers, salve_answers_get_skin_type (remembered));
  tell_age (self->answers, get_born (self), &self->today);
}

static void
make_form (SalveScreeningPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  start_from_remembered (self);
  if (self->group == SALVE_SCREENING_LASTING)
    add_about (self, GTK_BOX (box));
  add_questions (self, GTK_BOX (box));
  add_none (self, GTK_BOX (box));
  gtk_label_set_label (self->intro, _(headings[self->group].intro));
  adw_bin_set_child (self->place, box);
}

static void rebuild (SalveScreeningPage *self);

static void
on_change (SalveScreeningPage *self)
{
  self->editing = TRUE;
  rebuild (self);
  salve_wizard_page_refresh (SALVE_WIZARD_PAGE (self));
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
make_summary (SalveScreeningPage *self)
{
  GtkWidget *summary = salve_about_summary_new (get_born (self), salve_profile_get_answers (get_profile (self)),
                                                &self->today);

  g_signal_connect_object (summary, "change", G_CALLBACK (on_change), self, G_CONNECT_SWAPPED);
  gtk_label_set_label (self->intro, _("You said this before. Is it still true?"));
  adw_bin_set_child (self->place, summary);
}

static void
rebuild (SalveScreeningPage *self)
{
  self->filling = TRUE;
  self->about = NULL;
  self->none = NULL;
  g_ptr_array_set_size (self->rows, 0);
  gtk_label_set_label (self->title, _(headings[self->group].title));
  if (!self->editing && is_remembered (self) && !is_changed (self) && !is_to_mend (self))
    make_summary (self);
  else
    make_form (self);
  self->filling = FALSE;
}

/* Another part, another session after a check that comes again, or another day. */
static void
follow (SalveScreeningPage *self)
{
  SalveAnswers *answers = salve_procedure_get_answers (get_procedure (self));
  SalveScreeningGroup group = salve_procedure_get_instruction (get_procedure (self))->group;
  GDate today;

  salve_clock_get_today (salve_procedure_get_clock (get_procedure (self)), &today);
  if (self->answers == answers && self->group == group && g_date_compare (&self->today, &today) == 0)
    return;
  g_set_object (&self->answers, answers);
  self->group = group;
  self->today = today;
  self->editing = FALSE;
  rebuild (self);
}

/* --- what the button says --- */

static gboolean
is_right (SalveScreeningPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!salve_question_row_is_right (g_ptr_array_index (self->rows, i)))
      return FALSE;

  return TRUE;
}

/* What is still to be done, or NULL. */
static const char *
get_missing (SalveScreeningPage *self)
{
  if (salve_screening_judge_group (self->answers, self->group, &self->today, NULL) == SALVE_VERDICT_STOP)
    return NULL;
  if (self->about != NULL && salve_about_form_get_born (self->about) == NULL)
    return _("Give your day of birth.");
  if (self->about != NULL && salve_about_form_get_skin_type (self->about) == 0)
    return _("Choose what the sun does to your skin.");
  if (!is_right (self))
    return _("Give the days that are asked for.");
  if (!salve_choice_row_get_active (self->none))
    return has_ticks (self) ? _("Look through the rest too, then confirm at the end that none of it applies.")
                            : _("Look through the list, tick what applies, and confirm at the end that the rest does not.");

  return NULL;
}

static void
salve_screening_page_refresh (SalveWizardPage *page)
{
  SalveScreeningPage *self = SALVE_SCREENING_PAGE (page);
  const char *missing;

  if (self->filling || salve_procedure_get_instruction (get_procedure (self))->kind != SALVE_PART_SCREENING)
    return;
  follow (self);
  if (self->none == NULL)
    {
      salve_wizard_page_set_primary (page, _("Still true"), TRUE);
      salve_wizard_page_set_hint (page, NULL);
      return;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->none),
                                 has_ticks (self) ? _("None of the others applies")
                                                  : _("None of these applies to me"));
  missing = get_missing (self);
  salve_wizard_page_set_primary (page, _("Go on"),
                                 missing == NULL && salve_procedure_get_can_next (get_procedure (self)));
  salve_wizard_page_set_hint (page, missing);
}

static void
salve_screening_page_primary (SalveWizardPage *page)
{
  SalveScreeningPage *self = SALVE_SCREENING_PAGE (page);

  if (self->none == NULL)
    recall (self, self->answers);
  remember (self);
  SALVE_WIZARD_PAGE_CLASS (salve_screening_page_parent_class)->primary (page);
}

static void
salve_screening_page_dispose (GObject *object)
{
  SalveScreeningPage *self = SALVE_SCREENING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_SCREENING_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->answers);

  G_OBJECT_CLASS (salve_screening_page_parent_class)->dispose (object);
}

static void
salve_screening_page_class_init (SalveScreeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_screening_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_screening_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_screening_page_primary;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-screening-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveScreeningPage, title);
  gtk_widget_class_bind_template_child (widget_class, SalveScreeningPage, intro);
  gtk_widget_class_bind_template_child (widget_class, SalveScreeningPage, place);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
salve_screening_page_init (SalveScreeningPage *self)
{
  g_date_clear (&self->today, 1);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
