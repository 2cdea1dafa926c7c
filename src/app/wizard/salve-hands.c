/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-hands.h"

#include <adwaita.h>

#include "salve-choice-row.h"
#include "salve-key.h"

/* What a mouse has at its side. */
#define BUTTON_BACK    8
#define BUTTON_FORWARD 9

/* Of what was on the screen before a page is turned, so that the eye finds the place again. */
#define OVERLAP 48

struct _SalveHands
{
  GObject            parent_instance;

  SalveSettings     *settings;
  GtkWindow         *window;      /* (unowned), NULL while not attached; so is the next */
  GtkWidget         *button;
  GtkScrolledWindow *scroller;    /* what a pedal reads to the end first; NULL for nothing */
  GPtrArray         *controllers; /* of the window */
  GHashTable        *held;        /* hardware codes of the keys that are down */
};

G_DEFINE_FINAL_TYPE (SalveHands, salve_hands, G_TYPE_OBJECT)

enum
{
  SIGNAL_PRESSED,
  SIGNAL_BACK,
  SIGNAL_OTHER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- what the focused widget needs for itself --- */

static gboolean
is_text (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* Space turns a check or a switch; Enter is then free to go on. */
static gboolean
is_check (GtkWidget *widget)
{
  if (ADW_IS_ACTION_ROW (widget))
    widget = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget));

  return GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget);
}

/* One that does something; Enter on one with a check went on before. */
static gboolean
is_row (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX_ROW (widget) && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
}

/* A menu or a popover has the keyboard for itself. */
static gboolean
is_elsewhere (SalveHands *self,
              GtkWidget  *focus)
{
  return focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self->window);
}

/* What goes on before the focused widget is asked. It could be a slider, which would take the pedal, or the
 * button itself, which would take its time. Whatever else nobody wants comes back to on_left_over(). */
static gboolean
comes_first (SalveHands *self,
             SalveKey    key,
             GtkWidget  *focus)
{
  return key == SALVE_KEY_PEDAL || focus == self->button || (key == SALVE_KEY_ENTER && is_check (focus));
}

/* --- what hands do --- */

static gboolean
turn_page (SalveHands *self)
{
  GtkAdjustment *place;
  double last;

  if (self->scroller == NULL)
    return FALSE;
  place = gtk_scrolled_window_get_vadjustment (self->scroller);
  last = gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place);
  if (gtk_adjustment_get_value (place) > last - 1)
    return FALSE;
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place)
                                   + MAX (gtk_adjustment_get_page_size (place) - OVERLAP, OVERLAP));

  return TRUE;
}

static void
press (SalveHands *self,
       SalveKey    key)
{
  if (key == SALVE_KEY_PEDAL && turn_page (self))
    return;
  if (!gtk_widget_is_sensitive (self->button))
    return;
  /* Whoever pressed something else sees here what it did. */
  gtk_widget_set_state_flags (self->button, GTK_STATE_FLAG_ACTIVE, FALSE);
  g_signal_emit (self, signals[SIGNAL_PRESSED], 0);
}

static void
let_go (SalveHands *self)
{
  g_hash_table_remove_all (self->held);
  if (self->button != NULL)
    gtk_widget_unset_state_flags (self->button, GTK_STATE_FLAG_ACTIVE);
}

/* --- callbacks --- */

static SalveKey
classify (SalveHands      *self,
          guint            keyval,
          GdkModifierType  state)
{
  return salve_key_classify (keyval, state, salve_settings_get_pedal_key (self->settings));
}

static gboolean
on_key_pressed (SalveHands      *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  SalveKey key = classify (self, keyval, state);
  gboolean held = !g_hash_table_add (self->held, GUINT_TO_POINTER (keycode));

  if (key == SALVE_KEY_NONE && !salve_key_is_modifier (keyval))
    g_signal_emit (self, signals[SIGNAL_OTHER], 0);
  if (key == SALVE_KEY_NONE || is_elsewhere (self, focus)
      || (is_text (focus) && salve_key_types_text (keyval)))
    return GDK_EVENT_PROPAGATE;
  if (held)
    return GDK_EVENT_STOP;
  if (!comes_first (self, key, focus))
    return GDK_EVENT_PROPAGATE;
  press (self, key);

  return GDK_EVENT_STOP;
}

/* A key that nobody wanted on its way back to the window. */
static gboolean
on_left_over (SalveHands      *self,
              guint            keyval,
              guint            keycode,
              GdkModifierType  state)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  SalveKey key = classify (self, keyval, state);

  if (key == SALVE_KEY_NONE || is_elsewhere (self, focus))
    return GDK_EVENT_PROPAGATE;
  /* A row leaves its keys to the window, which comes only after this. */
  if (is_row (focus))
    gtk_widget_activate (focus);
  else
    press (self, key);

  return GDK_EVENT_STOP;
}

static void
on_key_released (SalveHands      *self,
                 guint            keyval,
                 guint            keycode,
                 GdkModifierType  state)
{
  g_hash_table_remove (self->held, GUINT_TO_POINTER (keycode));
  if (self->button != NULL && g_hash_table_size (self->held) == 0)
    gtk_widget_unset_state_flags (self->button, GTK_STATE_FLAG_ACTIVE);
}

static void
on_forward (SalveHands *self)
{
  press (self, SALVE_KEY_NONE);
}

