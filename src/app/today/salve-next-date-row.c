/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-next-date-row.h"

#include <glib/gi18n.h>

#include "salve-format.h"

struct _SalveNextDateRow
{
  AdwActionRow  parent_instance;

  SalveProfile *profile; /* NULL: nobody can be reminded */
  GDate         day;
  char         *words;   /* of the day */
  GtkWidget    *button;
};

G_DEFINE_FINAL_TYPE (SalveNextDateRow, salve_next_date_row, ADW_TYPE_ACTION_ROW)

static gboolean
is_set (SalveNextDateRow *self)
{
  const GDate *planned = salve_profile_get_planned (self->profile);

  return planned != NULL && g_date_compare (planned, &self->day) == 0 && salve_profile_get_remind (self->profile);
}

static void
update (SalveNextDateRow *self)
{
  gboolean set = is_set (self);
  g_autofree char *name =
    set /* Translators: %s is a day, "Wednesday, 25 November". */
        ? g_strdup_printf (_("Reminder set for %s"), self->words)
        /* Translators: %s is a day, "Wednesday, 25 November". */
        : g_strdup_printf (_("Remind me on %s"), self->words);

  /* Translators: on a button beside a day. */
  gtk_button_set_label (GTK_BUTTON (self->button), set ? _("Reminder set") : _("Remind me"));
  gtk_widget_set_sensitive (self->button, !set);
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_remind (SalveNextDateRow *self)
{
  salve_profile_set_planned (self->profile, &self->day, TRUE);
}

static void
salve_next_date_row_dispose (GObject *object)
{
  g_clear_object (&SALVE_NEXT_DATE_ROW (object)->profile);

  G_OBJECT_CLASS (salve_next_date_row_parent_class)->dispose (object);
}

static void
salve_next_date_row_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_NEXT_DATE_ROW (object)->words, g_free);

  G_OBJECT_CLASS (salve_next_date_row_parent_class)->finalize (object);
}

static void
salve_next_date_row_class_init (SalveNextDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_next_date_row_dispose;
  object_class->finalize = salve_next_date_row_finalize;
}

static void
salve_next_date_row_init (SalveNextDateRow *self)
{
}

static void
offer (SalveNextDateRow *self,
       SalveProfile     *profile)
{
  self->profile = g_object_ref (profile);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "remind");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_remind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  update (self);
}

/* Without a profile nothing is offered. */
GtkWidget *
salve_next_date_row_new (const char   *title,
                         const GDate  *day,
                         const GDate  *today,
                         SalveProfile *profile)
{
  SalveNextDateRow *self;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (day != NULL && g_date_valid (day), NULL);

  self = g_object_new (SALVE_TYPE_NEXT_DATE_ROW,
                       "use-markup", FALSE,
                       "title", title,
                       NULL);
  self->day = *day;
  self->words = salve_format_weekday (day, today);
  /* Translators: %s is a day, "Wednesday, 25 November". */
  subtitle = g_strdup_printf (_("Not before %s"), self->words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  if (profile != NULL)
    offer (self, profile);

  return GTK_WIDGET (self);
}
