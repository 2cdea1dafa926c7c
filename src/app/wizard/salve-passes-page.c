/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-passes-page.h"

#include <glib/gi18n.h>

#include "salve-area.h"
#include "salve-closures.h"
#include "salve-pattern.h"
#include "salve-protocol.h"

/* How often the time by area is written anew. */
#define TICK (10 * G_TIME_SPAN_SECOND)

struct _SalvePassesPage
{
  SalveWizardPage  parent_instance;

  SalvePattern    *pattern;
  GtkLabel        *area;
  GtkLabel        *direction;
  GtkLabel        *count;
  GtkLabel        *technique;
  GtkLabel        *end_point;
  GtkLabel        *spare;
  GtkLabel        *spot;
  GtkLabel        *time;
  GtkRevealer     *over;
  GtkLabel        *over_label;
  GtkWidget       *end_here;
  GtkBox          *chips;
  GtkButton       *enough;
  GtkButton       *undo;

  guint            alarm;
  guint            counted;  /* as last shown: each pass shows the movement again */
};

G_DEFINE_FINAL_TYPE (SalvePassesPage, salve_passes_page, SALVE_TYPE_WIZARD_PAGE)

/* S13, S22, S75: light and even, a new direction only after lifting; S83: straight in. */
static const char *
get_technique (const char *kind)
{
  if (g_strcmp0 (kind, "pen") == 0)
    return _("Glide lightly and evenly along the line, the cartridge flat on the skin. Lift it before you turn back.");
  if (g_strcmp0 (kind, "stamp") == 0)
    return _("Press lightly, straight down. Lift, move on along the line, press again. Never drag it.");

  return _("Roll lightly and evenly along the line: the needles do the work. Lift it before you turn back, and never "
           "turn it on the skin.");
}

static SalveProcedure *
get_procedure (SalvePassesPage *self)
{
  return salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self));
}

/* --- what the person does --- */

