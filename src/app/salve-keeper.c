/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-keeper.h"

#include <glib/gi18n.h>

struct _SalveKeeper
{
  GObject       parent_instance;

  SalveDraft   *draft;
  SalveShelf   *shelf;
  SalveProfile *profile;
  gboolean      warned; /* that changes cannot be kept, when the window was to close */
};

G_DEFINE_FINAL_TYPE (SalveKeeper, salve_keeper, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DRAFT,
  PROP_SHELF,
  PROP_PROFILE,
  N_PROPS
};

enum
{
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_kept (SalveKeeper *self)
{
  return salve_shelf_is_saved (self->shelf) && salve_profile_is_saved (self->profile);
}

/* Of the shelf or the profile. What was changed stays as it is on the screen, and is tried again. */
static void
on_unsaved (SalveKeeper  *self,
            const GError *error)
{
  g_autofree char *text = NULL;

  if (is_kept (self))
    {
      g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message, FALSE);
      return;
    }
  /* Translators: %s is what could not be saved and why. */
  text = g_strdup_printf (_("%s. What you changed is kept here as long as Salve is open. Make room or mend the folder, "
                            "then try again."), error->message);
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, text, TRUE);
}

static void
on_draft_problem (SalveKeeper  *self,
                  const GError *error)
{
  /* Translators: %s is the system's reason, such as "No space left on device". */
  g_autofree char *text = g_strdup_printf (_("The session under way cannot be kept on disk: %s. Go on if you must, but "
                                             "do not close Salve before it is finished and saved."),
                                           error->message);

  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, text, TRUE);
}

static void
salve_keeper_constructed (GObject *object)
{
  SalveKeeper *self = SALVE_KEEPER (object);

  G_OBJECT_CLASS (salve_keeper_parent_class)->constructed (object);

  g_signal_connect_object (self->draft, "problem", G_CALLBACK (on_draft_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shelf, "problem", G_CALLBACK (on_unsaved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->profile, "problem", G_CALLBACK (on_unsaved), self, G_CONNECT_SWAPPED);
}

static void
salve_keeper_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SalveKeeper *self = SALVE_KEEPER (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      self->draft = g_value_dup_object (value);
      break;
    case PROP_SHELF:
      self->shelf = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_keeper_dispose (GObject *object)
{
  SalveKeeper *self = SALVE_KEEPER (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->shelf);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (salve_keeper_parent_class)->dispose (object);
}

static void
salve_keeper_class_init (SalveKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = salve_keeper_constructed;
  object_class->set_property = salve_keeper_set_property;
  object_class->dispose = salve_keeper_dispose;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, SALVE_TYPE_DRAFT, fixed);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, fixed);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, fixed);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
salve_keeper_init (SalveKeeper *self)
{
}

SalveKeeper *
salve_keeper_new (SalveDraft   *draft,
                  SalveShelf   *shelf,
                  SalveProfile *profile)
{
  g_return_val_if_fail (SALVE_IS_DRAFT (draft), NULL);
  g_return_val_if_fail (SALVE_IS_SHELF (shelf), NULL);
  g_return_val_if_fail (SALVE_IS_PROFILE (profile), NULL);

  return g_object_new (SALVE_TYPE_KEEPER, "draft", draft, "shelf", shelf, "profile", profile, NULL);
}

/* Returns whether nothing is left to write; else it was said once more why. */
gboolean
salve_keeper_try_again (SalveKeeper *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SALVE_IS_KEEPER (self), FALSE);

  if (!salve_draft_flush (self->draft, &error))
    on_draft_problem (self, error);
  else if (!salve_shelf_flush (self->shelf, &error) || !salve_profile_flush (self->profile, &error))
    on_unsaved (self, error);

  return error == NULL;
}

/* What was changed a moment ago is still being written. A session that cannot be kept needs the window; of the rest it
 * is said once, and does not keep the window from closing for ever. */
gboolean
salve_keeper_can_close (SalveKeeper *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SALVE_IS_KEEPER (self), FALSE);

  if (!salve_draft_flush (self->draft, &error))
    on_draft_problem (self, error);
  else if (!self->warned
           && (!salve_shelf_flush (self->shelf, &error) || !salve_profile_flush (self->profile, &error)))
    {
      self->warned = TRUE;
      on_unsaved (self, error);
    }

  return error == NULL;
}
