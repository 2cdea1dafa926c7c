/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-question-row.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-date-row.h"

struct _SalveQuestionRow
{
  AdwPreferencesRow         parent_instance;

  const SalveScreeningItem *item;
  GDate                     today;
  gboolean                  showing; /* an answer is being filled in, not given */

  GtkListBox               *header;
  SalveChoiceRow           *choice;
  GtkWidget                *details;
  GtkImage                 *sign;
  AdwPreferencesRow        *words;
  SalveDateRow             *since;
  SalveDateRow             *agreed;
  GtkEditable              *note;
};

G_DEFINE_FINAL_TYPE (SalveQuestionRow, salve_question_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the fields say. */
static SalveAnswer *
read_answer (SalveQuestionRow *self)
{
  return salve_answer_new (salve_question_row_get_active (self),
                           salve_date_row_get_date (self->since),
                           salve_date_row_get_date (self->agreed),
                           gtk_editable_get_text (self->note));
}

static const char *
get_sign (SalveVerdict verdict)
{
  switch (verdict)
    {
    case SALVE_VERDICT_STOP:
      return "salve-stop-symbolic";
    case SALVE_VERDICT_WAIT:
    case SALVE_VERDICT_OPEN:
      return "salve-timer-symbolic";
    case SALVE_VERDICT_CLEAR:
      return "object-select-symbolic";
    case SALVE_VERDICT_ASK:
      return "avatar-default-symbolic";
    case SALVE_VERDICT_CARE:
    default:
      return "salve-skin-symbolic";
    }
}

/* A clinician's word is asked for where it can open the way. */
static gboolean
wants_word (SalveQuestionRow *self,
            SalveVerdict      verdict)
{
  if (self->item->level == SALVE_SCREENING_ASK)
    return TRUE;

  return self->item->ask_too && (verdict == SALVE_VERDICT_ASK || verdict == SALVE_VERDICT_CLEAR);
}

static void
refresh (SalveQuestionRow *self)
{
  gboolean active = salve_question_row_get_active (self);

  gtk_widget_set_visible (self->details, active);
  if (active)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED);
  if (!active || !g_date_valid (&self->today))
    return;

  g_autoptr (SalveAnswer) answer = read_answer (self);
  SalveVerdict verdict = salve_screening_judge_item (self->item, answer, &self->today, NULL);
  g_autofree char *words = salve_screening_explain (self->item, answer, &self->today);
  gboolean word = wants_word (self, verdict);

  adw_preferences_row_set_title (self->words, words);
  gtk_image_set_from_icon_name (self->sign, get_sign (verdict));
  gtk_widget_set_visible (GTK_WIDGET (self->agreed), word);
  gtk_widget_set_visible (GTK_WIDGET (self->note), word);
}

static void
on_changed (SalveQuestionRow *self)
{
  if (self->showing)
    return;
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The arrow keys go from line to line, as if there were no lists in the list. */
static gboolean
on_keynav_failed (SalveQuestionRow *self,
                  GtkDirectionType  direction,
                  GtkWidget        *list)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *next = direction == GTK_DIR_DOWN ? gtk_widget_get_next_sibling (widget)
                                              : gtk_widget_get_prev_sibling (widget);

  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  if (direction == GTK_DIR_UP && list == self->details)
    return gtk_widget_grab_focus (widget);
  if (direction == GTK_DIR_DOWN && list != self->details && gtk_widget_get_visible (self->details)
      && gtk_widget_child_focus (self->details, GTK_DIR_TAB_FORWARD))
    return TRUE;

  return next != NULL ? gtk_widget_grab_focus (next)
                      : gtk_widget_keynav_failed (gtk_widget_get_parent (widget), direction);
}

static void
name_list (GtkWidget  *list,
           const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
salve_question_row_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static gboolean
salve_question_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SALVE_QUESTION_ROW (widget)->choice));
}

static void
salve_question_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_QUESTION_ROW);

  G_OBJECT_CLASS (salve_question_row_parent_class)->dispose (object);
}

static void
salve_question_row_class_init (SalveQuestionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_question_row_dispose;
  widget_class->focus = salve_question_row_focus;
  widget_class->grab_focus = salve_question_row_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", SALVE_TYPE_QUESTION_ROW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SALVE_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-question-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveQuestionRow, header);
  gtk_widget_class_bind_template_child (widget_class, SalveQuestionRow, details);
  gtk_widget_class_bind_template_child (widget_class, SalveQuestionRow, sign);
  gtk_widget_class_bind_template_child (widget_class, SalveQuestionRow, words);
  gtk_widget_class_bind_template_child (widget_class, SalveQuestionRow, since);
  gtk_widget_class_bind_template_child (widget_class, SalveQuestionRow, agreed);
  gtk_widget_class_bind_template_child (widget_class, SalveQuestionRow, note);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_keynav_failed);
}

