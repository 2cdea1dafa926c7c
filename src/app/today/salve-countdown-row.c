/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-countdown-row.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-protocol.h"

struct _SalveCountdownRow
{
  AdwExpanderRow  parent_instance;

  SalveCountdown *countdown;
  gint64          now;

  GtkImage       *icon;
  GtkLabel       *what;
  GtkLabel       *why;
  GtkLabel       *areas;
};

G_DEFINE_FINAL_TYPE (SalveCountdownRow, salve_countdown_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  PROP_0,
  PROP_COUNTDOWN,
  PROP_NOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
make_subtitle (SalveCountdown *countdown,
               gint64          now)
{
  gint64 until = salve_countdown_get_until (countdown);
  g_autofree char *end = salve_format_until (until, now);
  g_autofree char *left = salve_format_duration (until - now);

  /* Translators: when a restriction ends and how long that is:
   * "until Tuesday, 19:12 (1 day 4 h)". */
  return g_strdup_printf (_("%s (%s)"), end, left);
}

static char *
make_areas (SalveCountdown *countdown)
{
  g_autofree char *areas = salve_format_areas (salve_countdown_get_areas (countdown));

  /* Translators: %s is a list of body areas, "Abdomen and Hip, left". */
  return g_strdup_printf (_("Holds for: %s"), areas);
}

static void
update_subtitle (SalveCountdownRow *self)
{
  g_autofree char *subtitle = make_subtitle (self->countdown, self->now);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

static void
set_now (SalveCountdownRow *self,
         gint64             now)
{
  if (self->now == now)
    return;

  self->now = now;
  update_subtitle (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW]);
}

static void
salve_countdown_row_constructed (GObject *object)
{
  SalveCountdownRow *self = SALVE_COUNTDOWN_ROW (object);
  const char *restriction = salve_countdown_get_restriction (self->countdown);
  int which = salve_protocol_find_restriction (restriction);
  g_autofree char *areas = make_areas (self->countdown);

  G_OBJECT_CLASS (salve_countdown_row_parent_class)->constructed (object);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), salve_protocol_get_title (restriction));
  if (which >= 0)
    {
      const SalveRestrictionInfo *info = salve_protocol_get_restriction ((SalveRestriction) which);

      gtk_image_set_from_icon_name (self->icon, info->icon);
      gtk_label_set_label (self->what, info->avoid);
      gtk_label_set_label (self->why, info->why);
    }
  gtk_label_set_label (self->areas, areas);
  update_subtitle (self);
}

static void
salve_countdown_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SalveCountdownRow *self = SALVE_COUNTDOWN_ROW (object);

  switch (prop_id)
    {
    case PROP_COUNTDOWN:
      g_value_set_object (value, self->countdown);
      break;
    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_countdown_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  SalveCountdownRow *self = SALVE_COUNTDOWN_ROW (object);

  switch (prop_id)
    {
    case PROP_COUNTDOWN:
      self->countdown = g_value_dup_object (value);
      break;
    case PROP_NOW:
      set_now (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_countdown_row_dispose (GObject *object)
{
  SalveCountdownRow *self = SALVE_COUNTDOWN_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_COUNTDOWN_ROW);
  g_clear_object (&self->countdown);

  G_OBJECT_CLASS (salve_countdown_row_parent_class)->dispose (object);
}

static void
salve_countdown_row_class_init (SalveCountdownRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = salve_countdown_row_constructed;
  object_class->get_property = salve_countdown_row_get_property;
  object_class->set_property = salve_countdown_row_set_property;
  object_class->dispose = salve_countdown_row_dispose;

  properties[PROP_COUNTDOWN] =
    g_param_spec_object ("countdown", NULL, NULL, SALVE_TYPE_COUNTDOWN,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOW] =
    g_param_spec_int64 ("now", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-countdown-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveCountdownRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SalveCountdownRow, what);
  gtk_widget_class_bind_template_child (widget_class, SalveCountdownRow, why);
  gtk_widget_class_bind_template_child (widget_class, SalveCountdownRow, areas);
}

static void
salve_countdown_row_init (SalveCountdownRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
salve_countdown_row_new (SalveCountdown *countdown)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN (countdown), NULL);

  return g_object_new (SALVE_TYPE_COUNTDOWN_ROW, "countdown", countdown, NULL);
}

SalveCountdown *
salve_countdown_row_get_countdown (SalveCountdownRow *self)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN_ROW (self), NULL);

  return self->countdown;
}

/* The next instant after @now at which what remains reads otherwise, here and on a card.
 * Begun units count whole, so the words change on whole minutes and, in the last minute, on
 * whole seconds; some of these pass unseen while days and hours are shown. */
gint64
salve_countdown_row_find_change (SalveCountdown *countdown,
                                 gint64          now)
{
  g_autofree char *shown = NULL;
  gboolean same = TRUE;
  gint64 left;
  gint64 unit;

  g_return_val_if_fail (SALVE_IS_COUNTDOWN (countdown), now);

  left = salve_countdown_get_until (countdown) - now;
  unit = left > G_TIME_SPAN_MINUTE ? G_TIME_SPAN_MINUTE : G_TIME_SPAN_SECOND;
  if (left <= 0)
    return G_MAXINT64;

  shown = salve_format_duration (left);
  while (same && left > 0)
    {
      g_autofree char *words = NULL;

      left = (left - 1) / unit * unit;
      words = salve_format_duration (left);
      same = g_str_equal (words, shown);
    }

  return salve_countdown_get_until (countdown) - left;
}