static void
on_enough (SalvePassesPage *self)
{
  salve_procedure_enough (get_procedure (self));
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
on_end_here (SalvePassesPage *self)
{
  salve_procedure_enough_of_all (get_procedure (self));
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
on_undo (SalvePassesPage *self)
{
  salve_procedure_uncount_pass (get_procedure (self));
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
on_blood (SalvePassesPage *self)
{
  salve_procedure_stop (get_procedure (self), "blood");
}

static void
on_pain (SalvePassesPage *self)
{
  salve_procedure_stop (get_procedure (self), "pain");
}

static void
on_dizzy (SalvePassesPage *self)
{
  salve_procedure_stop (get_procedure (self), "dizzy");
}

/* --- the time by area --- */

static char *
describe_time (guint seconds)
{
  /* Translators: needling time in the present area, minutes and seconds, then the most for skin of the size of a palm. */
  return g_strdup_printf (ngettext ("%1$u:%2$02u here. At most %3$d minute per palm.",
                                    "%1$u:%2$02u here. At most %3$d minutes per palm.",
                                    SALVE_PROTOCOL_PALM_MAX_MINUTES),
                          seconds / 60, seconds % 60, SALVE_PROTOCOL_PALM_MAX_MINUTES);
}

static char *
describe_area_over (void)
{
  /* Translators: %1$d are minutes, as for the size of a palm before; %2$d are minutes for the largest area */
  return g_strdup_printf (_("More than %1$d minutes here. A larger area than a palm may have %2$d."),
                          SALVE_PROTOCOL_PALM_MAX_MINUTES,
                          SALVE_PROTOCOL_PALM_MAX_MINUTES * SALVE_PROTOCOL_SESSION_MAX_PALMS);
}

static char *
describe_area_full (void)
{
  /* Translators: %d are minutes */
  return g_strdup_printf (_("More than %d minutes here: enough for this area today."),
                          SALVE_PROTOCOL_PALM_MAX_MINUTES * SALVE_PROTOCOL_SESSION_MAX_PALMS);
}

static char *
describe_session_over (void)
{
  /* Translators: %d are minutes */
  return g_strdup_printf (_("%d minutes of needling: enough for one session."),
                          SALVE_PROTOCOL_SESSION_MAX_MINUTES);
}

/* NULL while there is time left. */
static char *
describe_over (guint area_seconds,
               guint all_seconds)
{
  if (all_seconds >= SALVE_PROTOCOL_SESSION_MAX_MINUTES * 60)
    return describe_session_over ();
  if (area_seconds >= SALVE_PROTOCOL_PALM_MAX_MINUTES * SALVE_PROTOCOL_SESSION_MAX_PALMS * 60)
    return describe_area_full ();
  if (area_seconds >= SALVE_PROTOCOL_PALM_MAX_MINUTES * 60)
    return describe_area_over ();

  return NULL;
}

static void show_time (SalvePassesPage *self);

static void
on_tick (gpointer data)
{
  SalvePassesPage *self = data;

  self->alarm = 0;
  show_time (self);
}

static void
arm (SalvePassesPage *self)
{
  SalveClock *clock = salve_procedure_get_clock (get_procedure (self));

  salve_clock_clear_alarm (clock, &self->alarm);
  self->alarm = salve_clock_add_alarm (clock, salve_clock_get_time (clock) + TICK, on_tick, self);
}

static void
show_time (SalvePassesPage *self)
{
  SalveProcedure *procedure = get_procedure (self);
  SalveSessionPass *pass = salve_procedure_get_pass (procedure);
  guint all_seconds = salve_procedure_get_needling_seconds (procedure);
  guint seconds = pass != NULL ? salve_procedure_get_area_seconds (procedure, pass->area) : 0;
  g_autofree char *words = describe_time (seconds - seconds % (guint) (TICK / G_TIME_SPAN_SECOND));
  g_autofree char *over = pass != NULL ? describe_over (seconds, all_seconds) : NULL;

  gtk_label_set_label (self->time, words);
  gtk_widget_set_visible (GTK_WIDGET (self->time), pass != NULL && over == NULL);
  gtk_label_set_label (self->over_label, over != NULL ? over : "");
  gtk_widget_set_visible (self->end_here, all_seconds >= SALVE_PROTOCOL_SESSION_MAX_MINUTES * 60);
  gtk_revealer_set_reveal_child (self->over, over != NULL);
  if (pass != NULL)
    arm (self);
}

/* --- what is shown --- */

/* An arrow and a number: the whole words are for a screen reader and the pointer. */
static void
add_chip (SalvePassesPage *self,
          const char      *direction,
          guint            done,
          guint            planned)
{
  /* Translators: a direction, then passes done of those planned: "Up and down 2 of 4". */
  g_autofree char *words = g_strdup_printf (_("%s %u of %u"), salve_protocol_get_direction_title (direction),
                                            done, planned);
  /* Translators: passes done of those planned: "2/4". */
  g_autofree char *number = g_strdup_printf (_("%u/%u"), done, planned);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", "salve-direction-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);
  GtkWidget *label = gtk_label_new (number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (chip, words);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (arrow, direction);
  gtk_widget_add_css_class (chip, "chip");
  gtk_box_append (GTK_BOX (chip), arrow);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (self->chips, chip);
}

static void
show_chips (SalvePassesPage  *self,
            SalveProcedure   *procedure,
            SalveSessionPass *pass)
{
  double needle_mm = salve_session_get_needle_mm (salve_procedure_get_session (procedure));
  guint planned = salve_procedure_get_passes_planned (procedure);
  const char * const *directions = salve_protocol_get_directions ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; pass != NULL && i < salve_protocol_get_band (needle_mm)->directions; i++)
    {
      add_chip (self, directions[i], salve_procedure_get_passes_done (procedure, pass->area, directions[i]), planned);
      if (g_str_equal (directions[i], pass->direction))
        gtk_widget_add_css_class (gtk_widget_get_last_child (GTK_WIDGET (self->chips)), "present");
    }
}

static void
show_spot (SalvePassesPage *self,
           gboolean         test_spot)
{
  /* Translators: the sides of a small square to try first: "Test spot: 2 × 2 cm only" */
  g_autofree char *words = g_strdup_printf (_("Test spot: %d × %d cm only"),
                                            SALVE_PROTOCOL_TEST_SPOT_CM, SALVE_PROTOCOL_TEST_SPOT_CM);

  gtk_label_set_label (self->spot, words);
  gtk_widget_set_visible (GTK_WIDGET (self->spot), test_spot);
  salve_pattern_set_test_spot (self->pattern, test_spot);
}

static void
show_pass (SalvePassesPage  *self,
           SalveProcedure   *procedure,
           SalveSessionPass *pass)
{
  SalveSession *session = salve_procedure_get_session (procedure);
  const SalveArea *area = salve_area_find (pass->area);
  g_autofree char *count = g_strdup_printf (_("Pass %u of %u"), pass->count + 1,
                                            salve_procedure_get_passes_planned (procedure));

  gtk_label_set_label (self->area, salve_area_name (pass->area));
  gtk_label_set_label (self->direction, salve_protocol_get_direction_title (pass->direction));
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->technique, get_technique (salve_session_get_device_kind (session)));
  gtk_label_set_label (self->spare, area != NULL ? area->spare : "");
  salve_pattern_set_device (self->pattern, salve_session_get_device_kind (session));
}

static void
show_done (SalvePassesPage *self)
{
  gtk_label_set_label (self->area, "");
  gtk_label_set_label (self->direction, _("All areas are treated"));
  gtk_label_set_label (self->count, "");
  gtk_label_set_label (self->technique, _("Put the device away: it is cleaned after the session, before it dries."));
  gtk_label_set_label (self->spare, "");
}

static void
show_parts (SalvePassesPage *self,
            gboolean         treating)
{
  GtkWidget *parts[] = {
    GTK_WIDGET (self->area),
    GTK_WIDGET (self->count),
    GTK_WIDGET (self->end_point),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], treating);
  gtk_widget_set_visible (GTK_WIDGET (self->spare), gtk_label_get_label (self->spare)[0] != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->enough), treating);
}

