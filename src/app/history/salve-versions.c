/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-versions.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "salve-choice-row.h"
#include "salve-format.h"
#include "salve-store-merge.h"
#include "salve-version-words.h"

#define WIDTH        720
#define NARROW_WIDTH 560

struct _SalveVersions
{
  AdwWindow    parent_instance;

  SalveStore  *store;
  SalveClock  *clock;
  char        *name;
  SalveRecord *record;
  SalveSession *one;    /* what the merge was made of: the records may be read anew */
  SalveSession *two;
  SalveMerge  *merge;   /* NULL where the two cannot be merged */
  gboolean     narrow;
  gboolean     another; /* these are two sessions */
  gboolean     busy;

  GtkLabel    *intro;
  GtkBox      *list;
  GtkRevealer *problem;
  GtkLabel    *problem_label;
  GtkButton   *later;
  GtkButton   *apply;
  GPtrArray   *pairs;   /* of GtkBox, each with what the two say */
};

G_DEFINE_FINAL_TYPE (SalveVersions, salve_versions, ADW_TYPE_WINDOW)

enum
{
  MERGED,
  SEPARATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static SalveRecord *
get_other (SalveVersions *self)
{
  return self->record != NULL && salve_record_get_n_versions (self->record) > 0
           ? salve_record_get_version (self->record, 0) : NULL;
}

static gint64
get_changed (SalveRecord *record)
{
  GStatBuf info;

  return g_lstat (salve_record_get_path (record), &info) == 0 ? info.st_mtime : 0;
}

static void
show_problem (SalveVersions *self,
              const char    *problem)
{
  if (problem != NULL)
    gtk_label_set_label (self->problem_label, problem);
  gtk_revealer_set_reveal_child (self->problem, problem != NULL);
}

/* --- what differs --- */

static void
on_chosen (SalveChoiceRow *row,
           GParamSpec     *pspec,
           SalveVersions  *self)
{
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "which"));

  if (self->merge != NULL && salve_choice_row_get_active (row))
    salve_merge_choose (self->merge, which, g_str_equal (salve_choice_row_get_id (row), "other"));
}

static GtkWidget *
create_row (SalveVersions *self,
            guint          which,
            gboolean       other)
{
  const SalveMergeDifference *difference = salve_merge_get_difference (self->merge, which);
  g_autofree char *text = salve_version_words_text (self->merge, which, other, other ? self->two : self->one,
                                                    salve_clock_get_time (self->clock));
  const char *whose = other ? _("Other version") : _("This record");
  GtkWidget *row;

  if (difference->rule == SALVE_MERGE_CHOICE)
    {
      row = GTK_WIDGET (salve_choice_row_new (other ? "other" : "one", text, whose));
      g_object_set_data (G_OBJECT (row), "which", GUINT_TO_POINTER (which));
      salve_choice_row_set_active (SALVE_CHOICE_ROW (row), difference->other == other);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (on_chosen), self, 0);
      return row;
    }
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 12, NULL);
  g_object_set (row, "title", text, "subtitle", whose, NULL);

  return row;
}

static GtkWidget *
create_side (GtkWidget  *row,
             const char *title)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_set_valign (list, GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return list;
}

static void
add_difference (SalveVersions *self,
                guint          which)
{
  const SalveMergeDifference *difference = salve_merge_get_difference (self->merge, which);
  const char *title = salve_version_words_title (difference->part);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *pair = gtk_box_new (self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *one = create_row (self, which, FALSE);
  GtkWidget *other = create_row (self, which, TRUE);

  g_object_set (group, "description", salve_version_words_rule (difference->rule), NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (difference->rule == SALVE_MERGE_CHOICE)
    salve_choice_row_set_group (SALVE_CHOICE_ROW (other), SALVE_CHOICE_ROW (one));
  gtk_box_set_homogeneous (GTK_BOX (pair), !self->narrow);
  gtk_box_append (GTK_BOX (pair), create_side (one, title));
  gtk_box_append (GTK_BOX (pair), create_side (other, title));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), pair);
  gtk_box_append (self->list, group);
  g_ptr_array_add (self->pairs, pair);
}

static void
clear_list (SalveVersions *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->pairs, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
}

