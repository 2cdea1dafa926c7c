/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-countdown-card.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-ring.h"

struct _SalveCountdownCard
{
  AdwBin          parent_instance;

  char           *restriction;
  SalveCountdown *countdown;
  gint64          now;
  gboolean        narrow;
  gboolean        open;

  GtkWidget      *head;
  GtkWidget      *layout;
};

G_DEFINE_FINAL_TYPE (SalveCountdownCard, salve_countdown_card, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_RESTRICTION,
  PROP_COUNTDOWN,
  PROP_NOW,
  PROP_NARROW,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const SalveRestrictionInfo *
find_info (const char *restriction)
{
  int which = restriction != NULL ? salve_protocol_find_restriction (restriction) : -1;

  return which >= 0 ? salve_protocol_get_restriction ((SalveRestriction) which) : NULL;
}

/* The closures of the template. */

static gboolean
is_running (gpointer        this,
            SalveCountdown *countdown)
{
  return countdown != NULL;
}

static double
get_fraction (gpointer        this,
              SalveCountdown *countdown,
              gint64          now)
{
  gint64 whole;

  if (countdown == NULL)
    return 1.0;

  whole = salve_countdown_get_until (countdown) - salve_countdown_get_begun (countdown);
  if (whole <= 0)
    return 1.0;

  return CLAMP ((double) (now - salve_countdown_get_begun (countdown)) / (double) whole, 0.0, 1.0);
}

static char *
get_icon_name (gpointer        this,
               const char     *restriction,
               SalveCountdown *countdown)
{
  const SalveRestrictionInfo *info = find_info (restriction);

  if (countdown == NULL)
    return g_strdup ("object-select-symbolic");

  return g_strdup (info != NULL ? info->icon : NULL);
}

static char *
get_title (gpointer    this,
           const char *restriction)
{
  return g_strdup (restriction != NULL ? salve_protocol_get_title (restriction) : "");
}

static char *
get_remaining (gpointer        this,
               SalveCountdown *countdown,
               gint64          now)
{
  if (countdown == NULL)
    /* Translators: of sun, sweat or harsh products after a treatment. */
    return g_strdup (_("Allowed again"));

  return salve_format_duration (salve_countdown_get_until (countdown) - now);
}

static char *
get_until (gpointer        this,
           SalveCountdown *countdown,
           gint64          now)
{
  return countdown != NULL ? salve_format_until (salve_countdown_get_until (countdown), now) : g_strdup ("");
}

static char *
get_what (gpointer        this,
          const char     *restriction,
          SalveCountdown *countdown)
{
  const SalveRestrictionInfo *info = find_info (restriction);

  if (info == NULL)
    return g_strdup ("");

  return g_strdup (countdown != NULL ? info->avoid : info->over);
}

static char *
get_why (gpointer    this,
         const char *restriction)
{
  const SalveRestrictionInfo *info = find_info (restriction);

  return g_strdup (info != NULL ? info->why : "");
}

static char *
get_areas (gpointer        this,
           SalveCountdown *countdown)
{
  g_autofree char *areas = NULL;

  if (countdown == NULL || salve_countdown_get_areas (countdown) == NULL)
    return g_strdup ("");

  areas = salve_format_areas (salve_countdown_get_areas (countdown));

  /* Translators: %s is a list of body areas, "Abdomen and Hip, left". */
  return g_strdup_printf (_("Holds for: %s"), areas);
}

static float
get_xalign (gpointer this,
            gboolean narrow)
{
  return narrow ? 0.0f : 0.5f;
}

static GtkJustification
get_justify (gpointer this,
             gboolean narrow)
{
  return narrow ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER;
}

static char *
describe (SalveCountdownCard *self)
{
  g_autofree char *title = get_title (self, self->restriction);
  g_autofree char *remaining = get_remaining (self, self->countdown, self->now);
  g_autofree char *until = get_until (self, self->countdown, self->now);

  if (self->countdown == NULL)
    /* Translators: read aloud; a restriction, "allowed again". */
    return g_strdup_printf (_("%s: allowed again"), title);

  /* Translators: read aloud: "Sun: wait 1 day 4 h, until Tuesday, 19:12". */
  return g_strdup_printf (_("%s: wait %s, %s"), title, remaining, until);
}

static void
update_accessible (SalveCountdownCard *self)
{
  g_autofree char *label = describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_STATE_EXPANDED, self->open, -1);
}

static void
set_css_class (SalveCountdownCard *self,
               const char         *css_class,
               gboolean            set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

static void
set_restriction (SalveCountdownCard *self,
                 const char         *restriction)
{
  if (g_strcmp0 (self->restriction, restriction) == 0)
    return;

  g_free (self->restriction);
  self->restriction = g_strdup (restriction);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESTRICTION]);
}

