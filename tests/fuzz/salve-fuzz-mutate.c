/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes one value of a JSON text and leaves it JSON, which bytes changed by chance seldom do. Every other time the
 * bytes are changed all the same. */
#include <string.h>

#include "salve-fuzz.h"
#include "salve-json.h"

size_t LLVMFuzzerMutate        (uint8_t      *data,
                                size_t        size,
                                size_t        max_size);
size_t LLVMFuzzerCustomMutator (uint8_t      *data,
                                size_t        size,
                                size_t        max_size,
                                unsigned int  seed);

/* What a reader may stumble over. */
static const char * const values[] = {
  "null", "true", "false", "0", "1", "-1", "2", "0.5", "-0.0", "1e15", "1e300", "10000", "10001", "366",
  "9223372036854775807", "-9223372036854775808", "\"\"", "\"a\"", "\"\\u0001\"", "\"\xc3\xa9\"", "[]", "{}", "[[]]", "[{}]",
  "\"1970-01-01T00:00:00Z\"", "\"9999-12-30T23:59:59Z\"", "\"2026-11-22T18:30:00+01:00\"",
  "\"2026-11-22T18:30:00.999999-11:30\"", "\"2026-10-25T02:30:00+02:00\"", "\"2026-10-25T02:30:00+01:00\"",
  "\"2026-03-29T02:30:00+01:00\"", "\"2027-11-23T18:30:00+01:00\"", "\"2026-02-29\"", "\"2024-02-29\"", "\"1900-01-01\"",
  "\"9999-12-31\"", "\"sun\"", "\"sweat\"", "\"products\"", "\"clinic\"", "\"stopped\"", "\"treat\"", "\"soothe\"", "\"aftercare\"",
  "\"numb\"", "\"device\"", "\"pen\"", "\"stamp\"", "\"red-flag\"", "\"abdomen\"", "\"worn\"", "\"pregnant\"", "\"interval\"",
  "\"25:00\"", "\"00:00\"", "\"23:59\"",
};

typedef struct
{
  GRand     *rand;
  GPtrArray *places; /* of Place */
} Mutation;

/* A member of an object, or an element of an array. */
typedef struct
{
  JsonObject *object;
  JsonArray  *array;
  char       *member;
  guint       element;
} Place;

static void
place_free (Place *place)
{
  g_free (place->member);
  g_free (place);
}

static void collect (Mutation *mutation,
                     JsonNode *node);

static void
add_place (Mutation   *mutation,
           JsonObject *object,
           JsonArray  *array,
           const char *member,
           guint       element)
{
  Place *place = g_new0 (Place, 1);

  place->object = object;
  place->array = array;
  place->member = g_strdup (member);
  place->element = element;
  g_ptr_array_add (mutation->places, place);
}

static void
collect_object (Mutation   *mutation,
                JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      add_place (mutation, object, NULL, l->data, 0);
      collect (mutation, json_object_get_member (object, l->data));
    }
}

static void
collect (Mutation *mutation,
         JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    collect_object (mutation, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        add_place (mutation, NULL, json_node_get_array (node), NULL, i);
        collect (mutation, json_array_get_element (json_node_get_array (node), i));
      }
}

static Place *
choose (Mutation *mutation)
{
  return g_ptr_array_index (mutation->places,
                            (guint) g_rand_int_range (mutation->rand, 0, (gint32) mutation->places->len));
}

static JsonNode *
get_node (const Place *place)
{
  return place->object != NULL ? json_object_get_member (place->object, place->member)
                               : json_array_get_element (place->array, place->element);
}

/* Through its text, so that nothing is shared. */
static JsonNode *
copy_node (JsonNode *node)
{
  g_autoptr (JsonObject) shell = json_object_new ();
  g_autoptr (JsonObject) copy = NULL;

  json_object_set_member (shell, "a", json_node_ref (node));
  copy = salve_json_copy (shell);
  return json_object_dup_member (copy, "a");
}

static JsonNode *
make_value (Mutation *mutation)
{
  guint i = (guint) g_rand_int_range (mutation->rand, 0, G_N_ELEMENTS (values));
  g_autofree char *text = g_strdup_printf ("{\"a\": %s}", values[i]);
  g_autoptr (JsonObject) object = salve_json_parse (text, -1, NULL);

  return json_object_dup_member (object, "a");
}

/* json-glib 1.6 has no way to set an element. */
static void
set_element (JsonArray *array,
             guint      element,
             JsonNode  *node)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  while (json_array_get_length (array) > element)
    {
      g_ptr_array_add (rest, json_array_dup_element (array, element));
      json_array_remove_element (array, element);
    }
  if (node != NULL)
    json_array_add_element (array, node);
  json_node_unref (g_ptr_array_index (rest, 0));
  for (guint i = 1; i < rest->len; i++)
    json_array_add_element (array, g_ptr_array_index (rest, i));
}

/* NULL takes it away. */
static void
set_node (const Place *place,
          JsonNode    *node)
{
  if (place->array != NULL)
    set_element (place->array, place->element, node);
  else if (node != NULL)
    json_object_set_member (place->object, place->member, node);
  else
    json_object_remove_member (place->object, place->member);
}

static void
change (Mutation *mutation)
{
  Place *place = choose (mutation);
  Place *other = choose (mutation);

  switch (g_rand_int_range (mutation->rand, 0, 6))
    {
    case 0:
      set_node (place, NULL);
      break;
    case 1:
      if (place->array != NULL)
        json_array_add_element (place->array, copy_node (get_node (place)));
      else
        json_object_set_member (place->object, "later", make_value (mutation));
      break;
    case 2:
    case 3:
      set_node (place, copy_node (get_node (other)));
      break;
    default:
      set_node (place, make_value (mutation));
      break;
    }
}

size_t
LLVMFuzzerCustomMutator (uint8_t      *data,
                         size_t        size,
                         size_t        max_size,
                         unsigned int  seed)
{
  g_autoptr (JsonObject) object = seed % 2 == 0 ? salve_json_parse ((const char *) data, (gssize) size, NULL) : NULL;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *text = NULL;
  Mutation mutation = { rand, places };

  if (object == NULL)
    return LLVMFuzzerMutate (data, size, max_size);
  collect_object (&mutation, object);
  if (places->len == 0)
    return LLVMFuzzerMutate (data, size, max_size);
  change (&mutation);
  text = salve_json_print (object);
  if (strlen (text) > max_size)
    return LLVMFuzzerMutate (data, size, max_size);
  memcpy (data, text, strlen (text));
  return strlen (text);
}
