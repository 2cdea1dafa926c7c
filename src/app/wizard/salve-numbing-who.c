/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing-who.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-screening.h"

struct _SalveNumbingWho
{
  AdwBin               parent_instance;

  SalveAnswers        *answers;
  GPtrArray           *rows;    /* of SalveChoiceRow, unowned */
  SalveChoiceRow      *none;
  gboolean             refreshing;

  AdwPreferencesGroup *reasons;
  AdwPreferencesGroup *confirm;
};

G_DEFINE_FINAL_TYPE (SalveNumbingWho, salve_numbing_who, ADW_TYPE_BIN)

static const char *
get_id (SalveNumbingWho *self,
        guint            i)
{
  return salve_choice_row_get_id (g_ptr_array_index (self->rows, i));
}

static gboolean
applies (SalveNumbingWho *self,
         guint            i)
{
  const SalveAnswer *answer = salve_answers_get (self->answers, get_id (self, i));

  return answer != NULL && answer->applies;
}

static gboolean
is_denied (SalveNumbingWho *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SalveAnswer *answer = salve_answers_get (self->answers, get_id (self, i));

      if (answer == NULL || answer->applies)
        return FALSE;
    }

  return TRUE;
}

static void
refresh (SalveNumbingWho *self)
{
  self->refreshing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    salve_choice_row_set_active (g_ptr_array_index (self->rows, i), applies (self, i));
  salve_choice_row_set_active (self->none, is_denied (self));
  self->refreshing = FALSE;
}

static void
on_reason (SalveNumbingWho *self,
           GParamSpec      *pspec,
           SalveChoiceRow  *row)
{
  if (self->refreshing)
    return;
  if (salve_choice_row_get_active (row))
    salve_answers_set_yes (self->answers, salve_choice_row_get_id (row), NULL, NULL, NULL);
  else
    salve_answers_forget (self->answers, salve_choice_row_get_id (row));
  refresh (self);
}

static void
on_none (SalveNumbingWho *self)
{
  gboolean none = salve_choice_row_get_active (self->none);

  if (self->refreshing)
    return;
  self->refreshing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (none)
        salve_answers_set_no (self->answers, get_id (self, i));
      else
        salve_answers_forget (self->answers, get_id (self, i));
    }
  refresh (self);
}

static void
add_reason (SalveNumbingWho          *self,
            const SalveScreeningItem *item)
{
  g_autofree char *title = salve_screening_get_title (item);
  SalveChoiceRow *row = salve_choice_row_new (item->id, title, NULL);

  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_reason), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->reasons, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
add_rows (SalveNumbingWho *self)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_NUMBING, &n);

  for (guint i = 0; i < n; i++)
    add_reason (self, &items[i]);
  self->none = salve_choice_row_new ("none", _("None of these applies to me"), NULL);
  g_signal_connect_object (self->none, "notify::active", G_CALLBACK (on_none), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->confirm, GTK_WIDGET (self->none));
}

static void
salve_numbing_who_dispose (GObject *object)
{
  SalveNumbingWho *self = SALVE_NUMBING_WHO (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_NUMBING_WHO);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->answers);

  G_OBJECT_CLASS (salve_numbing_who_parent_class)->dispose (object);
}

static void
salve_numbing_who_class_init (SalveNumbingWhoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_numbing_who_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-numbing-who.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingWho, reasons);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingWho, confirm);
}

static void
salve_numbing_who_init (SalveNumbingWho *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self);
}

void
salve_numbing_who_set_answers (SalveNumbingWho *self,
                               SalveAnswers    *answers)
{
  g_return_if_fail (SALVE_IS_NUMBING_WHO (self));
  g_return_if_fail (SALVE_IS_ANSWERS (answers));

  if (g_set_object (&self->answers, answers))
    refresh (self);
}
