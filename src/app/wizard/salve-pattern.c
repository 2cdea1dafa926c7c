/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-pattern.h"

#include <adwaita.h>

#include "salve-pattern-art.h"

#define MOVEMENT_MS 4000 /* there and back */
#define MOVEMENTS   3    /* then it rests: what moves for ever distracts, and keeps the machine awake */

struct _SalvePattern
{
  GtkWidget     parent_instance;

  char         *direction;
  char         *kind;
  gboolean      test_spot;
  double        moment;
  AdwAnimation *animation;
  GtkRoot      *window;     /* while mapped */
};

G_DEFINE_FINAL_TYPE (SalvePattern, salve_pattern, GTK_TYPE_WIDGET)

static void
on_moment (double   moment,
           gpointer data)
{
  SalvePattern *self = data;

  /* The end of the last movement is the beginning of the next. */
  self->moment = moment < 1 ? moment : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Nobody looks at a window that is not active: it waits there, and goes on later. */
static void
on_active (SalvePattern *self)
{
  if (GTK_IS_WINDOW (self->window) && !gtk_window_is_active (GTK_WINDOW (self->window)))
    adw_animation_pause (self->animation);
  else if (adw_animation_get_state (self->animation) == ADW_ANIMATION_PAUSED)
    adw_animation_resume (self->animation);
}

static void
salve_pattern_map (GtkWidget *widget)
{
  SalvePattern *self = SALVE_PATTERN (widget);

  GTK_WIDGET_CLASS (salve_pattern_parent_class)->map (widget);

  self->window = gtk_widget_get_root (widget);
  g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (on_active), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  salve_pattern_play (self);
}

static void
salve_pattern_unmap (GtkWidget *widget)
{
  SalvePattern *self = SALVE_PATTERN (widget);

  adw_animation_reset (self->animation);
  g_signal_handlers_disconnect_by_func (self->window, on_active, self);
  g_signal_handlers_disconnect_by_func (adw_style_manager_get_default (), gtk_widget_queue_draw, self);
  self->window = NULL;

  GTK_WIDGET_CLASS (salve_pattern_parent_class)->unmap (widget);
}

static void
salve_pattern_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  SalvePattern *self = SALVE_PATTERN (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  SalvePatternArt art = {
    .direction = self->direction,
    .kind = self->kind,
    .test_spot = self->test_spot,
    .dark = adw_style_manager_get_dark (adw_style_manager_get_default ()),
    .moment = self->moment,
  };

  cairo_translate (cr, width / 2.0, height / 2.0);
  salve_pattern_art_draw (&art, cr, MIN (width, height) / 2.0);
  cairo_destroy (cr);
}

static void
salve_pattern_dispose (GObject *object)
{
  SalvePattern *self = SALVE_PATTERN (object);

  if (self->animation != NULL)
    adw_animation_reset (self->animation);
  g_clear_object (&self->animation);

  G_OBJECT_CLASS (salve_pattern_parent_class)->dispose (object);
}

static void
salve_pattern_finalize (GObject *object)
{
  SalvePattern *self = SALVE_PATTERN (object);

  g_clear_pointer (&self->direction, g_free);
  g_clear_pointer (&self->kind, g_free);

  G_OBJECT_CLASS (salve_pattern_parent_class)->finalize (object);
}

static void
salve_pattern_class_init (SalvePatternClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_pattern_dispose;
  G_OBJECT_CLASS (klass)->finalize = salve_pattern_finalize;
  widget_class->map = salve_pattern_map;
  widget_class->unmap = salve_pattern_unmap;
  widget_class->snapshot = salve_pattern_snapshot;
  /* Its size comes from the style sheet. */
  gtk_widget_class_set_css_name (widget_class, "pattern");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
salve_pattern_init (SalvePattern *self)
{
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, MOVEMENT_MS,
                                             adw_callback_animation_target_new (on_moment, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_LINEAR);
  adw_timed_animation_set_repeat_count (ADW_TIMED_ANIMATION (self->animation), MOVEMENTS);
}

/* Draws the arrow of a direction of the protocol, or none for NULL. */
void
salve_pattern_set_direction (SalvePattern *self,
                             const char   *direction)
{
  g_return_if_fail (SALVE_IS_PATTERN (self));

  if (g_strcmp0 (self->direction, direction) == 0)
    return;
  g_free (self->direction);
  self->direction = g_strdup (direction);
  salve_pattern_play (self);
}

/* What moves: "roller", "pen" or "stamp". */
void
salve_pattern_set_device (SalvePattern *self,
                          const char   *kind)
{
  g_return_if_fail (SALVE_IS_PATTERN (self));

  if (g_strcmp0 (self->kind, kind) == 0)
    return;
  g_free (self->kind);
  self->kind = g_strdup (kind);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whether only a small square is to be treated. */
void
salve_pattern_set_test_spot (SalvePattern *self,
                             gboolean      test_spot)
{
  g_return_if_fail (SALVE_IS_PATTERN (self));

  if (self->test_spot == test_spot)
    return;
  self->test_spot = test_spot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Shows the movement from its beginning, unless the desktop wants no animations. */
void
salve_pattern_play (SalvePattern *self)
{
  g_return_if_fail (SALVE_IS_PATTERN (self));

  adw_animation_reset (self->animation);
  self->moment = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->direction == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || !adw_get_enable_animations (GTK_WIDGET (self)))
    return;
  adw_animation_play (self->animation);
  on_active (self);
}

/* Whether it moves just now, and so wakes the machine. */
gboolean
salve_pattern_get_moving (SalvePattern *self)
{
  g_return_val_if_fail (SALVE_IS_PATTERN (self), FALSE);

  return adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING;
}
