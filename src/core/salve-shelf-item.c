/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shelf-item.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-json.h"
#include "salve-json-strict.h"
#include "salve-protocol.h"
#include "salve-term.h"

struct _SalveShelfItem
{
  GObject     parent_instance;

  char       *id;
  char       *kind;
  char       *name;
  double      needle_mm;
  guint       pieces;
  guint       uses_before;
  GDate       added;      /* to the shelf; no use of it that is on record is older */
  GDate       first_use;  /* as far as the person said; not valid where not */
  GDate       retired_on;
  char       *retired;    /* why, NULL while it is in use */
  JsonObject *source;     /* what it was read from, with what is not known here */
};

G_DEFINE_FINAL_TYPE (SalveShelfItem, salve_shelf_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_NAME,
  PROP_NEEDLE_MM,
  PROP_PIECES,
  PROP_USES_BEFORE,
  PROP_FIRST_USE,
  PROP_RETIRED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* A day that is not known is no day, as is NULL. */
static void
set_day (GDate       *day,
         const GDate *value)
{
  if (value != NULL && g_date_valid (value))
    *day = *value;
  else
    g_date_clear (day, 1);
}

static gboolean
read_numbers (SalveShelfItem  *self,
              JsonObject      *object,
              GError         **error)
{
  int pieces = (int) self->pieces;
  int uses_before = (int) self->uses_before;

  if (!salve_json_get_number (object, "needle_mm", G_MINDOUBLE, SALVE_PROTOCOL_LONGEST_MM,
                              &self->needle_mm, error) ||
      !salve_json_get_whole (object, "pieces", 1, SALVE_SHELF_ITEM_MAX_PIECES, &pieces, error) ||
      !salve_json_get_whole (object, "uses_before", 0, SALVE_SHELF_ITEM_MAX_USES, &uses_before, error))
    return FALSE;
  self->pieces = (guint) pieces;
  self->uses_before = (guint) uses_before;
  return TRUE;
}

static gboolean
read_days (SalveShelfItem  *self,
           JsonObject      *object,
           GError         **error)
{
  JsonObject *retired = NULL;

  if (!salve_json_get_date (object, "added", &self->added, error) ||
      !salve_json_get_date (object, "first_use", &self->first_use, error) ||
      !salve_json_get_object (object, "retired", &retired, error))
    return FALSE;
  if (retired == NULL)
    return TRUE;
  /* Retired for a reason that is not told is retired all the same. */
  self->retired = g_strdup ("worn");
  return salve_json_get_word (retired, "because", &self->retired, error) &&
         salve_json_get_date (retired, "on", &self->retired_on, error);
}

static void
write_retired (SalveShelfItem *self,
               JsonObject     *object)
{
  JsonObject *retired = NULL;

  if (self->retired == NULL)
    {
      json_object_remove_member (object, "retired");
      return;
    }
  salve_json_get_object (object, "retired", &retired, NULL);
  if (retired == NULL)
    {
      retired = json_object_new ();
      json_object_set_object_member (object, "retired", retired);
    }
  salve_json_set_date (retired, "on", &self->retired_on);
  salve_json_set_string (retired, "because", self->retired);
}

static void
salve_shelf_item_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalveShelfItem *self = SALVE_SHELF_ITEM (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_free (self->kind);
      self->kind = g_value_dup_string (value);
      break;
    case PROP_NAME:
      g_free (self->name);
      self->name = g_value_dup_string (value);
      break;
    case PROP_NEEDLE_MM:
      self->needle_mm = g_value_get_double (value);
      break;
    case PROP_PIECES:
      self->pieces = g_value_get_uint (value);
      break;
    case PROP_USES_BEFORE:
      self->uses_before = g_value_get_uint (value);
      break;
    case PROP_FIRST_USE:
      set_day (&self->first_use, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_shelf_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SalveShelfItem *self = SALVE_SHELF_ITEM (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_NEEDLE_MM:
      g_value_set_double (value, self->needle_mm);
      break;
    case PROP_PIECES:
      g_value_set_uint (value, self->pieces);
      break;
    case PROP_USES_BEFORE:
      g_value_set_uint (value, self->uses_before);
      break;
    case PROP_FIRST_USE:
      g_value_set_boxed (value, salve_shelf_item_get_first_use (self));
      break;
    case PROP_RETIRED:
      g_value_set_string (value, self->retired);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_shelf_item_finalize (GObject *object)
{
  SalveShelfItem *self = SALVE_SHELF_ITEM (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->retired, g_free);
  g_clear_pointer (&self->source, json_object_unref);
  G_OBJECT_CLASS (salve_shelf_item_parent_class)->finalize (object);
}

static void
salve_shelf_item_class_init (SalveShelfItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags ours = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = ours | G_PARAM_WRITABLE;

  object_class->set_property = salve_shelf_item_set_property;
  object_class->get_property = salve_shelf_item_get_property;
  object_class->finalize = salve_shelf_item_finalize;

  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_NEEDLE_MM] =
    g_param_spec_double ("needle-mm", NULL, NULL, 0, SALVE_PROTOCOL_LONGEST_MM, 0, flags);
  props[PROP_PIECES] = g_param_spec_uint ("pieces", NULL, NULL, 1, SALVE_SHELF_ITEM_MAX_PIECES, 1, flags);
  props[PROP_USES_BEFORE] =
    g_param_spec_uint ("uses-before", NULL, NULL, 0, SALVE_SHELF_ITEM_MAX_USES, 0, flags);
  props[PROP_FIRST_USE] = g_param_spec_boxed ("first-use", NULL, NULL, G_TYPE_DATE, flags);
  props[PROP_RETIRED] = g_param_spec_string ("retired", NULL, NULL, NULL, ours);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
salve_shelf_item_init (SalveShelfItem *self)
{
  self->pieces = 1;
  g_date_clear (&self->added, 1);
  g_date_clear (&self->first_use, 1);
  g_date_clear (&self->retired_on, 1);
}

/**
 * salve_shelf_item_new:
 * @kind: the id of a kind, of %SALVE_VOCABULARY_SHELF
 * @name: (nullable): how the person calls it
 * @needle_mm: the length of its needles in mm; of a pen, the one it is mostly set to
 * @added: the day on which it comes to the shelf
 *
 * Returns: (transfer full): a device with an id of its own
 */
SalveShelfItem *
salve_shelf_item_new (const char  *kind,
                      const char  *name,
                      double       needle_mm,
                      const GDate *added)
{
  SalveShelfItem *self;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (needle_mm > 0 && needle_mm <= SALVE_PROTOCOL_LONGEST_MM, NULL);
  g_return_val_if_fail (added != NULL && g_date_valid (added), NULL);

  self = g_object_new (SALVE_TYPE_SHELF_ITEM, "kind", kind, "name", name, "needle-mm", needle_mm, NULL);
  self->id = g_uuid_string_random ();
  self->added = *added;
  return self;
}

/**
 * salve_shelf_item_read:
 * @object: what may be a device
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: (transfer full) (nullable): the device, which keeps @object as what it came from
 */
SalveShelfItem *
salve_shelf_item_read (JsonObject  *object,
                       GError     **error)
{
  static const char * const required[] = { "id", "kind", "needle_mm", NULL };
  g_autoptr(SalveShelfItem) self = g_object_new (SALVE_TYPE_SHELF_ITEM, NULL);

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!salve_json_require (object, required, error) ||
      !salve_json_get_word (object, "id", &self->id, error) ||
      !salve_json_get_word (object, "kind", &self->kind, error) ||
      !salve_json_get_word (object, "name", &self->name, error) ||
      !read_numbers (self, object, error) ||
      !read_days (self, object, error))
    return NULL;
  self->source = json_object_ref (object);
  return g_steal_pointer (&self);
}

/**
 * salve_shelf_item_write:
 * @self: a device
 *
 * Returns: (transfer full): the device as JSON, with what it came with and is not known here
 */
JsonObject *
salve_shelf_item_write (SalveShelfItem *self)
{
  JsonObject *object;

  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  object = self->source != NULL ? salve_json_copy (self->source) : json_object_new ();
  salve_json_set_string (object, "id", self->id);
  salve_json_set_string (object, "kind", self->kind);
  salve_json_set_string (object, "name", self->name);
  salve_json_set_number (object, "needle_mm", self->needle_mm, 0);
  salve_json_set_number (object, "pieces", self->pieces, 1);
  salve_json_set_number (object, "uses_before", self->uses_before, 0);
  salve_json_set_date (object, "added", &self->added);
  salve_json_set_date (object, "first_use", &self->first_use);
  write_retired (self, object);
  return object;
}

/**
 * salve_shelf_item_assign:
 * @self: a device
 * @other: the same device, read anew, or another
 *
 * Returns: whether it is the same device; then it is as @other from now on
 */
gboolean
salve_shelf_item_assign (SalveShelfItem *self,
                         SalveShelfItem *other)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), FALSE);
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (other), FALSE);

  if (!g_str_equal (self->id, other->id))
    return FALSE;
  g_object_set (self,
                "kind", other->kind,
                "name", other->name,
                "needle-mm", other->needle_mm,
                "pieces", other->pieces,
                "uses-before", other->uses_before,
                "first-use", &other->first_use,
                NULL);
  self->added = other->added;
  salve_shelf_item_retire (self, other->retired, &other->retired_on);
  g_clear_pointer (&self->source, json_object_unref);
  self->source = other->source != NULL ? json_object_ref (other->source) : NULL;
  return TRUE;
}

