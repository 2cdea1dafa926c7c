/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-session.h"

static SalveSession *
make_session (void)
{
  g_autoptr(GDateTime) started = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);

  return salve_session_new (SALVE_SETTING_CLINIC, started);
}

static void
count (guint *n)
{
  ++*n;
}

static void
test_new (void)
{
  g_autoptr(SalveSession) other = make_session ();
  SalveSession *session = make_session ();

  g_assert_true (g_uuid_string_is_valid (salve_session_get_id (session)));
  g_assert_cmpstr (salve_session_get_id (session), !=, salve_session_get_id (other));
  g_assert_cmpuint (salve_session_get_format (session), ==, SALVE_SESSION_FORMAT);
  g_assert_false (salve_session_get_read_only (session));
  g_assert_cmpint (salve_session_get_setting (session), ==, SALVE_SETTING_CLINIC);
  g_assert_cmpint (g_date_time_to_unix (salve_session_get_started (session)), ==, 1795368600);
  g_assert_null (salve_session_get_ended (session));
  g_assert_cmpint (salve_session_get_outcome (session), ==, SALVE_OUTCOME_COMPLETED);
  g_assert_nonnull (salve_session_get_areas (session));
  g_assert_null (salve_session_get_areas (session)[0]);
  g_assert_null (salve_session_get_device_kind (session));
  g_assert_cmpfloat (salve_session_get_needle_mm (session), ==, 0);
  g_assert_cmpfloat (salve_session_get_numbing_percent (session), ==, 0);
  g_assert_cmpint (salve_session_get_pain (session), ==, -1);
  g_assert_cmpint (salve_session_get_erythema (session), ==, -1);
  g_assert_null (salve_session_get_notes (session));
  g_assert_cmpuint (salve_session_get_steps (session)->len, ==, 0);
  g_assert_cmpuint (salve_session_get_passes (session)->len, ==, 0);
  g_assert_cmpuint (salve_session_get_aftercare (session)->len, ==, 0);
  g_assert_finalize_object (session);
}

/* Every property says once that it changed, and nothing when set to what it is. */
static void
check_property (SalveSession *session,
                GParamSpec   *pspec,
                const GValue *value)
{
  g_autofree char *signal = g_strconcat ("notify::", pspec->name, NULL);
  g_auto(GValue) back = G_VALUE_INIT;
  guint n = 0;
  gulong id = g_signal_connect_swapped (session, signal, G_CALLBACK (count), &n);

  g_test_message ("%s", pspec->name);
  g_object_set_property (G_OBJECT (session), pspec->name, value);
  g_assert_cmpuint (n, ==, 1);
  g_object_set_property (G_OBJECT (session), pspec->name, value);
  g_assert_cmpuint (n, ==, 1);
  g_value_init (&back, pspec->value_type);
  g_object_get_property (G_OBJECT (session), pspec->name, &back);
  if (pspec->value_type != G_TYPE_DATE_TIME && pspec->value_type != G_TYPE_STRV)
    g_assert_cmpint (g_param_values_cmp (pspec, &back, value), ==, 0);
  g_assert_false (g_param_value_defaults (pspec, &back));
  if (G_VALUE_HOLDS_BOXED (&back))
    g_object_set (session, pspec->name, NULL, NULL);
  g_object_set_property (G_OBJECT (session), pspec->name, g_param_spec_get_default_value (pspec));
  g_assert_cmpuint (n, ==, 2);
  g_signal_handler_disconnect (session, id);
}

static void
set_example (GParamSpec *pspec,
             GValue     *value)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 ("2026-11-22T19:12:00+01:00", NULL);
  const char * const areas[] = { "abdomen", NULL };

  g_value_init (value, pspec->value_type);
  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, "x");
  else if (pspec->value_type == G_TYPE_DATE_TIME)
    g_value_set_boxed (value, time);
  else if (pspec->value_type == G_TYPE_STRV)
    g_value_set_boxed (value, areas);
  else if (G_VALUE_HOLDS_DOUBLE (value))
    g_value_set_double (value, 0.25);
  else if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, 1);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, TRUE);
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, 2);
  else
    g_value_set_int (value, 3);
}

static void
test_properties (void)
{
  SalveSession *session = g_object_new (SALVE_TYPE_SESSION, NULL);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (session), &n_pspecs);
  g_assert_cmpuint (n_pspecs, ==, 32);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      set_example (pspecs[i], &value);
      check_property (session, pspecs[i], &value);
    }
  g_assert_finalize_object (session);
}

/* The same instant with another offset is another value; the offset is stored. */
static void
test_offset (void)
{
  SalveSession *session = make_session ();
  g_autoptr(GDateTime) same = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr(GDateTime) moved = g_date_time_new_from_iso8601 ("2026-11-22T17:30:00Z", NULL);
  guint n = 0;

  g_signal_connect_swapped (session, "notify::started", G_CALLBACK (count), &n);
  g_object_set (session, "started", same, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_object_set (session, "started", moved, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_finalize_object (session);
}

static void
test_setters (void)
{
  SalveSession *session = make_session ();
  g_autoptr(GDateTime) ended = g_date_time_new_from_iso8601 ("2026-11-22T19:12:00+01:00", NULL);
  const char * const areas[] = { "abdomen", "hip-left", NULL };

  salve_session_set_ended (session, ended);
  g_assert_true (g_date_time_equal (salve_session_get_ended (session), ended));
  salve_session_set_ended (session, NULL);
  g_assert_null (salve_session_get_ended (session));
  salve_session_set_stopped (session, "too sore");
  g_assert_cmpint (salve_session_get_outcome (session), ==, SALVE_OUTCOME_STOPPED);
  g_assert_cmpstr (salve_session_get_stopped_because (session), ==, "too sore");
  salve_session_set_areas (session, areas);
  g_assert_true (g_strv_equal (salve_session_get_areas (session), areas));
  salve_session_set_areas (session, NULL);
  g_assert_null (salve_session_get_areas (session)[0]);
  g_assert_finalize_object (session);
}

static void
test_passes (void)
{
  SalveSession *session = make_session ();
  static const guint counts[] = { 4, 0, 3 };

  g_assert_cmpuint (salve_session_count_passes (session), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      SalveSessionPass *pass = g_new0 (SalveSessionPass, 1);

      pass->area = g_strdup ("abdomen");
      pass->direction = g_strdup ("horizontal");
      pass->count = counts[i];
      g_ptr_array_add (salve_session_get_passes (session), pass);
    }
  g_assert_cmpuint (salve_session_count_passes (session), ==, 7);
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session/new", test_new);
  g_test_add_func ("/session/properties", test_properties);
  g_test_add_func ("/session/offset", test_offset);
  g_test_add_func ("/session/setters", test_setters);
  g_test_add_func ("/session/passes", test_passes);
  return g_test_run ();
}
