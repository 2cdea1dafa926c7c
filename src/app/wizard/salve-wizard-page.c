/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-wizard-page.h"

typedef struct
{
  SalveProcedure *procedure;
  SalveStore     *store;
  SalveProfile   *profile;
  SalveShelf     *shelf;
  gboolean        narrow;
  char           *primary_label;
  gboolean        primary_sensitive;
  char           *hint;
  gboolean        asks;
  GtkWidget      *footer;
} SalveWizardPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SalveWizardPage, salve_wizard_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROCEDURE,
  PROP_STORE,
  PROP_PROFILE,
  PROP_SHELF,
  PROP_NARROW,
  PROP_PRIMARY_LABEL,
  PROP_PRIMARY_SENSITIVE,
  PROP_HINT,
  PROP_ASKS,
  PROP_FOOTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static SalveWizardPagePrivate *
private (SalveWizardPage *self)
{
  return salve_wizard_page_get_instance_private (self);
}

static void
salve_wizard_page_real_primary (SalveWizardPage *self)
{
  salve_procedure_next (private (self)->procedure);
}

static void
salve_wizard_page_constructed (GObject *object)
{
  SalveWizardPage *self = SALVE_WIZARD_PAGE (object);

  G_OBJECT_CLASS (salve_wizard_page_parent_class)->constructed (object);

  g_signal_connect_object (private (self)->procedure, "changed",
                           G_CALLBACK (salve_wizard_page_refresh), self, G_CONNECT_SWAPPED);
}

static void
salve_wizard_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_wizard_page_parent_class)->map (widget);

  salve_wizard_page_refresh (SALVE_WIZARD_PAGE (widget));
}