static void
show_movement (SalvePassesPage  *self,
               SalveSession     *session,
               SalveSessionPass *pass)
{
  guint counted = salve_session_count_passes (session);

  salve_pattern_set_direction (self->pattern, pass != NULL ? pass->direction : NULL);
  if (counted != self->counted)
    salve_pattern_play (self->pattern);
  self->counted = counted;
}

static void
salve_passes_page_refresh (SalveWizardPage *page)
{
  SalvePassesPage *self = SALVE_PASSES_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveSession *session = salve_procedure_get_session (procedure);
  SalveSessionPass *pass = salve_procedure_get_pass (procedure);

  if (pass != NULL)
    show_pass (self, procedure, pass);
  else
    show_done (self);
  show_parts (self, pass != NULL);
  show_spot (self, pass != NULL && salve_session_get_test_spot (session));
  show_movement (self, session, pass);
  show_chips (self, procedure, pass);
  show_time (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo), salve_procedure_get_needled (procedure));
  /* The strip above says what to do about it. */
  salve_wizard_page_set_primary (page, pass != NULL ? _("Count this pass") : _("Go on to soothe"),
                                 !salve_procedure_get_faded (procedure));
}

static void
salve_passes_page_primary (SalveWizardPage *page)
{
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);

  if (salve_procedure_get_can_next (procedure))
    salve_procedure_next (procedure);
  else
    salve_procedure_count_pass (procedure);
}

/* --- overrides --- */

static void
salve_passes_page_unmap (GtkWidget *widget)
{
  SalvePassesPage *self = SALVE_PASSES_PAGE (widget);

  salve_clock_clear_alarm (salve_procedure_get_clock (get_procedure (self)), &self->alarm);

  GTK_WIDGET_CLASS (salve_passes_page_parent_class)->unmap (widget);
}

static void
salve_passes_page_dispose (GObject *object)
{
  SalvePassesPage *self = SALVE_PASSES_PAGE (object);

  if (get_procedure (self) != NULL)
    salve_clock_clear_alarm (salve_procedure_get_clock (get_procedure (self)), &self->alarm);
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_PASSES_PAGE);

  G_OBJECT_CLASS (salve_passes_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-passes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, pattern);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, area);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, direction);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, count);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, technique);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, end_point);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, spare);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, spot);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, time);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, over);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, over_label);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, end_here);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, enough);
  gtk_widget_class_bind_template_child (widget_class, SalvePassesPage, undo);
  gtk_widget_class_bind_template_callback (widget_class, on_blood);
  gtk_widget_class_bind_template_callback (widget_class, on_dizzy);
  gtk_widget_class_bind_template_callback (widget_class, on_end_here);
  gtk_widget_class_bind_template_callback (widget_class, on_enough);
  gtk_widget_class_bind_template_callback (widget_class, on_pain);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
}

static void
salve_passes_page_class_init (SalvePassesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_passes_page_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = salve_passes_page_unmap;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_passes_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_passes_page_primary;

  g_type_ensure (SALVE_TYPE_PATTERN);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
salve_passes_page_init (SalvePassesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
