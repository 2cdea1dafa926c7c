/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-interval-guard.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "salve-area.h"
#include "salve-date-row.h"
#include "salve-format.h"

struct _SalveIntervalGuard
{
  GtkBox          parent_instance;

  SalveProcedure *procedure;
  SalveProfile   *profile;
  gboolean        filling; /* the fields are being filled in, not typed into */

  GtkLabel       *reasons;
  GtkWidget      *remind;
  GtkLabel       *remind_label;
  SalveDateRow   *agreed;
  GtkEditable    *note;
};

G_DEFINE_FINAL_TYPE (SalveIntervalGuard, salve_interval_guard, GTK_TYPE_BOX)

static const char * const *
get_areas (SalveIntervalGuard *self)
{
  return salve_session_get_areas (salve_procedure_get_session (self->procedure));
}

static double
get_needle_mm (SalveIntervalGuard *self)
{
  return salve_session_get_needle_mm (salve_procedure_get_session (self->procedure));
}

/* The day from which all of the chosen areas may be treated; FALSE for today. */
static gboolean
find_earliest (SalveIntervalGuard *self,
               GDate              *date)
{
  SalveIntervals *intervals = salve_procedure_get_intervals (self->procedure);
  g_autoptr (GDateTime) earliest = NULL;

  if (intervals != NULL)
    earliest = salve_intervals_get_earliest_of (intervals, get_areas (self), get_needle_mm (self));
  if (earliest == NULL)
    return FALSE;
  salve_clock_get_day (earliest, date);

  return TRUE;
}

/* The day of the session that the word has to be about. */
static void
find_last (SalveIntervalGuard *self,
           GDate              *last)
{
  SalveIntervals *intervals = salve_procedure_get_intervals (self->procedure);
  GDateTime *holding = salve_intervals_get_holding (intervals, get_areas (self), get_needle_mm (self));
  g_autoptr (GDateTime) local = g_date_time_to_local (holding);

  salve_clock_get_day (local, last);
}

static void
get_today (SalveIntervalGuard *self,
           GDate              *today)
{
  g_autoptr (GDateTime) now = salve_clock_now (salve_procedure_get_clock (self->procedure));

  salve_clock_get_day (now, today);
}

/* A line an area. */
static char *
list_reasons (SalveIntervalGuard *self)
{
  SalveIntervals *intervals = salve_procedure_get_intervals (self->procedure);
  const char * const *areas = get_areas (self);
  g_autoptr (GString) reasons = g_string_new (NULL);

  for (guint i = 0; areas[i] != NULL; i++)
    {
      g_autoptr (GDateTime) earliest = salve_intervals_get_earliest (intervals, areas[i], get_needle_mm (self));
      g_autofree char *words = NULL;

      if (earliest == NULL)
        continue;
      words = salve_intervals_explain (intervals, areas[i], get_needle_mm (self));
      if (reasons->len > 0)
        g_string_append_c (reasons, '\n');
      /* Translators: a body area and what is to say of it: "Abdomen: Treated 4 days ago. Ready on …". */
      g_string_append_printf (reasons, _("%s: %s"), salve_area_name (areas[i]), words);
    }

  return g_string_free (g_steal_pointer (&reasons), FALSE);
}

static void
update_remind (SalveIntervalGuard *self,
               const GDate        *earliest,
               const GDate        *today)
{
  const GDate *planned = self->profile != NULL ? salve_profile_get_planned (self->profile) : NULL;
  gboolean set = planned != NULL && g_date_compare (planned, earliest) == 0 && salve_profile_get_remind (self->profile);
  g_autofree char *day = salve_format_weekday (earliest, today);
  g_autofree char *label =
    set /* Translators: %s is a day, "Wednesday, 25 November". */
        ? g_strdup_printf (_("Reminder set for %s"), day)
        /* Translators: %s is a day, "Wednesday, 25 November". */
        : g_strdup_printf (_("Remind me on %s"), day);

  gtk_label_set_label (self->remind_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remind), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (self->remind, !set);
  gtk_widget_set_visible (self->remind, self->profile != NULL);
}