static void
salve_wizard_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SalveWizardPagePrivate *priv = private (SALVE_WIZARD_PAGE (object));

  switch (prop_id)
    {
    case PROP_PROCEDURE:
      g_value_set_object (value, priv->procedure);
      break;
    case PROP_STORE:
      g_value_set_object (value, priv->store);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, priv->profile);
      break;
    case PROP_SHELF:
      g_value_set_object (value, priv->shelf);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_PRIMARY_LABEL:
      g_value_set_string (value, priv->primary_label);
      break;
    case PROP_PRIMARY_SENSITIVE:
      g_value_set_boolean (value, priv->primary_sensitive);
      break;
    case PROP_HINT:
      g_value_set_string (value, priv->hint);
      break;
    case PROP_ASKS:
      g_value_set_boolean (value, priv->asks);
      break;
    case PROP_FOOTER:
      g_value_set_object (value, priv->footer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_narrow (SalveWizardPage *self,
            gboolean         narrow)
{
  if (private (self)->narrow == narrow)
    return;
  private (self)->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_wizard_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SalveWizardPage *self = SALVE_WIZARD_PAGE (object);
  SalveWizardPagePrivate *priv = private (self);

  switch (prop_id)
    {
    case PROP_PROCEDURE:
      priv->procedure = g_value_dup_object (value);
      break;
    case PROP_STORE:
      priv->store = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      priv->profile = g_value_dup_object (value);
      break;
    case PROP_SHELF:
      priv->shelf = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_FOOTER:
      g_set_object (&priv->footer, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_wizard_page_finalize (GObject *object)
{
  SalveWizardPagePrivate *priv = private (SALVE_WIZARD_PAGE (object));

  g_clear_object (&priv->procedure);
  g_clear_object (&priv->store);
  g_clear_object (&priv->profile);
  g_clear_object (&priv->shelf);
  g_clear_object (&priv->footer);
  g_clear_pointer (&priv->primary_label, g_free);
  g_clear_pointer (&priv->hint, g_free);

  G_OBJECT_CLASS (salve_wizard_page_parent_class)->finalize (object);
}

static void
salve_wizard_page_class_init (SalveWizardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = salve_wizard_page_constructed;
  object_class->get_property = salve_wizard_page_get_property;
  object_class->set_property = salve_wizard_page_set_property;
  object_class->finalize = salve_wizard_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = salve_wizard_page_map;
  klass->primary = salve_wizard_page_real_primary;

  properties[PROP_PROCEDURE] = g_param_spec_object ("procedure", NULL, NULL, SALVE_TYPE_PROCEDURE, fixed);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, fixed);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, fixed);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, fixed);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIMARY_LABEL] = g_param_spec_string ("primary-label", NULL, NULL, NULL, shown);
  properties[PROP_PRIMARY_SENSITIVE] = g_param_spec_boolean ("primary-sensitive", NULL, NULL, FALSE, shown);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, shown);
  properties[PROP_ASKS] = g_param_spec_boolean ("asks", NULL, NULL, TRUE, shown);
  properties[PROP_FOOTER] =
    g_param_spec_object ("footer", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_wizard_page_init (SalveWizardPage *self)
{
  private (self)->asks = TRUE;
}

SalveProcedure *
salve_wizard_page_get_procedure (SalveWizardPage *self)
{
  g_return_val_if_fail (SALVE_IS_WIZARD_PAGE (self), NULL);

  return private (self)->procedure;
}

/* The rest is NULL for a page on its own, as in a test. */
SalveStore *
salve_wizard_page_get_store (SalveWizardPage *self)
{
  g_return_val_if_fail (SALVE_IS_WIZARD_PAGE (self), NULL);

  return private (self)->store;
}

SalveProfile *
salve_wizard_page_get_profile (SalveWizardPage *self)
{
  g_return_val_if_fail (SALVE_IS_WIZARD_PAGE (self), NULL);

  return private (self)->profile;
}

SalveShelf *
salve_wizard_page_get_shelf (SalveWizardPage *self)
{
  g_return_val_if_fail (SALVE_IS_WIZARD_PAGE (self), NULL);

  return private (self)->shelf;
}

gboolean
salve_wizard_page_get_narrow (SalveWizardPage *self)
{
  g_return_val_if_fail (SALVE_IS_WIZARD_PAGE (self), FALSE);

  return private (self)->narrow;
}

/* What stays in sight above the button while the page scrolls; NULL: nothing. */
GtkWidget *
salve_wizard_page_get_footer (SalveWizardPage *self)
{
  g_return_val_if_fail (SALVE_IS_WIZARD_PAGE (self), NULL);

  return private (self)->footer;
}

void
salve_wizard_page_set_primary (SalveWizardPage *self,
                               const char      *label,
                               gboolean         sensitive)
{
  SalveWizardPagePrivate *priv;

  g_return_if_fail (SALVE_IS_WIZARD_PAGE (self));

  priv = private (self);
  if (g_strcmp0 (priv->primary_label, label) != 0)
    {
      g_free (priv->primary_label);
      priv->primary_label = g_strdup (label);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRIMARY_LABEL]);
    }
  if (priv->primary_sensitive != sensitive)
    {
      priv->primary_sensitive = sensitive;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRIMARY_SENSITIVE]);
    }
}

/* What to do before the button can be pressed, or how; NULL for the usual words. */
void
salve_wizard_page_set_hint (SalveWizardPage *self,
                            const char      *hint)
{
  g_return_if_fail (SALVE_IS_WIZARD_PAGE (self));

  if (g_strcmp0 (private (self)->hint, hint) == 0)
    return;
  g_free (private (self)->hint);
  private (self)->hint = g_strdup (hint);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

/* FALSE where what the button does now needs no question, though the part has one. */
void
salve_wizard_page_set_asks (SalveWizardPage *self,
                            gboolean         asks)
{
  g_return_if_fail (SALVE_IS_WIZARD_PAGE (self));

  if (private (self)->asks == asks)
    return;
  private (self)->asks = asks;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKS]);
}

void
salve_wizard_page_refresh (SalveWizardPage *self)
{
  g_return_if_fail (SALVE_IS_WIZARD_PAGE (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    SALVE_WIZARD_PAGE_GET_CLASS (self)->refresh (self);
}

void
salve_wizard_page_primary (SalveWizardPage *self)
{
  g_return_if_fail (SALVE_IS_WIZARD_PAGE (self));

  SALVE_WIZARD_PAGE_GET_CLASS (self)->primary (self);
}

/* After another button was pressed: the next press of the same key is to go on, not to repeat that. */
void
salve_wizard_page_focus_primary (SalveWizardPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *primary = root != NULL ? gtk_window_get_default_widget (GTK_WINDOW (root)) : NULL;

  if (primary != NULL)
    gtk_widget_grab_focus (primary);
}
