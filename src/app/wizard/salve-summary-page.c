/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-summary-page.h"

#include <glib/gi18n.h>

#include "salve-format.h"
#include "salve-protocol.h"

struct _SalveSummaryPage
{
  SalveWizardPage      parent_instance;

  AdwPreferencesGroup *group;
  GtkLabel            *first_day;
  SalveBackground     *background; /* or NULL */
  GPtrArray           *rows; /* of GtkWidget, owned by the group */
};

G_DEFINE_FINAL_TYPE (SalveSummaryPage, salve_summary_page, SALVE_TYPE_WIZARD_PAGE)

static GtkWidget *
make_note (const char *title,
           const char *text)
{
  return g_object_new (ADW_TYPE_ACTION_ROW,
                       "use-markup", FALSE,
                       "title", title,
                       "subtitle", text,
                       "title-lines", 3,
                       "subtitle-lines", 12,
                       NULL);
}

static GtkWidget *
make_row (SalveSessionLimit *limit,
          gint64             now)
{
  int known = salve_protocol_find_restriction (limit->restriction);
  const SalveRestrictionInfo *info = salve_protocol_get_restriction ((SalveRestriction) known);
  g_autofree char *until = salve_format_until (salve_clock_instant (limit->until), now);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW,
                                 "use-markup", FALSE,
                                 "title", info->title,
                                 "subtitle", until,
                                 NULL);

  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), gtk_image_new_from_icon_name (info->icon));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_note (_("What counts"), info->avoid));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_note (_("Why"), info->why));

  return row;
}

static void
clear_rows (SalveSummaryPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_limits (SalveSummaryPage *self,
             SalveSession     *session,
             gint64            now)
{
  GPtrArray *limits = salve_session_get_aftercare (session);

  for (guint i = 0; i < limits->len; i++)
    {
      GtkWidget *row = make_row (g_ptr_array_index (limits, i), now);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* What is promised here must be so after the click. */
static const char *
get_hint (SalveBackgroundState state)
{
  switch (state)
    {
    case SALVE_BACKGROUND_REFUSED:
      return _("Salve counts down, but your desktop lets it tell you only while its window is open.");
    case SALVE_BACKGROUND_UNASKED:
    case SALVE_BACKGROUND_ASKING:
    case SALVE_BACKGROUND_FAILED:
      return _("Your desktop may ask whether Salve may run in the background. Only so can it tell you when each ends.");
    case SALVE_BACKGROUND_UNNEEDED:
    case SALVE_BACKGROUND_GRANTED:
    default:
      return _("Salve counts down and tells you when each ends, also when it is closed.");
    }
}

static void
salve_summary_page_refresh (SalveWizardPage *page)
{
  SalveSummaryPage *self = SALVE_SUMMARY_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveSession *session = salve_procedure_get_session (procedure);
  const SalveBand *band = salve_protocol_get_band (salve_session_get_needle_mm (session));
  g_autofree char *first_day =
    g_strdup_printf (_("A short, lukewarm shower from %u hours on. For the first %u hours nothing but plain gel; "
                       "after that a plain moisturiser every %u hours while you are awake. Outdoors, sunscreen "
                       "from %u hours on. Do not pick, scrub or scratch."),
                     band->shower_from_hours, band->spf_from_hours, band->moisturise_every_hours,
                     band->spf_from_hours);

  clear_rows (self);
  show_limits (self, session, salve_clock_get_time (salve_procedure_get_clock (procedure)));
  gtk_label_set_label (self->first_day, first_day);
  salve_wizard_page_set_primary (page, _("Finish and save"), TRUE);
  salve_wizard_page_set_hint (page, get_hint (self->background != NULL ? salve_background_get_state (self->background)
                                                                       : SALVE_BACKGROUND_UNNEEDED));
}

static void
salve_summary_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_SUMMARY_PAGE);
  g_clear_pointer (&SALVE_SUMMARY_PAGE (object)->rows, g_ptr_array_unref);
  g_clear_object (&SALVE_SUMMARY_PAGE (object)->background);

  G_OBJECT_CLASS (salve_summary_page_parent_class)->dispose (object);
}

static void
salve_summary_page_class_init (SalveSummaryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_summary_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_summary_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-summary-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveSummaryPage, group);
  gtk_widget_class_bind_template_child (widget_class, SalveSummaryPage, first_day);
}

static void
salve_summary_page_init (SalveSummaryPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whether Salve may run while it is closed; NULL where nobody has to be asked. */
void
salve_summary_page_set_background (SalveSummaryPage *self,
                                   SalveBackground  *background)
{
  g_return_if_fail (SALVE_IS_SUMMARY_PAGE (self));

  g_set_object (&self->background, background);
}
