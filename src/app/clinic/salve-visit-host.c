/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-visit-host.h"

struct _SalveVisitHost
{
  AdwBin           parent_instance;

  SalveClock      *clock;
  SalveStore      *store;
  SalveProfile    *profile;
  gboolean         narrow;
};

G_DEFINE_FINAL_TYPE (SalveVisitHost, salve_visit_host, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_PROFILE,
  PROP_NARROW,
  PROP_OPEN,
  N_PROPS
};

enum
{
  SIGNAL_SAVED,
  SIGNAL_LEFT,
  SIGNAL_KEPT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
show (SalveVisitHost *self,
      GtkWidget      *page)
{
  adw_bin_set_child (ADW_BIN (self), page);
  gtk_widget_set_visible (GTK_WIDGET (self), page != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
on_saved (SalveVisitHost *self)
{
  show (self, NULL);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

static void
on_left (SalveVisitHost *self)
{
  show (self, NULL);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
on_kept (SalveVisitHost *self)
{
  g_signal_emit (self, signals[SIGNAL_KEPT], 0);
}

static void
set_narrow (SalveVisitHost *self,
            gboolean        narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_visit_host_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SalveVisitHost *self = SALVE_VISIT_HOST (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, salve_visit_host_is_open (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_visit_host_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalveVisitHost *self = SALVE_VISIT_HOST (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_set_object (&self->clock, g_value_get_object (value));
      break;
    case PROP_STORE:
      g_set_object (&self->store, g_value_get_object (value));
      break;
    case PROP_PROFILE:
      g_set_object (&self->profile, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_visit_host_dispose (GObject *object)
{
  SalveVisitHost *self = SALVE_VISIT_HOST (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_visit_host_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, SALVE_TYPE_VISIT_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_visit_host_class_init (SalveVisitHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = salve_visit_host_get_property;
  object_class->set_property = salve_visit_host_set_property;
  object_class->dispose = salve_visit_host_dispose;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, given);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, given);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, given);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  given | G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SAVED] = add_signal ("saved");
  signals[SIGNAL_LEFT] = add_signal ("left");
  signals[SIGNAL_KEPT] = add_signal ("kept");
}

static void
salve_visit_host_init (SalveVisitHost *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
salve_visit_host_is_open (SalveVisitHost *self)
{
  g_return_val_if_fail (SALVE_IS_VISIT_HOST (self), FALSE);

  return adw_bin_get_child (ADW_BIN (self)) != NULL;
}

/* Starts to log a visit, unless one is being logged. */
void
salve_visit_host_begin (SalveVisitHost *self)
{
  SalveClinicPage *page;

  g_return_if_fail (SALVE_IS_VISIT_HOST (self));

  if (salve_visit_host_is_open (self))
    return;
  page = salve_clinic_page_new (self->clock, self->store, self->profile);
  g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "kept", G_CALLBACK (on_kept), self, G_CONNECT_SWAPPED);
  show (self, GTK_WIDGET (page));
}

/* Asks the person, where something was entered, whether it is to be given up; ::left or ::kept follows. */
void
salve_visit_host_leave (SalveVisitHost *self)
{
  g_return_if_fail (SALVE_IS_VISIT_HOST (self));

  if (salve_visit_host_is_open (self))
    salve_clinic_page_leave (SALVE_CLINIC_PAGE (adw_bin_get_child (ADW_BIN (self))));
}
