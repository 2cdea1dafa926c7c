/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-product.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-json.h"
#include "salve-json-strict.h"
#include "salve-term.h"

struct _SalveProduct
{
  GObject     parent_instance;

  char       *id;
  char       *name;
  SalveMarks  marks;
  JsonObject *source; /* what it was read from, with what is not known here */
};

G_DEFINE_FINAL_TYPE (SalveProduct, salve_product, G_TYPE_OBJECT)

/* The bits of SalveMarks go as the words of the vocabulary do. */
static int
find_mark (const char *id)
{
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_MARK, &n);

  g_assert (n == SALVE_N_MARKS);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (terms[i].id, id))
      return (int) i;
  return -1;
}

static SalveMarks
collect_marks (const char * const *ids)
{
  SalveMarks marks = 0;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      int mark = find_mark (ids[i]);

      marks |= mark >= 0 ? 1u << mark : SALVE_MARK_UNKNOWN;
    }
  return marks != 0 ? marks : SALVE_MARK_UNKNOWN;
}

/* Whether a newer version said more of it than is known here. */
static gboolean
has_unknown (SalveProduct *self)
{
  g_auto(GStrv) words = NULL;

  if (self->source != NULL)
    salve_json_get_strings (self->source, "marks", &words, NULL);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (find_mark (words[i]) < 0)
      return TRUE;
  return FALSE;
}

/* The words that are not known stay, behind those that are. */
static JsonArray *
write_marks (SalveProduct *self,
             JsonObject   *object)
{
  g_auto(GStrv) old = NULL;
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_MARK, &n);
  JsonArray *array = json_array_new ();

  salve_json_get_strings (object, "marks", &old, NULL);
  for (guint i = 0; i < n; i++)
    if ((self->marks & (1u << i)) != 0)
      json_array_add_string_element (array, terms[i].id);
  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    if ((self->marks & SALVE_MARK_UNKNOWN) != 0 && find_mark (old[i]) < 0)
      json_array_add_string_element (array, old[i]);
  return array;
}

static void
salve_product_finalize (GObject *object)
{
  SalveProduct *self = SALVE_PRODUCT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->source, json_object_unref);
  G_OBJECT_CLASS (salve_product_parent_class)->finalize (object);
}

static void
salve_product_class_init (SalveProductClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_product_finalize;
}

static void
salve_product_init (SalveProduct *self)
{
}

/**
 * salve_product_new:
 * @name: how the person calls it
 * @marks: what it is
 *
 * Returns: (transfer full): a product with an id of its own
 */
SalveProduct *
salve_product_new (const char *name,
                   SalveMarks  marks)
{
  SalveProduct *self;

  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  self = g_object_new (SALVE_TYPE_PRODUCT, NULL);
  self->id = g_uuid_string_random ();
  salve_product_set (self, name, marks);
  return self;
}

/**
 * salve_product_read:
 * @object: what may be a product
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: (transfer full) (nullable): the product, which keeps @object as what it came from
 */
SalveProduct *
salve_product_read (JsonObject  *object,
                    GError     **error)
{
  g_autoptr(SalveProduct) self = g_object_new (SALVE_TYPE_PRODUCT, NULL);
  g_auto(GStrv) marks = NULL;
  const char *id = "";
  const char *name = "";

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!salve_json_get_string (object, "id", &id, error) || !salve_json_check_word ("id", id, error) ||
      !salve_json_get_string (object, "name", &name, error) || !salve_json_check_word ("name", name, error) ||
      !salve_json_get_strings (object, "marks", &marks, error))
    return NULL;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->marks = collect_marks ((const char * const *) marks);
  self->source = json_object_ref (object);
  return g_steal_pointer (&self);
}

/**
 * salve_product_write:
 * @self: a product
 *
 * Returns: (transfer full): the product as JSON, with what it came with and is not known here
 */
