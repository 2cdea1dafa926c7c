/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "salve-choice-row.h"
#include "salve-primary-bar.h"

typedef struct
{
  SalveSettings   *settings;
  GtkWidget       *window;
  SalvePrimaryBar *bar;
  GtkWidget       *scroller;
  GtkWidget       *other;     /* button */
  GtkWidget       *entry;
  GtkWidget       *row;
  GtkWidget       *scale;
  GtkWidget       *tall;
  guint            pressed;
} Fixture;

static void
on_pressed (Fixture *fixture)
{
  fixture->pressed++;
}

static void
fill (Fixture   *fixture,
      GtkWidget *box)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->other = gtk_button_new_with_label ("Other");
  fixture->entry = gtk_entry_new ();
  fixture->row = GTK_WIDGET (salve_choice_row_new ("row", "Row", NULL));
  fixture->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 100, 1);
  fixture->tall = gtk_label_new ("Tall");
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  gtk_box_append (GTK_BOX (box), fixture->other);
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), fixture->scale);
  gtk_box_append (GTK_BOX (box), fixture->tall);
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 5;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->settings = salve_settings_new ();
  fixture->bar = g_object_new (SALVE_TYPE_PRIMARY_BAR, "label", "Go on", "can-press", TRUE, NULL);
  fixture->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (fixture->scroller, TRUE);
  fill (fixture, box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scroller), box);
  gtk_box_append (GTK_BOX (content), fixture->scroller);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (fixture->bar));
  salve_primary_bar_set_settings (fixture->bar, fixture->settings);
  salve_primary_bar_set_scroller (fixture->bar, GTK_SCROLLED_WINDOW (fixture->scroller));
  g_signal_connect_swapped (fixture->bar, "pressed", G_CALLBACK (on_pressed), fixture);

  fixture->window = g_object_new (ADW_TYPE_WINDOW, "content", content,
                                  "default-width", 400, "default-height", 600, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->bar)))
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  salve_settings_set_pedal_key (fixture->settings, "");
  g_object_ref (fixture->bar);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->bar);
  g_assert_finalize_object (fixture->settings);
}

/* --- as the keyboard and the mouse do it, as far as a test without them can --- */

static gboolean
send (Fixture             *fixture,
      GtkPropagationPhase  phase,
      const char          *signal,
      guint                keyval,
      GdkModifierType      state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->window);
  gboolean stopped = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !stopped; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller)
          || gtk_event_controller_get_propagation_phase (controller) != phase)
        continue;
      if (g_str_equal (signal, "key-pressed"))
        g_signal_emit_by_name (controller, signal, keyval, keyval, state, &stopped);
      else
        g_signal_emit_by_name (controller, signal, keyval, keyval, state);
    }

  return stopped;
}

/* Whether the window takes the key before the focused widget sees it. */
static gboolean
key_down (Fixture         *fixture,
          guint            keyval,
          GdkModifierType  state)
{
  return send (fixture, GTK_PHASE_CAPTURE, "key-pressed", keyval, state);
}

static void
key_up (Fixture *fixture,
        guint    keyval)
{
  send (fixture, GTK_PHASE_CAPTURE, "key-released", keyval, 0);
}

/* Whether anybody takes it, if the focused widget does not. */
static gboolean
type (Fixture *fixture,
      guint    keyval)
{
  gboolean stopped = key_down (fixture, keyval, 0)
                     || send (fixture, GTK_PHASE_BUBBLE, "key-pressed", keyval, 0);

  key_up (fixture, keyval);

  return stopped;
}

static void
click (Fixture *fixture,
       guint    button)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller)
          && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == button)
        g_signal_emit_by_name (controller, "pressed", 1, 10.0, 10.0);
    }
}

static void
test_anywhere (Fixture       *fixture,
               gconstpointer  data)
{
  static const guint keys[] = { GDK_KEY_space, GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_Page_Down };

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (type (fixture, keys[i]));
      g_assert_cmpuint (fixture->pressed, ==, i + 1);
    }
  click (fixture, 9);
  g_assert_cmpuint (fixture->pressed, ==, 5);
  gtk_widget_grab_focus (salve_primary_bar_get_button (fixture->bar));
  g_assert_true (key_down (fixture, GDK_KEY_space, 0));
  g_assert_cmpuint (fixture->pressed, ==, 6);
}

