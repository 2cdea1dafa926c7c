/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-clock-notice.h"

#include "salve-clock-check.h"
#include "salve-warning-strip.h"

struct _SalveClockNotice
{
  AdwBin             parent_instance;

  SalveClock        *clock;
  GListModel        *records;
  char              *closed; /* the words that the person has read */

  SalveWarningStrip *strip;
};

G_DEFINE_FINAL_TYPE (SalveClockNotice, salve_clock_notice, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_RECORDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
refresh (SalveClockNotice *self)
{
  g_autofree char *words = NULL;

  if (self->clock == NULL || self->records == NULL)
    return;
  words = salve_clock_check_describe (self->clock, self->records);
  if (words == NULL)
    g_clear_pointer (&self->closed, g_free);
  if (words == NULL || g_strcmp0 (words, self->closed) == 0)
    salve_warning_strip_close (self->strip);
  else
    salve_warning_strip_say (self->strip, words);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

static void
on_closed (SalveClockNotice *self)
{
  g_free (self->closed);
  self->closed = g_strdup (salve_warning_strip_get_text (self->strip));
}

static void
follow (SalveClockNotice *self,
        gpointer         *field,
        gpointer          object,
        const char       *signal)
{
  if (*field != NULL)
    g_signal_handlers_disconnect_by_func (*field, refresh, self);
  g_clear_object (field);
  if (object != NULL)
    {
      *field = g_object_ref (object);
      g_signal_connect_object (object, signal, G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
    }
  refresh (self);
}

static void
salve_clock_notice_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SalveClockNotice *self = SALVE_CLOCK_NOTICE (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      follow (self, (gpointer *) &self->clock, g_value_get_object (value), "jumped");
      break;
    case PROP_RECORDS:
      follow (self, (gpointer *) &self->records, g_value_get_object (value), "items-changed");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_clock_notice_dispose (GObject *object)
{
  SalveClockNotice *self = SALVE_CLOCK_NOTICE (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->records);
  g_clear_pointer (&self->closed, g_free);

  G_OBJECT_CLASS (salve_clock_notice_parent_class)->dispose (object);
}

static void
salve_clock_notice_class_init (SalveClockNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = salve_clock_notice_set_property;
  object_class->dispose = salve_clock_notice_dispose;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  properties[PROP_RECORDS] = g_param_spec_object ("records", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_clock_notice_init (SalveClockNotice *self)
{
  self->strip = SALVE_WARNING_STRIP (salve_warning_strip_new ());
  g_signal_connect_object (self->strip, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->strip));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
