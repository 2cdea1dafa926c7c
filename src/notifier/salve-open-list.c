/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-open-list.h"

#include "salve-json.h"
#include "salve-ledger-entry.h"

/* Nobody's screen holds more, and the ledger has to stay below the limits of salve_json_parse(). */
#define MAX_OPEN 500

struct _SalveOpenList
{
  GObject    parent_instance;

  char      *daemon; /* which one on which bus; NULL before any is known */
  GPtrArray *notes;  /* of Note, oldest first */
  guint      serial; /* changes with the list */
};

typedef struct
{
  char     *tag;
  guint32   id;
  gboolean  ours; /* shown by this process, not by an earlier one */
} Note;

G_DEFINE_FINAL_TYPE (SalveOpenList, salve_open_list, G_TYPE_OBJECT)

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->tag);
  g_free (note);
}

static void
add (SalveOpenList *self,
     const char    *tag,
     guint32        id,
     gboolean       ours)
{
  Note *note = g_new0 (Note, 1);

  salve_open_list_remove (self, tag);
  note->tag = salve_ledger_fold_key (tag);
  note->id = id;
  note->ours = ours;
  g_ptr_array_add (self->notes, note);
  if (self->notes->len > MAX_OPEN)
    g_ptr_array_remove_index (self->notes, 0);
  self->serial++;
}

static Note *
find_tag (SalveOpenList *self,
          const char    *tag)
{
  g_autofree char *folded = salve_ledger_fold_key (tag);

  for (guint i = 0; i < self->notes->len; i++)
    {
      Note *note = g_ptr_array_index (self->notes, i);

      if (g_str_equal (note->tag, folded))
        return note;
    }

  return NULL;
}

static gboolean
read_note (SalveOpenList  *self,
           JsonNode       *node,
           GError        **error)
{
  const char *tag = NULL;
  double id = 0;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TYPE, "An entry is not an object");
      return FALSE;
    }
  object = json_node_get_object (node);
  if (!salve_json_require (object, (const char *const[]) { "tag", "id", NULL }, error)
      || !salve_json_get_string (object, "tag", &tag, error)
      || !salve_json_get_number (object, "id", 1, G_MAXUINT32, &id, error))
    return FALSE;
  if (tag == NULL || id < 1)
    {
      g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING, "An entry is empty");
      return FALSE;
    }
  add (self, tag, (guint32) id, FALSE);

  return TRUE;
}

static void
salve_open_list_finalize (GObject *object)
{
  SalveOpenList *self = SALVE_OPEN_LIST (object);

  g_clear_pointer (&self->daemon, g_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_open_list_parent_class)->finalize (object);
}

static void
salve_open_list_class_init (SalveOpenListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_open_list_finalize;
}

static void
salve_open_list_init (SalveOpenList *self)
{
  self->notes = g_ptr_array_new_with_free_func (note_free);
}

SalveOpenList *
salve_open_list_new (void)
{
  return g_object_new (SALVE_TYPE_OPEN_LIST, NULL);
}

/* The daemon that shows them, or NULL. */
const char *
salve_open_list_get_daemon (SalveOpenList *self)
{
  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), NULL);

  return self->daemon;
}

/* `daemon` tells a daemon from all others, also from those of an earlier bus, or is NULL where
 * there is none. Returns whether it is another one, and then the list is empty. */
gboolean
salve_open_list_set_daemon (SalveOpenList *self,
                            const char    *daemon)
{
  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), FALSE);

  if (g_strcmp0 (self->daemon, daemon) == 0)
    return FALSE;
  salve_open_list_clear (self);
  self->daemon = g_strdup (daemon);
  self->serial++;

  return TRUE;
}

guint
salve_open_list_get_size (SalveOpenList *self)
{
  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), 0);

  return self->notes->len;
}

/* Another number after each change. */
guint
salve_open_list_get_serial (SalveOpenList *self)
{
  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), 0);

  return self->serial;
}

/* Notes one that this process has just shown. One of the same tag is forgotten. */
void
salve_open_list_add (SalveOpenList *self,
                     const char    *tag,
                     guint32        id)
{
  g_return_if_fail (SALVE_IS_OPEN_LIST (self));
  g_return_if_fail (tag != NULL);
  g_return_if_fail (id != 0);

  add (self, tag, id, TRUE);
}

/* Returns whether it was there. */
gboolean
salve_open_list_remove (SalveOpenList *self,
                        const char    *tag)
{
  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  if (!g_ptr_array_remove (self->notes, find_tag (self, tag)))
    return FALSE;
  self->serial++;

  return TRUE;
}

/* Forgets all, and which daemon it was. */
void
salve_open_list_clear (SalveOpenList *self)
{
  g_return_if_fail (SALVE_IS_OPEN_LIST (self));

  g_clear_pointer (&self->daemon, g_free);
  g_ptr_array_set_size (self->notes, 0);
  self->serial++;
}

/* The daemon's number for it, or 0. */
guint32
salve_open_list_get_id (SalveOpenList *self,
                        const char    *tag)
{
  Note *note;

  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), 0);
  g_return_val_if_fail (tag != NULL, 0);

  note = find_tag (self, tag);

  return note != NULL ? note->id : 0;
}

/* The tag of the one with that number, or NULL where it is not ours. */
const char *
salve_open_list_find (SalveOpenList *self,
                      guint32        id)
{
  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), NULL);

  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *note = g_ptr_array_index (self->notes, i);

      if (note->id == id)
        return note->tag;
    }

  return NULL;
}

/* Whether this process showed it. */
gboolean
salve_open_list_is_ours (SalveOpenList *self,
                         const char    *tag)
{
  Note *note;

  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  note = find_tag (self, tag);

  return note != NULL && note->ours;
}

/* Transfer full. A tag that was too long to be kept stands as salve_ledger_fold_key() tells it. */
char **
salve_open_list_list_tags (SalveOpenList *self)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), NULL);

  for (guint i = 0; i < self->notes->len; i++)
    g_strv_builder_add (tags, ((Note *) g_ptr_array_index (self->notes, i))->tag);

  return g_strv_builder_end (tags);
}

/* Takes what salve_open_list_write() wrote; a document without it means an empty list. */
gboolean
salve_open_list_read (SalveOpenList  *self,
                      JsonObject     *root,
                      GError        **error)
{
  const char *daemon = NULL;
  JsonArray *open = NULL;

  g_return_val_if_fail (SALVE_IS_OPEN_LIST (self), FALSE);
  g_return_val_if_fail (root != NULL, FALSE);

  salve_open_list_clear (self);
  if (!salve_json_get_string (root, "daemon", &daemon, error)
      || !salve_json_get_array (root, "open", &open, error))
    return FALSE;
  self->daemon = g_strdup (daemon);
  for (guint i = 0; daemon != NULL && open != NULL && i < json_array_get_length (open); i++)
    if (!read_note (self, json_array_get_element (open, i), error))
      return FALSE;

  return TRUE;
}

void
salve_open_list_write (SalveOpenList *self,
                       JsonObject    *root)
{
  JsonArray *open;

  g_return_if_fail (SALVE_IS_OPEN_LIST (self));
  g_return_if_fail (root != NULL);

  if (self->daemon == NULL)
    return;
  open = json_array_sized_new (self->notes->len);
  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *note = g_ptr_array_index (self->notes, i);
      JsonObject *object = json_object_new ();

      salve_json_set_string (object, "tag", note->tag);
      json_object_set_int_member (object, "id", note->id);
      json_array_add_object_element (open, object);
    }
  salve_json_set_string (root, "daemon", self->daemon);
  json_object_set_array_member (root, "open", open);
}