/* Keys that the focused widget is given first; whether it gets them. */
static void
test_needed (Fixture       *fixture,
             gconstpointer  data)
{
  const struct
  {
    GtkWidget *focus;
    guint      keyval;
    gboolean   taken;
  } cases[] = {
    { fixture->other, GDK_KEY_space, FALSE },
    { fixture->other, GDK_KEY_Return, FALSE },
    { fixture->other, GDK_KEY_Page_Down, TRUE },
    { fixture->entry, GDK_KEY_space, FALSE },
    { fixture->entry, GDK_KEY_Return, FALSE },
    { fixture->entry, GDK_KEY_b, FALSE },
    { fixture->entry, GDK_KEY_Page_Down, TRUE },
    { fixture->row, GDK_KEY_space, FALSE },
    { fixture->row, GDK_KEY_Return, TRUE },
    { fixture->row, GDK_KEY_b, TRUE },
    { fixture->scale, GDK_KEY_Page_Down, TRUE },
  };
  guint expected = 0;

  salve_settings_set_pedal_key (fixture->settings, "b");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_widget_grab_focus (cases[i].focus);
      g_test_message ("%s on %s", gdk_keyval_name (cases[i].keyval), G_OBJECT_TYPE_NAME (cases[i].focus));
      g_assert_true (key_down (fixture, cases[i].keyval, 0) == cases[i].taken);
      key_up (fixture, cases[i].keyval);
      expected += cases[i].taken;
      g_assert_cmpuint (fixture->pressed, ==, expected);
    }
}

/* A row leaves Space to the window: it turns its check. */
static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->row);
  g_assert_true (type (fixture, GDK_KEY_space));
  g_assert_true (salve_choice_row_get_active (SALVE_CHOICE_ROW (fixture->row)));
  g_assert_true (type (fixture, GDK_KEY_space));
  g_assert_false (salve_choice_row_get_active (SALVE_CHOICE_ROW (fixture->row)));
  g_assert_cmpuint (fixture->pressed, ==, 0);
}

static void
on_opened (guint *opened)
{
  (*opened)++;
}

/* One that opens something takes Enter as well. */
static void
test_other_row (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", "More", "activatable", TRUE, NULL);
  guint opened = 0;

  gtk_list_box_append (GTK_LIST_BOX (gtk_widget_get_parent (fixture->row)), row);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_opened), &opened);
  gtk_widget_grab_focus (row);
  g_assert_true (type (fixture, GDK_KEY_space));
  g_assert_cmpuint (opened, ==, 1);
  g_assert_true (type (fixture, GDK_KEY_Return));
  g_assert_cmpuint (opened, ==, 2);
  g_assert_cmpuint (fixture->pressed, ==, 0);
  g_assert_true (type (fixture, GDK_KEY_Page_Down));
  g_assert_cmpuint (fixture->pressed, ==, 1);
}

static void
test_held (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  for (guint i = 0; i < 5; i++)
    g_assert_true (key_down (fixture, GDK_KEY_Page_Down, 0));
  g_assert_cmpuint (fixture->pressed, ==, 1);
  key_up (fixture, GDK_KEY_Page_Down);
  g_assert_true (key_down (fixture, GDK_KEY_Page_Down, 0));
  g_assert_cmpuint (fixture->pressed, ==, 2);

  /* A button would go on with a key that is held; a letter may repeat. */
  gtk_widget_grab_focus (fixture->other);
  g_assert_false (key_down (fixture, GDK_KEY_space, 0));
  g_assert_true (key_down (fixture, GDK_KEY_space, 0));
  key_up (fixture, GDK_KEY_space);
  gtk_widget_grab_focus (fixture->entry);
  g_assert_false (key_down (fixture, GDK_KEY_space, 0));
  g_assert_false (key_down (fixture, GDK_KEY_space, 0));
  g_assert_cmpuint (fixture->pressed, ==, 2);
}

static void
test_modifiers (Fixture       *fixture,
                gconstpointer  data)
{
  static const GdkModifierType states[] = { GDK_SHIFT_MASK, GDK_CONTROL_MASK, GDK_ALT_MASK, GDK_SUPER_MASK };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_assert_false (key_down (fixture, GDK_KEY_space, states[i]));
      key_up (fixture, GDK_KEY_space);
      g_assert_false (send (fixture, GTK_PHASE_BUBBLE, "key-pressed", GDK_KEY_Return, states[i]));
    }
  g_assert_cmpuint (fixture->pressed, ==, 0);
}

static void
test_insensitive (Fixture       *fixture,
                  gconstpointer  data)
{
  g_object_set (fixture->bar, "can-press", FALSE, NULL);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  type (fixture, GDK_KEY_space);
  type (fixture, GDK_KEY_Page_Down);
  click (fixture, 9);
  g_assert_cmpuint (fixture->pressed, ==, 0);
}

