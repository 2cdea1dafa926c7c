/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ending.h"

#include <glib/gi18n-lib.h>

#include "salve-area.h"
#include "salve-format.h"
#include "salve-protocol.h"

/* Announced this long after its instant, an ending says so. */
#define LATE (2 * G_TIME_SPAN_MINUTE)

struct _SalveEnding
{
  GObject    parent_instance;

  gint64     instant;
  GPtrArray *freed;
};

G_DEFINE_FINAL_TYPE (SalveEnding, salve_ending, G_TYPE_OBJECT)

static void
freed_free (SalveFreed *freed)
{
  g_free (freed->restriction);
  g_ptr_array_unref (freed->areas);
  g_free (freed);
}

static SalveFreed *
find_freed (SalveEnding *self,
            const char  *restriction)
{
  SalveFreed *freed;

  for (guint i = 0; i < self->freed->len; i++)
    {
      freed = g_ptr_array_index (self->freed, i);
      if (g_str_equal (freed->restriction, restriction))
        return freed;
    }
  freed = g_new0 (SalveFreed, 1);
  freed->restriction = g_strdup (restriction);
  freed->areas = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->freed, freed);

  return freed;
}

static char *
name_areas (SalveFreed *freed)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < freed->areas->len; i++)
    g_strv_builder_add (ids, g_ptr_array_index (freed->areas, i));
  list = g_strv_builder_end (ids);

  return salve_format_areas ((const char * const *) list);
}

static char *
list_restrictions (SalveEnding *self)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < self->freed->len; i++)
    {
      SalveFreed *freed = g_ptr_array_index (self->freed, i);

      g_strv_builder_add (titles, salve_protocol_get_title (freed->restriction));
    }
  list = g_strv_builder_end (titles);

  return salve_format_list ((const char * const *) list);
}

static void
salve_ending_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_ENDING (object)->freed, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_ending_parent_class)->finalize (object);
}

static void
salve_ending_class_init (SalveEndingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_ending_finalize;
}

static void
salve_ending_init (SalveEnding *self)
{
  self->freed = g_ptr_array_new_with_free_func ((GDestroyNotify) freed_free);
}

/**
 * salve_ending_new:
 * @instant: when, in microseconds since 1970 UTC
 *
 * Returns: (transfer full): an ending in which nothing has become free yet
 */
SalveEnding *
salve_ending_new (gint64 instant)
{
  SalveEnding *self = g_object_new (SALVE_TYPE_ENDING, NULL);

  self->instant = instant;

  return self;
}

/**
 * salve_ending_add:
 * @self: an ending
 * @restriction: a restriction's id
 * @area: the id of an area that it no longer holds for
 *
 * Adds an area that becomes free of a restriction at this instant.
 */
void
salve_ending_add (SalveEnding *self,
                  const char  *restriction,
                  const char  *area)
{
  g_return_if_fail (SALVE_IS_ENDING (self));
  g_return_if_fail (restriction != NULL && area != NULL);

  g_ptr_array_add (find_freed (self, restriction)->areas, g_strdup (area));
}

/**
 * salve_ending_get_instant:
 * @self: an ending
 *
 * Returns: when it comes, in microseconds since 1970 UTC
 */
gint64
salve_ending_get_instant (SalveEnding *self)
{
  g_return_val_if_fail (SALVE_IS_ENDING (self), 0);

  return self->instant;
}

/**
 * salve_ending_get_freed:
 * @self: an ending
 *
 * Returns: (transfer none) (element-type SalveFreed): what ends, and for
 *   which areas
 */
GPtrArray *
salve_ending_get_freed (SalveEnding *self)
{
  g_return_val_if_fail (SALVE_IS_ENDING (self), NULL);

  return self->freed;
}

/**
 * salve_ending_get_title:
 * @self: an ending
 * @now: the present instant, in microseconds since 1970 UTC
 * @discreet: whether others may read it: then it says not what ended
 *
 * Returns: (transfer full): a headline in words, which says so when the
 *   ending is announced late
 */
char *
salve_ending_get_title (SalveEnding *self,
                        gint64       now,
                        gboolean     discreet)
{
  g_autofree char *what = NULL;
  g_autofree char *ago = NULL;

  g_return_val_if_fail (SALVE_IS_ENDING (self), NULL);

  what = list_restrictions (self);
  if (now - self->instant < LATE && discreet)
    return g_strdup (_("A wait is over"));
  if (now - self->instant < LATE)
    /* Translators: a notification's headline; %s is one or more restrictions: "Sun and Sweat". */
    return g_strdup_printf (_("%s: the wait is over"), what);

  ago = salve_format_ago (now - self->instant);
  if (discreet)
    /* Translators: a late notification's headline; "3 hours ago". */
    return g_strdup_printf (_("A wait ended %s"), ago);

  /* Translators: a late notification's headline; "Sun and Sweat", then "3 hours ago". */
  return g_strdup_printf (_("%s: the wait ended %s"), what, ago);
}

/**
 * salve_ending_get_body:
 * @self: an ending
 * @discreet: as for salve_ending_get_title()
 *
 * Returns: (transfer full): plain text, a line a restriction, with the areas
 *   that became free
 */
char *
salve_ending_get_body (SalveEnding *self,
                       gboolean     discreet)
{
  g_autoptr (GString) body = g_string_new (NULL);

  g_return_val_if_fail (SALVE_IS_ENDING (self), NULL);

  if (discreet)
    return g_strdup (_("Open Salve to see which."));

  for (guint i = 0; i < self->freed->len; i++)
    {
      SalveFreed *freed = g_ptr_array_index (self->freed, i);
      int known = salve_protocol_find_restriction (freed->restriction);
      g_autofree char *areas = name_areas (freed);

      if (i > 0)
        g_string_append_c (body, '\n');
      if (known >= 0)
        /* Translators: areas of the body, then what is possible again: "Abdomen: Sun is allowed again". */
        g_string_append_printf (body, _("%s: %s"), areas,
                                salve_protocol_get_restriction ((SalveRestriction) known)->over);
      else
        g_string_append (body, areas);
    }

  return g_string_free (g_steal_pointer (&body), FALSE);
}