static char *
describe_change (SalveRecord *record)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (get_changed (record));

  /* Translators: when a file was changed, in strftime's terms: "22 November 2026, 18:30". */
  return g_date_time_format (time, _("%-d %B %Y, %H:%M"));
}

static void
show_intro (SalveVersions *self)
{
  g_autofree char *date = salve_format_date (salve_record_get_time (self->record));
  g_autofree char *one = describe_change (self->record);
  g_autofree char *other = describe_change (get_other (self));
  g_autofree char *text =
    /* Translators: first the day of a session, then twice when a file was changed. */
    g_strdup_printf (_("The session of %s was changed in two places at once. This record is from %s, the other version "
                       "from %s. Nothing is lost: both go to Salve’s trash folder when they are merged."),
                     date, one, other);

  gtk_label_set_label (self->intro, text);
}

/* What was chosen already stays chosen. */
static void
keep_choices (SalveMerge *from,
              SalveMerge *merge)
{
  for (guint i = 0; from != NULL && i < salve_merge_get_n_differences (from); i++)
    for (guint j = 0; j < salve_merge_get_n_differences (merge); j++)
      if (g_str_equal (salve_merge_get_difference (from, i)->part, salve_merge_get_difference (merge, j)->part))
        salve_merge_choose (merge, j, salve_merge_get_difference (from, i)->other);
}

static SalveMerge *
make_merge (SalveVersions  *self,
            GError        **error)
{
  SalveRecord *other = get_other (self);
  const GError *reason;

  g_set_object (&self->one, salve_record_get_session (self->record));
  g_set_object (&self->two, salve_record_get_session (other));
  if (self->one == NULL || self->two == NULL)
    {
      reason = salve_record_get_error (self->one == NULL ? self->record : other);
      /* Translators: %s is why a file cannot be read. */
      g_set_error (error, reason->domain, reason->code,
                   _("One of the versions cannot be read: %s. Salve leaves both as they are."), reason->message);
      return NULL;
    }

  return salve_merge_new (self->one, self->two, get_changed (other) > get_changed (self->record), error);
}

static void
update_buttons (SalveVersions *self)
{
  gboolean can = self->merge != NULL || self->another;

  gtk_button_set_label (self->apply, self->another ? _("_Keep as Two Sessions") : _("_Merge"));
  gtk_widget_set_visible (GTK_WIDGET (self->apply), can);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), can && !self->busy);
  gtk_button_set_label (self->later, can ? _("_Later") : _("_Close"));
}

/* Reads both anew. FALSE where nothing is left to merge. */
static gboolean
reload (SalveVersions *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveMerge) old = g_steal_pointer (&self->merge);

  g_clear_object (&self->record);
  self->record = salve_store_find (self->store, self->name);
  if (get_other (self) == NULL)
    return FALSE;
  clear_list (self);
  self->merge = make_merge (self, &error);
  self->another = g_error_matches (error, SALVE_MERGE_ERROR, SALVE_MERGE_ERROR_ANOTHER);
  if (self->merge != NULL)
    {
      show_intro (self);
      keep_choices (old, self->merge);
      for (guint i = 0; i < salve_merge_get_n_differences (self->merge); i++)
        add_difference (self, i);
    }
  else if (self->another)
    gtk_label_set_label (self->intro, _("A file has the name of another version of this session, but holds a session of "
                                        "its own. Give it its own name, and both are in your history."));
  else
    gtk_label_set_label (self->intro, error->message);
  update_buttons (self);

  return TRUE;
}

/* --- the change --- */

static void
set_busy (SalveVersions *self,
          gboolean       busy)
{
  self->busy = busy;
  update_buttons (self);
}

