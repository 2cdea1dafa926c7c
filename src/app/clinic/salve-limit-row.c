/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-limit-row.h"

#include <glib/gi18n.h>

#include "salve-clock.h"
#include "salve-compat.h"
#include "salve-format.h"
#include "salve-input.h"

struct _SalveLimitRow
{
  SalveInputRow     parent_instance;

  SalveRestriction  restriction;
  GtkDropDown      *unit;
  guint             hours; /* what the clinic said; 0 for nothing */
  guint             table;
  GDateTime        *end;   /* of needling */
  gint64            now;
};

G_DEFINE_FINAL_TYPE (SalveLimitRow, salve_limit_row, SALVE_TYPE_INPUT_ROW)

static const struct
{
  const char *name;
  guint       hours;
} units[] = {
  /* Translators: a unit beside a field: "48 hours". */
  { N_("hours"), 1 },
  /* Translators: a unit beside a field: "3 days". */
  { N_("days"), 24 },
  /* Translators: a unit beside a field: "2 weeks". */
  { N_("weeks"), 7 * 24 },
};

#define DAYS 1

/* "14 days, until 6 December, 18:30" */
static char *
format_wait (SalveLimitRow *self,
             guint          hours)
{
  g_autoptr (GDateTime) until = g_date_time_add_hours (self->end, (int) hours);
  g_autofree char *duration = salve_format_duration (hours * G_TIME_SPAN_HOUR);
  g_autofree char *words = NULL;

  if (salve_clock_instant (until) <= self->now)
    /* Translators: a wait in the past: "2 days, already over". */
    return g_strdup_printf (_("%s, already over"), duration);
  words = salve_format_until (salve_clock_instant (until), self->now);

  /* Translators: a wait and its end: "14 days, until 6 December, 18:30". */
  return g_strdup_printf (_("%s, %s"), duration, words);
}

static gboolean
salve_limit_row_read (SalveInputRow  *row,
                      const char     *text,
                      GError        **error)
{
  SalveLimitRow *self = SALVE_LIMIT_ROW (row);
  guint unit = self->unit != NULL ? gtk_drop_down_get_selected (self->unit) : DAYS;
  guint highest = SALVE_PROTOCOL_CLINIC_MAX_DAYS * 24 / units[unit].hours;
  double number = 0;
  gboolean right = salve_input_parse_number (text, 1, highest, 0, _(units[unit].name), &number, error);

  self->hours = right ? (guint) number * units[unit].hours : 0;

  return right;
}

static char *
salve_limit_row_describe (SalveInputRow *row)
{
  SalveLimitRow *self = SALVE_LIMIT_ROW (row);
  g_autofree char *clinic = NULL;
  g_autofree char *table = NULL;

  if (self->end == NULL)
    return NULL;
  clinic = format_wait (self, self->hours);
  table = format_wait (self, self->table);
  if (self->hours > self->table)
    /* Translators: %s is a wait: "14 days, until 6 December, 18:30". */
    return g_strdup_printf (_("%s. Longer than Salve’s table, so the clinic counts."), clinic);
  if (self->hours < self->table)
    /* Translators: %s is a wait: "14 days, until 6 December, 18:30". */
    return g_strdup_printf (_("Shorter than Salve’s table, so the table counts: %s."), table);

  /* Translators: %s is a wait: "14 days, until 6 December, 18:30". */
  return g_strdup_printf (_("%s. The same as in Salve’s table."), clinic);
}

static void
on_unit_changed (SalveLimitRow *self)
{
  salve_input_row_reread (SALVE_INPUT_ROW (self));
}

static void
salve_limit_row_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_LIMIT_ROW (object)->end, g_date_time_unref);

  G_OBJECT_CLASS (salve_limit_row_parent_class)->finalize (object);
}

static void
salve_limit_row_class_init (SalveLimitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_limit_row_finalize;
  SALVE_INPUT_ROW_CLASS (klass)->read = salve_limit_row_read;
  SALVE_INPUT_ROW_CLASS (klass)->describe = salve_limit_row_describe;
}

static void
salve_limit_row_init (SalveLimitRow *self)
{
  const char *names[G_N_ELEMENTS (units) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    names[i] = _(units[i].name);
  self->unit = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (names));
  gtk_drop_down_set_selected (self->unit, DAYS);
  gtk_widget_set_valign (GTK_WIDGET (self->unit), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->unit), -1, 48);
  salve_compat_name_toggle (GTK_WIDGET (self->unit), _("Unit"));
  g_signal_connect_object (self->unit, "notify::selected", G_CALLBACK (on_unit_changed), self, G_CONNECT_SWAPPED);
  salve_input_row_add_suffix (SALVE_INPUT_ROW (self), GTK_WIDGET (self->unit));
}

GtkWidget *
salve_limit_row_new (SalveRestriction restriction)
{
  SalveLimitRow *self;

  g_return_val_if_fail (restriction < SALVE_N_RESTRICTIONS, NULL);

  self = g_object_new (SALVE_TYPE_LIMIT_ROW,
                       "title", salve_protocol_get_restriction (restriction)->title,
                       "optional", TRUE,
                       NULL);
  self->restriction = restriction;

  return GTK_WIDGET (self);
}

SalveRestriction
salve_limit_row_get_restriction (SalveLimitRow *self)
{
  g_return_val_if_fail (SALVE_IS_LIMIT_ROW (self), SALVE_N_RESTRICTIONS);

  return self->restriction;
}

/* What the protocol says, in hours from the end of needling. */
void
salve_limit_row_set_table (SalveLimitRow *self,
                           guint          hours,
                           GDateTime     *end,
                           gint64         now)
{
  g_autofree char *wait = NULL;
  g_autofree char *hint = NULL;

  g_return_if_fail (SALVE_IS_LIMIT_ROW (self));
  g_return_if_fail (end != NULL);

  g_date_time_ref (end);
  g_clear_pointer (&self->end, g_date_time_unref);
  self->end = end;
  self->table = hours;
  self->now = now;
  wait = format_wait (self, hours);
  /* Translators: %s is a wait: "14 days, until 6 December, 18:30". */
  hint = g_strdup_printf (_("Salve’s table: %s."), wait);
  g_object_set (self, "hint", hint, NULL);
  salve_input_row_reread (SALVE_INPUT_ROW (self));
}

/* What the clinic said, in hours; 0 for nothing. */
guint
salve_limit_row_get_hours (SalveLimitRow *self)
{
  g_return_val_if_fail (SALVE_IS_LIMIT_ROW (self), 0);

  return self->hours;
}