/**
 * salve_shelf_item_get_id:
 * @self: a device
 *
 * Returns: (transfer none): its id, as a record's `shelf_id` names it
 */
const char *
salve_shelf_item_get_id (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  return self->id;
}

/**
 * salve_shelf_item_get_kind:
 * @self: a device
 *
 * Returns: (transfer none): the id of its kind, mostly of %SALVE_VOCABULARY_SHELF
 */
const char *
salve_shelf_item_get_kind (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  return self->kind;
}

/**
 * salve_shelf_item_get_device_kind:
 * @self: a device
 *
 * Returns: (transfer none): what a session calls it: one done with a cartridge is done with a pen
 */
const char *
salve_shelf_item_get_device_kind (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  return g_str_equal (self->kind, "cartridge") ? "pen" : self->kind;
}

/**
 * salve_shelf_item_get_name:
 * @self: a device
 *
 * Returns: (transfer none): how the person calls it, or the title of its kind
 */
const char *
salve_shelf_item_get_name (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  return self->name != NULL ? self->name : salve_term_title (SALVE_VOCABULARY_SHELF, self->kind);
}

/**
 * salve_shelf_item_has_name:
 * @self: a device
 *
 * Returns: whether the person gave it a name of its own
 */
gboolean
salve_shelf_item_has_name (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), FALSE);

  return self->name != NULL;
}

