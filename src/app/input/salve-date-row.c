/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-date-row.h"

#include <glib/gi18n.h>

#include "salve-clock.h"
#include "salve-compat.h"
#include "salve-input.h"

struct _SalveDateRow
{
  SalveInputRow  parent_instance;

  GtkMenuButton *button;
  GtkCalendar   *calendar; /* made when it is first asked for */
  gboolean       picking;  /* the calendar is being set, not picked from */
  GDate          date;
  GDate          earliest;
  GDate          latest;
  char          *too_early;
  char          *too_late;
};

G_DEFINE_FINAL_TYPE (SalveDateRow, salve_date_row, SALVE_TYPE_INPUT_ROW)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_EARLIEST,
  PROP_LATEST,
  PROP_TOO_EARLY,
  PROP_TOO_LATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* An invalid date is none. */
static const GDate *
or_none (const GDate *date)
{
  return date != NULL && g_date_valid (date) ? date : NULL;
}

static gboolean
replace_date (GDate       *field,
              const GDate *date)
{
  if (or_none (field) == NULL && or_none (date) == NULL)
    return FALSE;
  if (or_none (field) != NULL && or_none (date) != NULL && g_date_compare (field, date) == 0)
    return FALSE;
  g_date_clear (field, 1);
  if (or_none (date) != NULL)
    *field = *date;

  return TRUE;
}

/* The page may know better words than that a date is too late: "This is in the future." */
static void
say_better (SalveDateRow  *self,
            GError       **error)
{
  const char *words = NULL;

  if (error == NULL)
    return;
  if (g_error_matches (*error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_LOW))
    words = self->too_early;
  else if (g_error_matches (*error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_HIGH))
    words = self->too_late;
  if (words == NULL)
    return;
  g_free ((*error)->message);
  (*error)->message = g_strdup (words);
}

static gboolean
salve_date_row_read (SalveInputRow  *row,
                     const char     *text,
                     GError        **error)
{
  SalveDateRow *self = SALVE_DATE_ROW (row);
  GDate date;
  gboolean right;

  g_date_clear (&date, 1);
  right = salve_input_parse_date (text, or_none (&self->earliest), or_none (&self->latest), &date, error);
  if (replace_date (&self->date, &date))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
  if (!right)
    say_better (self, error);

  return right;
}

static char *
salve_date_row_describe (SalveInputRow *row)
{
  return salve_input_describe_date (&SALVE_DATE_ROW (row)->date);
}

static void
on_picked (SalveDateRow *self)
{
  g_autoptr (GDateTime) picked = gtk_calendar_get_date (self->calendar);
  GDate date;

  if (self->picking)
    return;
  salve_clock_get_day (picked, &date);
  salve_date_row_set_date (self, &date);
  salve_input_row_check (SALVE_INPUT_ROW (self));
}

static void
on_done (SalveDateRow *self)
{
  on_picked (self);
  gtk_menu_button_popdown (self->button);
}

static GtkWidget *
create_popover (SalveDateRow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *done = gtk_button_new_with_mnemonic (_("_Use this day"));

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (done, "clicked", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (done, -1, 48);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), done);
  gtk_popover_set_child (GTK_POPOVER (popover), box);

  return popover;
}

/* Opens where the person is likely to look: at the day that stands there, else at the last one possible. */
static void
on_popup (GtkMenuButton *button,
          gpointer       data)
{
  SalveDateRow *self = data;
  const GDate *shown = or_none (&self->date) != NULL ? &self->date : or_none (&self->latest);
  g_autoptr (GDateTime) day = NULL;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, create_popover (self));
  if (shown == NULL)
    return;
  day = g_date_time_new_local (g_date_get_year (shown), g_date_get_month (shown), g_date_get_day (shown), 12, 0, 0);
  self->picking = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->picking = FALSE;
}

static void
update_hint (SalveDateRow *self)
{
  const GDate *example = or_none (&self->latest) != NULL ? &self->latest : or_none (&self->earliest);
  g_autofree char *date = example != NULL ? salve_input_format_date (example) : NULL;
  g_autofree char *hint = NULL;

  if (date != NULL)
    /* Translators: %s is a date in numbers, such as 22/11/2026. */
    hint = g_strdup_printf (_("For example %s"), date);
  g_object_set (self, "hint", hint, NULL);
}

static void
set_bound (SalveDateRow *self,
           GDate        *bound,
           const GDate  *date,
           GParamSpec   *pspec)
{
  if (!replace_date (bound, date))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  update_hint (self);
  salve_input_row_reread (SALVE_INPUT_ROW (self));
}

