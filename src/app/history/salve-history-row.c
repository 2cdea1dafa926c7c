/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-history-row.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"

struct _SalveHistoryRow
{
  AdwBin       parent_instance;

  SalveRecord *record;
  char        *heading;
};

G_DEFINE_FINAL_TYPE (SalveHistoryRow, salve_history_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_RECORD,
  PROP_HEADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The closures of the template. */

static gboolean
has_text (gpointer    this,
          const char *text)
{
  return text != NULL;
}

static char *
get_icon_name (gpointer     this,
               SalveRecord *record)
{
  SalveSession *session = record != NULL ? salve_record_get_session (record) : NULL;
  const char *kind;

  if (record == NULL)
    return NULL;
  if (session == NULL)
    return g_strdup ("dialog-warning-symbolic");

  kind = salve_session_get_device_kind (session);
  if (g_strcmp0 (kind, "pen") == 0)
    return g_strdup ("salve-pen-symbolic");
  if (g_strcmp0 (kind, "stamp") == 0)
    return g_strdup ("salve-stamp-symbolic");

  return g_strdup ("salve-device-symbolic");
}

static char *
get_title (gpointer     this,
           SalveRecord *record)
{
  g_autoptr (GDateTime) local = NULL;

  if (record == NULL)
    return g_strdup ("");
  if (salve_record_get_session (record) == NULL)
    return g_filename_display_name (salve_record_get_name (record));

  local = g_date_time_to_local (salve_record_get_time (record));

  /* Translators: a session's date and time, in strftime's terms; the year stands above:
   * "Sunday 22 November, 18:30". */
  return g_date_time_format (local, _("%A %-d %B, %H:%M"));
}

static char *
get_what (gpointer     this,
          SalveRecord *record)
{
  SalveSession *session = record != NULL ? salve_record_get_session (record) : NULL;
  const GError *error;

  if (session != NULL)
    return salve_format_areas (salve_session_get_areas (session));

  error = record != NULL ? salve_record_get_error (record) : NULL;

  return g_strdup (error != NULL ? error->message : "");
}

static const char *
describe_outcome (SalveSession *session)
{
  SalveOutcome outcome = salve_session_get_outcome (session);

  if (outcome == SALVE_OUTCOME_COMPLETED && salve_session_get_setting (session) == SALVE_SETTING_CLINIC)
    return _("at a clinic");

  return salve_format_outcome (outcome);
}

static char *
get_how (gpointer     this,
         SalveRecord *record)
{
  SalveSession *session = record != NULL ? salve_record_get_session (record) : NULL;
  g_autofree char *device = NULL;

  if (record == NULL)
    return g_strdup ("");
  if (session == NULL)
    return g_strdup (_("This file cannot be read. Salve leaves it untouched."));

  device = salve_format_device (salve_session_get_device_kind (session), salve_session_get_needle_mm (session));
  if (device == NULL)
    return g_strdup (describe_outcome (session));

  /* Translators: a device and how the session ended: "Roller, 0.25 mm · completed". */
  return g_strdup_printf (_("%s · %s"), device, describe_outcome (session));
}

static char *
get_versions (gpointer     this,
              SalveRecord *record)
{
  guint n = record != NULL ? salve_record_get_n_versions (record) : 0;

  if (n == 0)
    return NULL;

  /* Translators: of a session whose file was changed in several places at once. */
  return g_strdup_printf (ngettext ("%u version", "%u versions", n + 1), n + 1);
}

static gboolean
has_versions (gpointer     this,
              SalveRecord *record)
{
  return record != NULL && salve_record_get_n_versions (record) > 0;
}

/* What is focused and read aloud is the list's own item around the row. */
static void
update_accessible (SalveHistoryRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *title = get_title (self, self->record);
  g_autofree char *what = get_what (self, self->record);
  g_autofree char *how = get_how (self, self->record);
  g_autofree char *versions = get_versions (self, self->record);
  g_autofree char *label = NULL;

  if (item == NULL || self->record == NULL)
    return;

  /* Translators: read aloud: a session's date, its areas, how it was done. */
  label = g_strdup_printf (_("%s: %s, %s"), title, what, how);
  if (versions != NULL)
    {
      g_autofree char *whole = g_steal_pointer (&label);

      /* Translators: read aloud: a session, and that it has several versions. */
      label = g_strdup_printf (_("%s, %s"), whole, versions);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_css_class (SalveHistoryRow *self,
               const char      *css_class,
               gboolean         set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

static gboolean
is_same_month (SalveRecord *one,
               SalveRecord *two)
{
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) second = NULL;

  if (one == NULL || two == NULL)
    return FALSE;

  first = g_date_time_to_local (salve_record_get_time (one));
  second = g_date_time_to_local (salve_record_get_time (two));

  return g_date_time_get_year (first) == g_date_time_get_year (second)
         && g_date_time_get_month (first) == g_date_time_get_month (second);
}

static void
set_heading (SalveHistoryRow *self,
             char            *heading)
{
  g_autofree char *taken = heading;

  if (g_strcmp0 (self->heading, heading) == 0)
    return;

  g_free (self->heading);
  self->heading = g_steal_pointer (&taken);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
}

static void
salve_history_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SalveHistoryRow *self = SALVE_HISTORY_ROW (object);

  switch (prop_id)
    {
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_history_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SalveHistoryRow *self = SALVE_HISTORY_ROW (object);

  switch (prop_id)
    {
    case PROP_RECORD:
      salve_history_row_set_record (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_history_row_dispose (GObject *object)
{
  SalveHistoryRow *self = SALVE_HISTORY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_HISTORY_ROW);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (salve_history_row_parent_class)->dispose (object);
}

static void
salve_history_row_finalize (GObject *object)
{
  SalveHistoryRow *self = SALVE_HISTORY_ROW (object);

  g_clear_pointer (&self->heading, g_free);

  G_OBJECT_CLASS (salve_history_row_parent_class)->finalize (object);
}

/* For assistive programs: a row of a list offers them no action in GTK 4.8. */
static void
on_open (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SalveHistoryRow *self = SALVE_HISTORY_ROW (widget);

  if (self->record != NULL)
    gtk_widget_activate_action (widget, "history.show", "s", salve_record_get_name (self->record));
}

static void
salve_history_row_class_init (SalveHistoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_history_row_get_property;
  object_class->set_property = salve_history_row_set_property;
  object_class->dispose = salve_history_row_dispose;
  object_class->finalize = salve_history_row_finalize;

  properties[PROP_RECORD] =
    g_param_spec_object ("record", NULL, NULL, SALVE_TYPE_RECORD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEADING] =
    g_param_spec_string ("heading", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-history-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_name);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_what);
  gtk_widget_class_bind_template_callback (widget_class, get_how);
  gtk_widget_class_bind_template_callback (widget_class, get_versions);
  gtk_widget_class_bind_template_callback (widget_class, has_versions);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, on_open);
}

static void
salve_history_row_init (SalveHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
salve_history_row_new (void)
{
  return g_object_new (SALVE_TYPE_HISTORY_ROW, NULL);
}

SalveRecord *
salve_history_row_get_record (SalveHistoryRow *self)
{
  g_return_val_if_fail (SALVE_IS_HISTORY_ROW (self), NULL);

  return self->record;
}

void
salve_history_row_set_record (SalveHistoryRow *self,
                              SalveRecord     *record)
{
  g_return_if_fail (SALVE_IS_HISTORY_ROW (self));
  g_return_if_fail (record == NULL || SALVE_IS_RECORD (record));

  if (!g_set_object (&self->record, record))
    return;

  set_css_class (self, "unreadable", record != NULL && salve_record_get_session (record) == NULL);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

/* The month above the row, or NULL where the row before it has it. */
const char *
salve_history_row_get_heading (SalveHistoryRow *self)
{
  g_return_val_if_fail (SALVE_IS_HISTORY_ROW (self), NULL);

  return self->heading;
}

/* Tells the row between which records it stands; NULL at the list's ends. */
void
salve_history_row_set_place (SalveHistoryRow *self,
                             SalveRecord     *previous,
                             SalveRecord     *next)
{
  gboolean first;

  g_return_if_fail (SALVE_IS_HISTORY_ROW (self));

  first = !is_same_month (previous, self->record);
  set_css_class (self, "first", first);
  set_css_class (self, "last", !is_same_month (self->record, next));
  set_heading (self, first && self->record != NULL
                       ? salve_format_month (salve_record_get_time (self->record))
                       : NULL);
}