static void
fail (SalveVersions *self,
      const GError  *error)
{
  /* Translators: %s is the computer's own words for what went wrong. */
  g_autofree char *text = g_strdup_printf (_("The versions could not be merged. Nothing was changed, and what you chose is "
                                             "kept here. Try again. (%s)"), error->message);

  set_busy (self, FALSE);
  if (reload (self))
    show_problem (self, text);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_merged (GObject      *store,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (SalveVersions) self = data;
  g_autoptr (GError) error = NULL;

  if (self->list == NULL)
    return;
  if (!salve_store_merge_finish (SALVE_STORE (store), result, &error))
    {
      fail (self, error);
      return;
    }
  set_busy (self, FALSE);
  g_signal_emit (self, signals[MERGED], 0, self->name);
  /* There may be a third. */
  show_problem (self, NULL);
  if (!reload (self))
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_separated (GObject      *store,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (SalveVersions) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = salve_store_separate_finish (SALVE_STORE (store), result, &error);

  if (self->list == NULL)
    return;
  if (name == NULL)
    {
      fail (self, error);
      return;
    }
  set_busy (self, FALSE);
  g_signal_emit (self, signals[SEPARATED], 0);
  if (!reload (self))
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_apply (SalveVersions *self)
{
  SalveRecord *other = get_other (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->busy || other == NULL)
    return;
  show_problem (self, NULL);
  if (self->another)
    {
      set_busy (self, TRUE);
      salve_store_separate_async (self->store, salve_record_get_name (other), self->two, NULL,
                                  on_separated, g_object_ref (self));
      return;
    }
  text = salve_merge_finish (self->merge, &error);
  if (text == NULL)
    {
      /* Translators: %s is why what was chosen does not fit together. */
      g_autofree char *problem = g_strdup_printf (_("What is chosen does not fit together: %s. Choose otherwise."),
                                                  error->message);

      show_problem (self, problem);
      return;
    }
  set_busy (self, TRUE);
  salve_store_merge_async (self->store, self->name, self->one, salve_record_get_name (other), self->two, text, NULL,
                           on_merged, g_object_ref (self));
}

/* --- the width --- */

static void
set_narrow (SalveVersions *self,
            gboolean       narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  for (guint i = 0; i < self->pairs->len; i++)
    {
      GtkWidget *pair = g_ptr_array_index (self->pairs, i);

      gtk_orientable_set_orientation (GTK_ORIENTABLE (pair),
                                      narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_homogeneous (GTK_BOX (pair), !narrow);
    }
}

static void
on_layout (SalveVersions *self,
           int            width,
           int            height)
{
  set_narrow (self, width < NARROW_WIDTH);
}

static void
salve_versions_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_versions_parent_class)->realize (widget);

  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (on_layout), widget, G_CONNECT_SWAPPED);
}

static void
salve_versions_dispose (GObject *object)
{
  SalveVersions *self = SALVE_VERSIONS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_VERSIONS);
  g_clear_pointer (&self->merge, salve_merge_free);
  g_clear_object (&self->one);
  g_clear_object (&self->two);
  g_clear_object (&self->record);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (salve_versions_parent_class)->dispose (object);
}

static void
salve_versions_finalize (GObject *object)
{
  SalveVersions *self = SALVE_VERSIONS (object);

  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (salve_versions_parent_class)->finalize (object);
}

static void
salve_versions_class_init (SalveVersionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = salve_versions_dispose;
  object_class->finalize = salve_versions_finalize;
  widget_class->realize = salve_versions_realize;

  signals[MERGED] = g_signal_new ("merged", SALVE_TYPE_VERSIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SEPARATED] = g_signal_new ("separated", SALVE_TYPE_VERSIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-versions.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveVersions, intro);
  gtk_widget_class_bind_template_child (widget_class, SalveVersions, list);
  gtk_widget_class_bind_template_child (widget_class, SalveVersions, problem);
  gtk_widget_class_bind_template_child (widget_class, SalveVersions, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SalveVersions, later);
  gtk_widget_class_bind_template_child (widget_class, SalveVersions, apply);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
}

static void
salve_versions_init (SalveVersions *self)
{
  self->pairs = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The record of that file name must have another version. */
SalveVersions *
salve_versions_new (GtkWindow  *parent,
                    SalveStore *store,
                    SalveClock *clock,
                    const char *name)
{
  SalveVersions *self;
  int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (SALVE_IS_STORE (store) && SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  width = width > 0 ? MIN (width, WIDTH) : WIDTH;
  self = g_object_new (SALVE_TYPE_VERSIONS, "transient-for", parent, "default-width", width, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->name = g_strdup (name);
  self->narrow = width < NARROW_WIDTH;
  reload (self);

  return self;
}
