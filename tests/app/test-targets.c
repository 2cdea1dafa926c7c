/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What busy hands press is large enough, and what they have to read from where they stand as well: on each page
 * of the wizard, wide and narrow. */
#include <glib/gstdio.h>
#include <gsound.h>
#include <stdarg.h>

#include "salve-procedure-fixture.h"
#include "salve-wizard-page.h"
#include "salve-wizard.h"

#define TARGET_PX 48
#define TEXT_PX   20

/* The window is narrow below this, and must be able to become so. */
#define NARROW_PX 720

typedef struct
{
  Fixture        base;
  char          *folder;
  SalveStore    *store;
  SalveProfile  *profile;
  SalveShelf    *shelf;
  SalveSettings *settings;
  GtkWidget     *wizard;
  GtkWidget     *window;
  GString       *wrong;
} Hands;

/* What the sound library is asked for: this stands before its own function of that name. */
static GAsyncQueue *asked;

gboolean
gsound_context_play_simple (GSoundContext  *context,
                            GCancellable   *cancellable,
                            GError        **error,
                            ...)
{
  const char *name;
  va_list list;

  va_start (list, error);
  while ((name = va_arg (list, const char *)) != NULL)
    {
      const char *value = va_arg (list, const char *);

      if (g_str_equal (name, GSOUND_ATTR_EVENT_ID))
        g_async_queue_push (asked, g_strdup (value));
    }
  va_end (list);

  return TRUE;
}

static void
set_up (Hands         *hands,
        gconstpointer  data)
{
  fixture_set_up (&hands->base, data);
  hands->folder = g_dir_make_tmp ("salve-targets-XXXXXX", NULL);
  hands->store = salve_store_new (hands->folder, 0);
  g_assert_true (salve_store_scan (hands->store, NULL));
  hands->profile = salve_profile_new (hands->folder);
  hands->shelf = salve_shelf_new (hands->folder);
  hands->settings = salve_settings_new ();
  hands->wrong = g_string_new (NULL);
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 4;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
open_wizard (Hands *hands,
             int    width,
             int    height)
{
  hands->wizard = GTK_WIDGET (salve_wizard_new (hands->base.procedure, hands->store, hands->profile, hands->shelf,
                                                hands->settings, NULL));
  g_object_set (hands->wizard, "narrow", width < NARROW_PX, NULL);
  hands->window = g_object_new (ADW_TYPE_WINDOW, "content", hands->wizard,
                                "default-width", width, "default-height", height, NULL);
  gtk_window_present (GTK_WINDOW (hands->window));
  while (!gtk_widget_get_mapped (hands->wizard))
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static void
close_wizard (Hands *hands)
{
  g_object_ref (hands->wizard);
  gtk_window_destroy (GTK_WINDOW (hands->window));
  settle ();
  g_assert_finalize_object (hands->wizard);
}

static void
tear_down (Hands         *hands,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_object_unref (hands->shelf);
  g_object_unref (hands->profile);
  g_object_unref (hands->store);
  g_object_unref (hands->settings);
  dir = g_dir_open (hands->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (hands->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (hands->folder);
  g_free (hands->folder);
  g_string_free (hands->wrong, TRUE);
  fixture_tear_down (&hands->base, data);
}

/* --- looking --- */

static gboolean
is_within (GtkWidget  *widget,
           GType       type,
           const char *css_name)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if ((type != G_TYPE_INVALID && G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
        || (css_name != NULL && g_str_equal (gtk_widget_get_css_name (widget), css_name)))
      return TRUE;

  return FALSE;
}

static char *
describe (GtkWidget *widget)
{
  const char *text = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                     : GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget))
                     : ADW_IS_PREFERENCES_ROW (widget) ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget))
                     : NULL;

  if (text == NULL)
    text = gtk_widget_get_tooltip_text (widget);

  return g_strdup_printf ("%s “%.40s”", G_OBJECT_TYPE_NAME (widget), text != NULL ? text : "");
}

/* The window's own buttons are the window manager's, what lies in a row is pressed with the row, a page moves by
 * itself, and the figure of a body has a list beside it. */
static gboolean
is_target (GtkWidget *widget)
{
  static const char *others[] = { "windowcontrols", "scrollbar", "bodyfigure", "popover" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (is_within (widget, G_TYPE_INVALID, others[i]))
      return FALSE;
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
  if (GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget))
    return !is_within (widget, GTK_TYPE_LIST_BOX_ROW, NULL);

  return GTK_IS_BUTTON (widget) || GTK_IS_RANGE (widget);
}

static void
check_target (Hands     *hands,
              GtkWidget *widget)
{
  graphene_rect_t bounds;
  g_autofree char *name = describe (widget);

  g_assert_true (gtk_widget_compute_bounds (widget, widget, &bounds));
  if (bounds.size.height < TARGET_PX || bounds.size.width < TARGET_PX)
    g_string_append_printf (hands->wrong, "\n%s: %s is %g by %g", fixture_place (&hands->base), name,
                            bounds.size.width, bounds.size.height);
}

static gboolean
is_chip (GtkWidget *widget)
{
  while (widget != NULL && !gtk_widget_has_css_class (widget, "chip"))
    widget = gtk_widget_get_parent (widget);

  return widget != NULL;
}