/**
 * salve_shelf_item_describe:
 * @self: a device
 *
 * Returns: (transfer full): what it is, "Roller, 0.25 mm"
 */
char *
salve_shelf_item_describe (SalveShelfItem *self)
{
  g_autofree char *length = NULL;

  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  length = salve_format_length (self->needle_mm);
  /* Translators: a device and its needle length: "Roller, 0.25 mm". */
  return g_strdup_printf (_("%s, %s"), salve_term_title (SALVE_VOCABULARY_SHELF, self->kind), length);
}

/**
 * salve_shelf_item_get_needle_mm:
 * @self: a device
 *
 * Returns: the length of its needles in mm
 */
double
salve_shelf_item_get_needle_mm (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), 0);

  return self->needle_mm;
}

/**
 * salve_shelf_item_get_pieces:
 * @self: a device
 *
 * Returns: how many of it there were at first, as of cartridges in a box
 */
guint
salve_shelf_item_get_pieces (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), 1);

  return self->pieces;
}

/**
 * salve_shelf_item_get_uses_before:
 * @self: a device
 *
 * Returns: how often it was used before it came to the shelf
 */
guint
salve_shelf_item_get_uses_before (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), 0);

  return self->uses_before;
}

/**
 * salve_shelf_item_get_added:
 * @self: a device
 *
 * Returns: (transfer none) (nullable): the day on which it came to the shelf, where that is known
 */
const GDate *
salve_shelf_item_get_added (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  return g_date_valid (&self->added) ? &self->added : NULL;
}

/**
 * salve_shelf_item_get_first_use:
 * @self: a device
 *
 * Returns: (transfer none) (nullable): the day of its first use, as far as the person said
 */
const GDate *
salve_shelf_item_get_first_use (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  return g_date_valid (&self->first_use) ? &self->first_use : NULL;
}

/**
 * salve_shelf_item_get_retired:
 * @self: a device
 *
 * Returns: (transfer none) (nullable): why it is not used any more, an id mostly of
 *   %SALVE_VOCABULARY_RETIRED; %NULL while it is
 */
const char *
salve_shelf_item_get_retired (SalveShelfItem *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (self), NULL);

  return self->retired;
}

/**
 * salve_shelf_item_retire:
 * @self: a device
 * @because: (nullable): why it is not to be used any more; %NULL takes that back
 * @on: (nullable): since when
 */
void
salve_shelf_item_retire (SalveShelfItem *self,
                         const char     *because,
                         const GDate    *on)
{
  g_return_if_fail (SALVE_IS_SHELF_ITEM (self));

  set_day (&self->retired_on, because != NULL ? on : NULL);
  if (g_strcmp0 (self->retired, because) == 0)
    return;
  g_free (self->retired);
  self->retired = g_strdup (because);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RETIRED]);
}
