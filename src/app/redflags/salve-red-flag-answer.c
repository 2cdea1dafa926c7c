/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-red-flag-answer.h"

#include <glib/gi18n.h>

#include "salve-red-flag.h"
#include "salve-source.h"

/* The height is asked for before the width is known: this is about a narrow window's line. */
#define TEXT_CHARS 46

struct _SalveRedFlagAnswer
{
  AdwBin             parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel          *title;
  GtkLabel          *actions;
  GtkLabel          *meanwhile;
  GtkBox            *signs;
};

G_DEFINE_FINAL_TYPE (SalveRedFlagAnswer, salve_red_flag_answer, ADW_TYPE_BIN)

static const char * const urgency_classes[] = {
  [SALVE_URGENCY_EMERGENCY] = "emergency",
  [SALVE_URGENCY_DOCTOR_TODAY] = "same-day",
  [SALVE_URGENCY_DERMATOLOGIST] = "later",
};

static GtkWidget *
append_label (GtkBox     *box,
              const char *text,
              const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "max-width-chars", TEXT_CHARS,
                                   NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);

  return label;
}

/* What to do about the gravest of the signs, each once. */
static char *
list_actions (const char * const *signs,
              SalveUrgency        urgency)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new ();

  for (guint i = 0; signs[i] != NULL; i++)
    {
      const SalveRedFlag *flag = salve_red_flag_find (signs[i]);

      if (flag != NULL && flag->urgency == urgency
          && !g_ptr_array_find_with_equal_func (actions, flag->action, g_str_equal, NULL))
        g_ptr_array_add (actions, (gpointer) flag->action);
    }
  g_ptr_array_add (actions, NULL);

  return g_strjoinv ("\n", (char **) actions->pdata);
}

static char *
list_sources (const SalveRedFlag *flag)
{
  g_auto (GStrv) ids = g_strsplit (flag->sources, ", ", -1);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SalveSource *source = salve_source_find (ids[i]);

      if (source != NULL)
        g_string_append_printf (titles, "%s%s", titles->len > 0 ? "; " : "", source->title);
    }

  /* Translators: %s are titles of publications, with "; " between them. */
  return g_strdup_printf (_("From: %s"), titles->str);
}

static void
add_sign (SalveRedFlagAnswer *self,
          const SalveRedFlag *flag)
{
  g_autofree char *sources = list_sources (flag);
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));

  append_label (box, flag->sign, "heading");
  append_label (box, flag->when, "body");
  append_label (box, sources, "caption");
  gtk_box_append (self->signs, GTK_WIDGET (box));
}

static void
fill_signs (SalveRedFlagAnswer *self,
            const char * const *signs)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->signs))) != NULL)
    gtk_box_remove (self->signs, child);
  for (guint i = 0; signs[i] != NULL; i++)
    {
      const SalveRedFlag *flag = salve_red_flag_find (signs[i]);

      if (flag != NULL)
        add_sign (self, flag);
    }
}

static void
show_class (SalveRedFlagAnswer *self,
            SalveUrgency        urgency)
{
  for (SalveUrgency u = SALVE_URGENCY_EMERGENCY; u < SALVE_URGENCY_NONE; u++)
    if (u == urgency)
      gtk_widget_add_css_class (GTK_WIDGET (self), urgency_classes[u]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), urgency_classes[u]);
}

static void
salve_red_flag_answer_class_init (SalveRedFlagAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-red-flag-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlagAnswer, scroller);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlagAnswer, title);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlagAnswer, actions);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlagAnswer, meanwhile);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlagAnswer, signs);
}

static void
salve_red_flag_answer_init (SalveRedFlagAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Without a sign there is no answer, and the last one stays until it is out of sight. */
void
salve_red_flag_answer_set_signs (SalveRedFlagAnswer *self,
                                 const char * const *signs)
{
  SalveUrgency urgency;
  g_autofree char *actions = NULL;

  g_return_if_fail (SALVE_IS_RED_FLAG_ANSWER (self));
  g_return_if_fail (signs != NULL);

  urgency = salve_red_flag_judge (signs);
  if (urgency == SALVE_URGENCY_NONE)
    return;
  actions = list_actions (signs, urgency);
  show_class (self, urgency);
  gtk_label_set_label (self->title, salve_urgency_title (urgency));
  gtk_label_set_label (self->actions, actions);
  gtk_label_set_label (self->meanwhile, salve_urgency_meanwhile (urgency));
  fill_signs (self, signs);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}