/* What a resumed session holds already. */
static void
fill_word (SalveIntervalGuard *self)
{
  const SalveAnswer *word = salve_answers_get (salve_procedure_get_answers (self->procedure),
                                               SALVE_SCREENING_INTERVAL);

  if (word == NULL || !salve_input_row_is_empty (SALVE_INPUT_ROW (self->agreed))
      || *gtk_editable_get_text (self->note) != '\0')
    return;
  salve_date_row_set_date (self->agreed, &word->agreed);
  gtk_editable_set_text (self->note, word->note != NULL ? word->note : "");
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

static void
on_changed (SalveIntervalGuard *self)
{
  if (!self->filling)
    salve_interval_guard_apply (self);
}

static void
on_remind (SalveIntervalGuard *self)
{
  GDate earliest, today;

  if (!find_earliest (self, &earliest))
    return;
  get_today (self, &today);
  salve_profile_set_planned (self->profile, &earliest, TRUE);
  update_remind (self, &earliest, &today);
}

static void
salve_interval_guard_dispose (GObject *object)
{
  SalveIntervalGuard *self = SALVE_INTERVAL_GUARD (object);

  g_clear_object (&self->procedure);
  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_INTERVAL_GUARD);

  G_OBJECT_CLASS (salve_interval_guard_parent_class)->dispose (object);
}

static void
salve_interval_guard_class_init (SalveIntervalGuardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_interval_guard_dispose;

  g_type_ensure (SALVE_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-interval-guard.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveIntervalGuard, reasons);
  gtk_widget_class_bind_template_child (widget_class, SalveIntervalGuard, remind);
  gtk_widget_class_bind_template_child (widget_class, SalveIntervalGuard, remind_label);
  gtk_widget_class_bind_template_child (widget_class, SalveIntervalGuard, agreed);
  gtk_widget_class_bind_template_child (widget_class, SalveIntervalGuard, note);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_remind);
}

static void
salve_interval_guard_init (SalveIntervalGuard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows the procedure as it stands. Without a profile nobody can be reminded. */
void
salve_interval_guard_update (SalveIntervalGuard *self,
                             SalveProcedure     *procedure,
                             SalveProfile       *profile)
{
  g_autofree char *reasons = NULL;
  GDate earliest, last, today;

  g_return_if_fail (SALVE_IS_INTERVAL_GUARD (self));
  g_return_if_fail (SALVE_IS_PROCEDURE (procedure));

  g_set_object (&self->procedure, procedure);
  g_set_object (&self->profile, profile);
  gtk_widget_set_visible (GTK_WIDGET (self), find_earliest (self, &earliest));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  get_today (self, &today);
  find_last (self, &last);
  reasons = list_reasons (self);
  gtk_label_set_label (self->reasons, reasons);
  update_remind (self, &earliest, &today);
  self->filling = TRUE;
  salve_date_row_set_earliest (self->agreed, &last, _("This was before the last session."));
  salve_date_row_set_latest (self->agreed, &today, _("This day has not come yet."));
  fill_word (self);
  self->filling = FALSE;
}

/* Keeps the word as far as it is needed and whole, and forgets it otherwise. To be called when other areas
 * were chosen. */
void
salve_interval_guard_apply (SalveIntervalGuard *self)
{
  SalveAnswers *answers;
  const GDate *agreed;
  GDate earliest, last;

  g_return_if_fail (SALVE_IS_INTERVAL_GUARD (self));

  if (self->procedure == NULL)
    return;
  answers = salve_procedure_get_answers (self->procedure);
  agreed = salve_date_row_get_date (self->agreed);
  if (find_earliest (self, &earliest) && agreed != NULL && !is_blank (gtk_editable_get_text (self->note)))
    {
      find_last (self, &last);
      salve_answers_set_yes (answers, SALVE_SCREENING_INTERVAL, &last, agreed, gtk_editable_get_text (self->note));
    }
  else if (salve_answers_get (answers, SALVE_SCREENING_INTERVAL) != NULL)
    salve_answers_forget (answers, SALVE_SCREENING_INTERVAL);
}