JsonObject *
salve_product_write (SalveProduct *self)
{
  JsonObject *object;

  g_return_val_if_fail (SALVE_IS_PRODUCT (self), NULL);

  object = self->source != NULL ? salve_json_copy (self->source) : json_object_new ();
  salve_json_set_string (object, "id", self->id);
  salve_json_set_string (object, "name", self->name);
  json_object_set_array_member (object, "marks", write_marks (self, object));
  return object;
}

/**
 * salve_product_assign:
 * @self: a product
 * @other: the same product, read anew, or another
 *
 * Returns: whether it is the same product; then it is as @other from now on
 */
gboolean
salve_product_assign (SalveProduct *self,
                      SalveProduct *other)
{
  g_return_val_if_fail (SALVE_IS_PRODUCT (self), FALSE);
  g_return_val_if_fail (SALVE_IS_PRODUCT (other), FALSE);

  if (!g_str_equal (self->id, other->id))
    return FALSE;
  g_free (self->name);
  self->name = g_strdup (other->name);
  self->marks = other->marks;
  g_clear_pointer (&self->source, json_object_unref);
  self->source = other->source != NULL ? json_object_ref (other->source) : NULL;
  return TRUE;
}

/**
 * salve_product_get_id:
 * @self: a product
 *
 * Returns: (transfer none): its id
 */
const char *
salve_product_get_id (SalveProduct *self)
{
  g_return_val_if_fail (SALVE_IS_PRODUCT (self), NULL);

  return self->id;
}

/**
 * salve_product_get_name:
 * @self: a product
 *
 * Returns: (transfer none): how the person calls it
 */
const char *
salve_product_get_name (SalveProduct *self)
{
  g_return_val_if_fail (SALVE_IS_PRODUCT (self), NULL);

  return self->name;
}

/**
 * salve_product_get_marks:
 * @self: a product
 *
 * Returns: what it is; never nothing
 */
SalveMarks
salve_product_get_marks (SalveProduct *self)
{
  g_return_val_if_fail (SALVE_IS_PRODUCT (self), SALVE_MARK_UNKNOWN);

  return self->marks;
}

/**
 * salve_product_is_bland:
 * @self: a product
 *
 * Returns: whether it is known to be bland and nothing else
 */
gboolean
salve_product_is_bland (SalveProduct *self)
{
  return salve_product_get_marks (self) == SALVE_MARK_BLAND;
}

/**
 * salve_product_describe:
 * @self: a product
 *
 * Returns: (transfer full): what it is in words, "Retinoid and Perfume or alcohol"
 */
char *
salve_product_describe (SalveProduct *self)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_MARK, &n);

  g_return_val_if_fail (SALVE_IS_PRODUCT (self), NULL);

  for (guint i = 0; i < n; i++)
    if ((self->marks & (1u << i)) != 0)
      g_strv_builder_add (words, _(terms[i].title));
  if ((self->marks & SALVE_MARK_UNKNOWN) != 0)
    /* Translators: a product of which Salve does not know what it is. */
    g_strv_builder_add (words, _("Unknown"));
  list = g_strv_builder_end (words);
  /* Translators: stands between the words for what a product is: "Retinoid · Perfume or alcohol". */
  return g_strjoinv (_(" · "), list);
}

/**
 * salve_product_set:
 * @self: a product
 * @name: how the person calls it
 * @marks: what it is; bland beside another is not bland
 *
 * What a newer version said of it besides stays.
 */
void
salve_product_set (SalveProduct *self,
                   const char   *name,
                   SalveMarks    marks)
{
  g_return_if_fail (SALVE_IS_PRODUCT (self));
  g_return_if_fail (name != NULL && *name != '\0');

  marks &= ~SALVE_MARK_UNKNOWN;
  if (marks != SALVE_MARK_BLAND)
    marks &= ~SALVE_MARK_BLAND;
  if (has_unknown (self))
    marks |= SALVE_MARK_UNKNOWN;
  if (g_strcmp0 (self->name, name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (name);
    }
  self->marks = marks != 0 ? marks : SALVE_MARK_UNKNOWN;
}