static void
salve_question_row_init (SalveQuestionRow *self)
{
  g_date_clear (&self->today, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

SalveQuestionRow *
salve_question_row_new (const SalveScreeningItem *item)
{
  SalveQuestionRow *self = g_object_new (SALVE_TYPE_QUESTION_ROW, NULL);

  g_assert (item != NULL);

  self->item = item;
  self->choice = salve_choice_row_new (item->id, item->text, item->term);
  gtk_widget_add_css_class (GTK_WIDGET (self->choice), "header");
  gtk_list_box_append (self->header, GTK_WIDGET (self->choice));
  g_signal_connect_object (self->choice, "notify::active", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  name_list (GTK_WIDGET (self->header), item->text);
  name_list (self->details, item->text);
  gtk_widget_set_visible (GTK_WIDGET (self->since), item->level == SALVE_SCREENING_WAIT);
  if (item->since != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->since), item->since);

  return self;
}

const SalveScreeningItem *
salve_question_row_get_item (SalveQuestionRow *self)
{
  g_return_val_if_fail (SALVE_IS_QUESTION_ROW (self), NULL);

  return self->item;
}

gboolean
salve_question_row_get_active (SalveQuestionRow *self)
{
  g_return_val_if_fail (SALVE_IS_QUESTION_ROW (self), FALSE);

  return salve_choice_row_get_active (self->choice);
}

/* Between which days the days asked for can lie; @born may be NULL. */
void
salve_question_row_set_days (SalveQuestionRow *self,
                             const GDate      *today,
                             const GDate      *born)
{
  const char *too_late = _("That day has not come yet.");
  const char *too_early = _("That is before you were born.");

  g_return_if_fail (SALVE_IS_QUESTION_ROW (self));

  self->today = *today;
  salve_date_row_set_latest (self->since, today, too_late);
  salve_date_row_set_latest (self->agreed, today, too_late);
  salve_date_row_set_earliest (self->since, born, too_early);
  salve_date_row_set_earliest (self->agreed, born, too_early);
  refresh (self);
}

/* Fills in what was answered before, if anything was. */
void
salve_question_row_show (SalveQuestionRow  *self,
                         const SalveAnswer *answer)
{
  gboolean applies = answer != NULL && answer->applies;

  g_return_if_fail (SALVE_IS_QUESTION_ROW (self));

  self->showing = TRUE;
  salve_choice_row_set_active (self->choice, applies);
  salve_date_row_set_date (self->since, applies ? &answer->since : NULL);
  salve_date_row_set_date (self->agreed, applies ? &answer->agreed : NULL);
  gtk_editable_set_text (self->note, applies && answer->note != NULL ? answer->note : "");
  self->showing = FALSE;
  refresh (self);
}

/* Puts a yes among the answers; what was not ticked was not answered. */
void
salve_question_row_tell (SalveQuestionRow *self,
                         SalveAnswers     *answers)
{
  g_autoptr (SalveAnswer) answer = NULL;
  gboolean word;

  g_return_if_fail (SALVE_IS_QUESTION_ROW (self));

  if (!salve_question_row_get_active (self))
    return;
  answer = read_answer (self);
  word = gtk_widget_get_visible (GTK_WIDGET (self->agreed));
  salve_answers_set_yes (answers, self->item->id,
                         self->item->level == SALVE_SCREENING_WAIT ? &answer->since : NULL,
                         word ? &answer->agreed : NULL,
                         word && *answer->note != '\0' ? answer->note : NULL);
}

/* Whether nothing that was typed has to be mended. */
gboolean
salve_question_row_is_right (SalveQuestionRow *self)
{
  g_return_val_if_fail (SALVE_IS_QUESTION_ROW (self), FALSE);

  if (!salve_question_row_get_active (self))
    return TRUE;
  if (self->item->level == SALVE_SCREENING_WAIT && salve_input_row_get_error (SALVE_INPUT_ROW (self->since)) != NULL)
    return FALSE;

  return !gtk_widget_get_visible (GTK_WIDGET (self->agreed))
         || salve_input_row_get_error (SALVE_INPUT_ROW (self->agreed)) == NULL;
}