/* Where one looks up from the skin: the instructions, the timers, the passes. */
static gboolean
is_read_from_afar (Hands     *hands,
                   GtkWidget *label)
{
  SalvePartKind kind = salve_procedure_get_instruction (hands->base.procedure)->kind;
  gboolean cream = salve_procedure_get_numbing (hands->base.procedure) != SALVE_NUMBING_NONE;

  if (kind != SALVE_PART_INSTRUCTION && kind != SALVE_PART_SOAK && kind != SALVE_PART_PASSES
      && (kind != SALVE_PART_NUMBING || !cream))
    return FALSE;

  return is_within (label, SALVE_TYPE_WIZARD_PAGE, NULL)
         && !is_within (label, GTK_TYPE_BUTTON, NULL) && !is_within (label, GTK_TYPE_LIST_BOX_ROW, NULL)
         && !gtk_widget_has_css_class (label, "caption") && !gtk_widget_has_css_class (label, "dim-label")
         && !is_chip (label);
}

static void
check_text (Hands     *hands,
            GtkWidget *label)
{
  PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (label));
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  g_autofree char *name = describe (label);

  g_assert_true (pango_font_description_get_size_is_absolute (font));
  if (size < TEXT_PX)
    g_string_append_printf (hands->wrong, "\n%s: %s is in %g px", fixture_place (&hands->base), name, size);
}

static void
check_tree (Hands     *hands,
            GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_target (widget))
    check_target (hands, widget);
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0' && is_read_from_afar (hands, widget))
    check_text (hands, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_tree (hands, child);
}

/* Again where something is wrong: a busy computer takes its time to lay out. */
static void
check_page (Hands *hands,
            int    width)
{
  gsize before = hands->wrong->len;
  guint tries = 0;
  int most = MIN (width, NARROW_PX);
  int least;

  do
    {
      settle ();
      g_string_truncate (hands->wrong, before);
      gtk_widget_measure (hands->wizard, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (least > most)
        g_string_append_printf (hands->wrong, "\n%s: wants %d px of %d", fixture_place (&hands->base), least, most);
      check_tree (hands, hands->wizard);
    }
  while (hands->wrong->len > before && tries++ < 4);
}

static void
check_all (Hands *hands,
           int    width,
           int    height)
{
  open_wizard (hands, width, height);
  for (;;)
    {
      check_page (hands, width);
      if (g_str_equal (fixture_place (&hands->base), "numbing"))
        {
          salve_procedure_start_numbing (hands->base.procedure, "Cream", 4, 5, 80);
          check_page (hands, width);
          salve_fake_clock_advance (hands->base.clock, 61 * G_TIME_SPAN_MINUTE);
          check_page (hands, width);
          salve_procedure_end_numbing (hands->base.procedure);
          check_page (hands, width);
        }
      if (salve_procedure_get_instruction (hands->base.procedure)->kind == SALVE_PART_SOAK)
        {
          salve_procedure_start_soak (hands->base.procedure);
          check_page (hands, width);
        }
      if (g_str_equal (fixture_place (&hands->base), "summary"))
        break;
      fixture_satisfy (&hands->base);
      salve_procedure_next (hands->base.procedure);
    }
  salve_procedure_request_stop (hands->base.procedure);
  check_page (hands, width);
  close_wizard (hands);
  g_assert_cmpstr (hands->wrong->str, ==, "");
}

static void
test_wide (Hands         *hands,
           gconstpointer  data)
{
  check_all (hands, NARROW_PX, 740);
}

static void
test_very_wide (Hands         *hands,
                gconstpointer  data)
{
  check_all (hands, 1100, 740);
}

static void
test_narrow (Hands         *hands,
             gconstpointer  data)
{
  check_all (hands, 360, 640);
}

/* --- the sounds that the wizard asks for --- */

static void
assert_asked (const char *id)
{
  g_autofree char *got = g_async_queue_timeout_pop (asked, 5 * G_USEC_PER_SEC);

  g_assert_cmpstr (got, ==, id);
}

static void
wait_and_hear (Hands      *hands,
               guint       from,
               guint       to,
               const char *id)
{
  salve_fake_clock_advance (hands->base.clock, (to - from) * G_TIME_SPAN_MINUTE);
  assert_asked (id);
}

static void
test_sounds (Hands         *hands,
             gconstpointer  data)
{
  fixture_walk_to (&hands->base, "numbing");
  open_wizard (hands, 1000, 740);
  salve_procedure_start_numbing (hands->base.procedure, "Cream", 4, 5, 80);
  wait_and_hear (hands, 0, SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES, "complete");
  wait_and_hear (hands, SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES, "complete");
  wait_and_hear (hands, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES, SALVE_PROTOCOL_NUMBING_ALARM_MINUTES, "dialog-warning");
  wait_and_hear (hands, SALVE_PROTOCOL_NUMBING_ALARM_MINUTES, SALVE_PROTOCOL_NUMBING_MAX_MINUTES,
                 "alarm-clock-elapsed");
  salve_procedure_request_stop (hands->base.procedure);
  assert_asked ("dialog-error");
  salve_procedure_cancel_stop (hands->base.procedure);
  salve_settings_set_sounds (hands->settings, FALSE);
  salve_procedure_request_stop (hands->base.procedure);
  close_wizard (hands);
  g_assert_null (g_async_queue_timeout_pop (asked, G_USEC_PER_SEC / 5));
  salve_settings_set_sounds (hands->settings, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkCssProvider) provider = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* As in a desktop as it comes. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-enable-animations", FALSE,
                "gtk-decoration-layout", ":close", NULL);
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/salve/Salve/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/salve/Salve/icons");
  asked = g_async_queue_new_full (g_free);
  /* First: the others make sounds that nobody waits for. */
  g_test_add ("/targets/sounds", Hands, NULL, set_up, test_sounds, tear_down);
  g_test_add ("/targets/wide", Hands, NULL, set_up, test_wide, tear_down);
  g_test_add ("/targets/very-wide", Hands, NULL, set_up, test_very_wide, tear_down);
  g_test_add ("/targets/narrow", Hands, NULL, set_up, test_narrow, tear_down);

  return g_test_run ();
}