static void
test_scroll (Fixture       *fixture,
             gconstpointer  data)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scroller));
  double last;
  guint turns = 0;

  gtk_widget_set_size_request (fixture->tall, -1, 1200);
  settle ();
  last = gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place);
  g_assert_cmpfloat (last, >, 600);
  while (gtk_adjustment_get_value (place) < last && turns++ < 10)
    {
      double before = gtk_adjustment_get_value (place);

      g_assert_true (type (fixture, GDK_KEY_Page_Down));
      g_assert_cmpfloat (gtk_adjustment_get_value (place), >, before);
      /* Nothing is passed over. */
      g_assert_cmpfloat (gtk_adjustment_get_value (place) - before, <, gtk_adjustment_get_page_size (place));
    }
  g_assert_cmpuint (turns, >, 1);
  g_assert_cmpuint (fixture->pressed, ==, 0);
  type (fixture, GDK_KEY_Page_Down);
  g_assert_cmpuint (fixture->pressed, ==, 1);

  /* Where one counts, nothing is read first. */
  gtk_adjustment_set_value (place, 0);
  salve_primary_bar_set_scroller (fixture->bar, NULL);
  type (fixture, GDK_KEY_Page_Down);
  g_assert_cmpuint (fixture->pressed, ==, 2);
}

static void
assert_asking (Fixture  *fixture,
               gboolean  asking,
               guint     pressed)
{
  g_assert_true (salve_primary_bar_get_asking (fixture->bar) == asking);
  g_assert_cmpuint (fixture->pressed, ==, pressed);
}

static void
test_question (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  salve_primary_bar_set_question (fixture->bar, "Sure?");
  type (fixture, GDK_KEY_space);
  assert_asking (fixture, TRUE, 0);
  type (fixture, GDK_KEY_Tab);
  assert_asking (fixture, FALSE, 0);
  click (fixture, 9);
  assert_asking (fixture, TRUE, 0);
  click (fixture, GDK_BUTTON_PRIMARY);
  assert_asking (fixture, FALSE, 0);

  /* Held, it asks; it does not answer. */
  key_down (fixture, GDK_KEY_Page_Down, 0);
  key_down (fixture, GDK_KEY_Page_Down, 0);
  assert_asking (fixture, TRUE, 0);
  key_up (fixture, GDK_KEY_Page_Down);
  salve_primary_bar_set_question (fixture->bar, "And this?");
  assert_asking (fixture, FALSE, 0);
  type (fixture, GDK_KEY_space);
  type (fixture, GDK_KEY_Return);
  assert_asking (fixture, FALSE, 1);

  /* What the button does may need no question for once. */
  g_object_set (fixture->bar, "asks", FALSE, NULL);
  type (fixture, GDK_KEY_space);
  assert_asking (fixture, FALSE, 2);
  g_object_set (fixture->bar, "asks", TRUE, NULL);
  fixture->pressed = 1;

  /* Who aims at the button means it. */
  g_signal_emit_by_name (salve_primary_bar_get_button (fixture->bar), "clicked");
  assert_asking (fixture, FALSE, 2);
  type (fixture, GDK_KEY_space);
  g_object_set (fixture->bar, "can-press", FALSE, NULL);
  assert_asking (fixture, FALSE, 2);
}

/* While another page is shown in its place, no key of the window is the wizard's. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_set_visible (GTK_WIDGET (fixture->bar), FALSE);
  g_assert_false (type (fixture, GDK_KEY_Page_Down));
  settle ();
  g_assert_false (type (fixture, GDK_KEY_Page_Down));
  gtk_widget_set_visible (GTK_WIDGET (fixture->bar), TRUE);
  settle ();
  g_assert_true (type (fixture, GDK_KEY_Page_Down));
  g_assert_cmpuint (fixture->pressed, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/hands/anywhere", Fixture, NULL, set_up, test_anywhere, tear_down);
  g_test_add ("/hands/needed", Fixture, NULL, set_up, test_needed, tear_down);
  g_test_add ("/hands/row", Fixture, NULL, set_up, test_row, tear_down);
  g_test_add ("/hands/other-row", Fixture, NULL, set_up, test_other_row, tear_down);
  g_test_add ("/hands/held", Fixture, NULL, set_up, test_held, tear_down);
  g_test_add ("/hands/modifiers", Fixture, NULL, set_up, test_modifiers, tear_down);
  g_test_add ("/hands/insensitive", Fixture, NULL, set_up, test_insensitive, tear_down);
  g_test_add ("/hands/scroll", Fixture, NULL, set_up, test_scroll, tear_down);
  g_test_add ("/hands/question", Fixture, NULL, set_up, test_question, tear_down);
  g_test_add ("/hands/hidden", Fixture, NULL, set_up, test_hidden, tear_down);

  return g_test_run ();
}