static void
on_forward_released (SalveHands *self)
{
  if (self->button != NULL)
    gtk_widget_unset_state_flags (self->button, GTK_STATE_FLAG_ACTIVE);
}

static void
on_back (SalveHands *self)
{
  g_signal_emit (self, signals[SIGNAL_OTHER], 0);
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
on_touched (SalveHands *self)
{
  g_signal_emit (self, signals[SIGNAL_OTHER], 0);
}

/* A key that goes up in another window is not heard of. */
static void
on_active_changed (SalveHands *self)
{
  if (!gtk_window_is_active (self->window))
    let_go (self);
}

/* --- the window's controllers --- */

static void
remove_controllers (gpointer data)
{
  g_autoptr (GPtrArray) controllers = data;

  for (guint i = 0; i < controllers->len; i++)
    {
      GtkEventController *controller = g_ptr_array_index (controllers, i);
      GtkWidget *window = gtk_event_controller_get_widget (controller);

      if (window != NULL)
        gtk_widget_remove_controller (window, controller);
    }
}

static GtkEventController *
add_controller (SalveHands         *self,
                GtkEventController *controller,
                GtkPropagationPhase phase)
{
  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_widget_add_controller (GTK_WIDGET (self->window), controller);
  g_ptr_array_add (self->controllers, g_object_ref (controller));

  return controller;
}

static GtkEventController *
add_mouse_button (SalveHands *self,
                  guint       button)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);

  return add_controller (self, GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
}

static void
add_keys (SalveHands *self)
{
  GtkEventController *first = add_controller (self, gtk_event_controller_key_new (), GTK_PHASE_CAPTURE);
  GtkEventController *last = add_controller (self, gtk_event_controller_key_new (), GTK_PHASE_BUBBLE);

  g_signal_connect_object (first, "key-pressed", G_CALLBACK (on_key_pressed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (first, "key-released", G_CALLBACK (on_key_released), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (last, "key-pressed", G_CALLBACK (on_left_over), self, G_CONNECT_SWAPPED);
}

static void
add_mouse (SalveHands *self)
{
  GtkEventController *forward = add_mouse_button (self, BUTTON_FORWARD);
  GtkEventController *back = add_mouse_button (self, BUTTON_BACK);
  GtkEventController *touch = add_mouse_button (self, GDK_BUTTON_PRIMARY);

  g_signal_connect_object (forward, "pressed", G_CALLBACK (on_forward), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (forward, "released", G_CALLBACK (on_forward_released), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (back, "pressed", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (touch, "pressed", G_CALLBACK (on_touched), self, G_CONNECT_SWAPPED);
}

/* --- overrides --- */

static void
salve_hands_dispose (GObject *object)
{
  SalveHands *self = SALVE_HANDS (object);

  salve_hands_detach (self);
  g_clear_weak_pointer (&self->scroller);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (salve_hands_parent_class)->dispose (object);
}

static void
salve_hands_finalize (GObject *object)
{
  SalveHands *self = SALVE_HANDS (object);

  g_clear_pointer (&self->held, g_hash_table_unref);

  G_OBJECT_CLASS (salve_hands_parent_class)->finalize (object);
}

static void
salve_hands_class_init (SalveHandsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_hands_dispose;
  object_class->finalize = salve_hands_finalize;

  signals[SIGNAL_PRESSED] =
    g_signal_new ("pressed", SALVE_TYPE_HANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_BACK] =
    g_signal_new ("back", SALVE_TYPE_HANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OTHER] =
    g_signal_new ("other", SALVE_TYPE_HANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_hands_init (SalveHands *self)
{
  self->held = g_hash_table_new (NULL, NULL);
}

SalveHands *
salve_hands_new (SalveSettings *settings)
{
  SalveHands *self;

  g_return_val_if_fail (SALVE_IS_SETTINGS (settings), NULL);

  self = g_object_new (SALVE_TYPE_HANDS, NULL);
  self->settings = g_object_ref (settings);

  return self;
}

/* Listens to `window`, until it is detached, for `button`, which is in it. */
void
salve_hands_attach (SalveHands *self,
                    GtkWindow  *window,
                    GtkWidget  *button)
{
  g_return_if_fail (SALVE_IS_HANDS (self));
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (GTK_IS_WIDGET (button));

  salve_hands_detach (self);
  self->window = window;
  self->button = button;
  self->controllers = g_ptr_array_new_with_free_func (g_object_unref);
  add_keys (self);
  add_mouse (self);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active_changed), self, G_CONNECT_SWAPPED);
}

void
salve_hands_detach (SalveHands *self)
{
  g_return_if_fail (SALVE_IS_HANDS (self));

  if (self->window == NULL)
    return;
  let_go (self);
  g_signal_handlers_disconnect_by_func (self->window, on_active_changed, self);
  for (guint i = 0; i < self->controllers->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->controllers, i), self);
  /* One of them may be at work, and what it did have led here: GTK would go on with what has gone. */
  g_idle_add_once (remove_controllers, g_steal_pointer (&self->controllers));
  self->window = NULL;
  self->button = NULL;
}

/* What a pedal shows to its end before it presses the button; NULL for nothing. */
void
salve_hands_set_scroller (SalveHands        *self,
                          GtkScrolledWindow *scroller)
{
  g_return_if_fail (SALVE_IS_HANDS (self));
  g_return_if_fail (scroller == NULL || GTK_IS_SCROLLED_WINDOW (scroller));

  g_set_weak_pointer (&self->scroller, scroller);
}