static void
set_words (SalveDateRow  *self,
           char         **field,
           const char    *words,
           GParamSpec    *pspec)
{
  if (g_strcmp0 (*field, words) == 0)
    return;
  g_free (*field);
  *field = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  salve_input_row_reread (SALVE_INPUT_ROW (self));
}

static void
salve_date_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SalveDateRow *self = SALVE_DATE_ROW (object);

  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, or_none (&self->date));
      break;
    case PROP_EARLIEST:
      g_value_set_boxed (value, or_none (&self->earliest));
      break;
    case PROP_LATEST:
      g_value_set_boxed (value, or_none (&self->latest));
      break;
    case PROP_TOO_EARLY:
      g_value_set_string (value, self->too_early);
      break;
    case PROP_TOO_LATE:
      g_value_set_string (value, self->too_late);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_date_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SalveDateRow *self = SALVE_DATE_ROW (object);

  switch (prop_id)
    {
    case PROP_DATE:
      salve_date_row_set_date (self, g_value_get_boxed (value));
      break;
    case PROP_EARLIEST:
      set_bound (self, &self->earliest, g_value_get_boxed (value), pspec);
      break;
    case PROP_LATEST:
      set_bound (self, &self->latest, g_value_get_boxed (value), pspec);
      break;
    case PROP_TOO_EARLY:
      set_words (self, &self->too_early, g_value_get_string (value), pspec);
      break;
    case PROP_TOO_LATE:
      set_words (self, &self->too_late, g_value_get_string (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_date_row_finalize (GObject *object)
{
  SalveDateRow *self = SALVE_DATE_ROW (object);

  g_clear_pointer (&self->too_early, g_free);
  g_clear_pointer (&self->too_late, g_free);

  G_OBJECT_CLASS (salve_date_row_parent_class)->finalize (object);
}

static void
salve_date_row_class_init (SalveDateRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = salve_date_row_get_property;
  object_class->set_property = salve_date_row_set_property;
  object_class->finalize = salve_date_row_finalize;
  SALVE_INPUT_ROW_CLASS (klass)->read = salve_date_row_read;
  SALVE_INPUT_ROW_CLASS (klass)->describe = salve_date_row_describe;

  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_EARLIEST] = g_param_spec_boxed ("earliest", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_LATEST] = g_param_spec_boxed ("latest", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_TOO_EARLY] = g_param_spec_string ("too-early", NULL, NULL, NULL, flags);
  properties[PROP_TOO_LATE] = g_param_spec_string ("too-late", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_date_row_init (SalveDateRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  g_date_clear (&self->date, 1);
  g_date_clear (&self->earliest, 1);
  g_date_clear (&self->latest, 1);
  self->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, on_popup, self, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 48, 48);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Choose from a calendar"));
  salve_compat_name_toggle (button, _("Choose from a calendar"));
  salve_input_row_add_suffix (SALVE_INPUT_ROW (self), button);
}

GtkWidget *
salve_date_row_new (const char *title)
{
  return g_object_new (SALVE_TYPE_DATE_ROW, "title", title, NULL);
}

/* NULL where none is right. */
const GDate *
salve_date_row_get_date (SalveDateRow *self)
{
  g_return_val_if_fail (SALVE_IS_DATE_ROW (self), NULL);

  return or_none (&self->date);
}

void
salve_date_row_set_date (SalveDateRow *self,
                         const GDate  *date)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SALVE_IS_DATE_ROW (self));

  if (or_none (date) != NULL)
    text = salve_input_format_date (date);
  salve_input_row_set_text (SALVE_INPUT_ROW (self), text);
}

/* The first day that is possible, or NULL; and what to say of an earlier one, or NULL for plain words. */
void
salve_date_row_set_earliest (SalveDateRow *self,
                             const GDate  *earliest,
                             const char   *refusal)
{
  g_return_if_fail (SALVE_IS_DATE_ROW (self));

  g_object_set (self, "too-early", refusal, "earliest", earliest, NULL);
}

/* The last day that is possible, or NULL; and what to say of a later one, or NULL for plain words. */
void
salve_date_row_set_latest (SalveDateRow *self,
                           const GDate  *latest,
                           const char   *refusal)
{
  g_return_if_fail (SALVE_IS_DATE_ROW (self));

  g_object_set (self, "too-late", refusal, "latest", latest, NULL);
}
