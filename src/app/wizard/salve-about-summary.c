/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-about-summary.h"

#include <glib/gi18n.h>

#include "salve-format.h"
#include "salve-reason-row.h"
#include "salve-screening.h"
#include "salve-skin-type.h"

struct _SalveAboutSummary
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *facts;
};

G_DEFINE_FINAL_TYPE (SalveAboutSummary, salve_about_summary, ADW_TYPE_BIN)

enum
{
  CHANGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_fact (SalveAboutSummary *self,
          const char        *title,
          const char        *subtitle)
{
  adw_preferences_group_add (self->facts, salve_reason_row_new (title, subtitle));
}

static void
add_items (SalveAboutSummary *self,
           SalveAnswers      *answers,
           const GDate       *today)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_LASTING, &n);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = salve_screening_get_title (&items[i]);
      g_autofree char *words = salve_screening_explain (&items[i], salve_answers_get (answers, items[i].id), today);

      if (words != NULL)
        add_fact (self, title, words);
      any |= words != NULL;
    }
  add_fact (self, any ? _("Nothing else of what was asked applies to you")
                      : _("Nothing of what was asked applies to you"), NULL);
}

static void
fill (SalveAboutSummary *self,
      const GDate       *born,
      SalveAnswers      *answers,
      const GDate       *today)
{
  guint type = salve_answers_get_skin_type (answers);
  g_autofree char *day = salve_format_weekday (born, NULL);
  /* Translators: %s is a day, such as "Sunday, 22 November 1992". */
  g_autofree char *words = g_strdup_printf (_("Born on %s"), day);

  add_fact (self, words, NULL);
  if (type > 0)
    add_fact (self, salve_skin_type_get_title (type), salve_skin_type_get_term (type));
  add_items (self, answers, today);
}

static void
on_change (SalveAboutSummary *self)
{
  g_signal_emit (self, signals[CHANGE], 0);
}

static void
salve_about_summary_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_ABOUT_SUMMARY);

  G_OBJECT_CLASS (salve_about_summary_parent_class)->dispose (object);
}

static void
salve_about_summary_class_init (SalveAboutSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_about_summary_dispose;

  signals[CHANGE] = g_signal_new ("change", SALVE_TYPE_ABOUT_SUMMARY, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-about-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveAboutSummary, facts);
  gtk_widget_class_bind_template_callback (widget_class, on_change);
}

static void
salve_about_summary_init (SalveAboutSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
salve_about_summary_new (const GDate  *born,
                         SalveAnswers *answers,
                         const GDate  *today)
{
  SalveAboutSummary *self = g_object_new (SALVE_TYPE_ABOUT_SUMMARY, NULL);

  fill (self, born, answers, today);

  return GTK_WIDGET (self);
}