static void
set_now (SalveCountdownCard *self,
         gint64              now)
{
  if (self->now == now)
    return;

  self->now = now;
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW]);
}

static void
set_narrow (SalveCountdownCard *self,
            gboolean            narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  set_css_class (self, "narrow", narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->layout),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
set_open (SalveCountdownCard *self,
          gboolean            open)
{
  if (self->open == open)
    return;

  self->open = open;
  set_css_class (self, "open", open);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
on_head_clicked (SalveCountdownCard *self)
{
  set_open (self, !self->open);
}

static void
salve_countdown_card_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  SalveCountdownCard *self = SALVE_COUNTDOWN_CARD (object);

  switch (prop_id)
    {
    case PROP_RESTRICTION:
      g_value_set_string (value, self->restriction);
      break;
    case PROP_COUNTDOWN:
      g_value_set_object (value, self->countdown);
      break;
    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_countdown_card_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  SalveCountdownCard *self = SALVE_COUNTDOWN_CARD (object);

  switch (prop_id)
    {
    case PROP_RESTRICTION:
      set_restriction (self, g_value_get_string (value));
      break;
    case PROP_COUNTDOWN:
      salve_countdown_card_set_countdown (self, g_value_get_object (value));
      break;
    case PROP_NOW:
      set_now (self, g_value_get_int64 (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_OPEN:
      set_open (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_countdown_card_dispose (GObject *object)
{
  SalveCountdownCard *self = SALVE_COUNTDOWN_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_COUNTDOWN_CARD);
  g_clear_object (&self->countdown);

  G_OBJECT_CLASS (salve_countdown_card_parent_class)->dispose (object);
}

static void
salve_countdown_card_finalize (GObject *object)
{
  SalveCountdownCard *self = SALVE_COUNTDOWN_CARD (object);

  g_clear_pointer (&self->restriction, g_free);

  G_OBJECT_CLASS (salve_countdown_card_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_RESTRICTION] = g_param_spec_string ("restriction", NULL, NULL, NULL, flags);
  properties[PROP_COUNTDOWN] = g_param_spec_object ("countdown", NULL, NULL, SALVE_TYPE_COUNTDOWN, flags);
  properties[PROP_NOW] = g_param_spec_int64 ("now", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_countdown_card_class_init (SalveCountdownCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_countdown_card_get_property;
  object_class->set_property = salve_countdown_card_set_property;
  object_class->dispose = salve_countdown_card_dispose;
  object_class->finalize = salve_countdown_card_finalize;
  install_properties (object_class);

  g_type_ensure (SALVE_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-countdown-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveCountdownCard, head);
  gtk_widget_class_bind_template_child (widget_class, SalveCountdownCard, layout);
  gtk_widget_class_bind_template_callback (widget_class, is_running);
  gtk_widget_class_bind_template_callback (widget_class, get_fraction);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_name);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_remaining);
  gtk_widget_class_bind_template_callback (widget_class, get_until);
  gtk_widget_class_bind_template_callback (widget_class, get_what);
  gtk_widget_class_bind_template_callback (widget_class, get_why);
  gtk_widget_class_bind_template_callback (widget_class, get_areas);
  gtk_widget_class_bind_template_callback (widget_class, get_xalign);
  gtk_widget_class_bind_template_callback (widget_class, get_justify);
  gtk_widget_class_bind_template_callback (widget_class, on_head_clicked);
}

static void
salve_countdown_card_init (SalveCountdownCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_css_class (self, "over", TRUE);
  update_accessible (self);
}

GtkWidget *
salve_countdown_card_new (const char *restriction)
{
  return g_object_new (SALVE_TYPE_COUNTDOWN_CARD, "restriction", restriction, NULL);
}

const char *
salve_countdown_card_get_restriction (SalveCountdownCard *self)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN_CARD (self), NULL);

  return self->restriction;
}

SalveCountdown *
salve_countdown_card_get_countdown (SalveCountdownCard *self)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN_CARD (self), NULL);

  return self->countdown;
}

void
salve_countdown_card_set_countdown (SalveCountdownCard *self,
                                    SalveCountdown     *countdown)
{
  g_return_if_fail (SALVE_IS_COUNTDOWN_CARD (self));
  g_return_if_fail (countdown == NULL || SALVE_IS_COUNTDOWN (countdown));

  if (!g_set_object (&self->countdown, countdown))
    return;

  set_css_class (self, "over", countdown == NULL);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTDOWN]);
}
