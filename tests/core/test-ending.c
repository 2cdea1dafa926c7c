/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-ending.h"

#include <string.h>

#include "salve-clock.h"
#include "salve-protocol.h"

#define INSTANT G_GINT64_CONSTANT (1795543920000000) /* 2026-11-24T18:12:00Z */

/* "sun abdomen, sweat abdomen" */
static SalveEnding *
make_ending (const char *freed)
{
  SalveEnding *ending = salve_ending_new (INSTANT);
  g_auto (GStrv) entries = g_strsplit (freed, ", ", -1);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (entries[i], " ", 2);

      salve_ending_add (ending, words[0], words[1]);
    }

  return ending;
}

static void
test_freed (void)
{
  SalveEnding *ending = make_ending ("sun abdomen, sweat abdomen, sun hip-left, sweat arm-left-inner, sun tail");
  GPtrArray *freed = salve_ending_get_freed (ending);
  SalveFreed *sun = g_ptr_array_index (freed, 0);
  SalveFreed *sweat = g_ptr_array_index (freed, 1);

  g_assert_cmpint (salve_ending_get_instant (ending), ==, INSTANT);
  g_assert_cmpuint (freed->len, ==, 2);
  g_assert_cmpstr (sun->restriction, ==, "sun");
  g_assert_cmpuint (sun->areas->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (sun->areas, 0), ==, "abdomen");
  g_assert_cmpstr (g_ptr_array_index (sun->areas, 1), ==, "hip-left");
  g_assert_cmpstr (g_ptr_array_index (sun->areas, 2), ==, "tail");
  g_assert_cmpstr (sweat->restriction, ==, "sweat");
  g_assert_cmpuint (sweat->areas->len, ==, 2);

  g_assert_finalize_object (ending);
}

static void
test_nothing (void)
{
  SalveEnding *ending = salve_ending_new (INSTANT);
  g_autofree char *body = salve_ending_get_body (ending, FALSE);

  g_assert_cmpuint (salve_ending_get_freed (ending)->len, ==, 0);
  g_assert_cmpstr (body, ==, "");

  g_assert_finalize_object (ending);
}

static void
test_title (void)
{
  static const struct { const char *freed; gint64 late; const char *title; } cases[] = {
    { "sun abdomen", -G_TIME_SPAN_HOUR, "Sun: the wait is over" },
    { "sun abdomen", 0, "Sun: the wait is over" },
    { "sun abdomen", 2 * G_TIME_SPAN_MINUTE - 1, "Sun: the wait is over" },
    { "sun abdomen", 2 * G_TIME_SPAN_MINUTE, "Sun: the wait ended 2 minutes ago" },
    { "sun abdomen", G_TIME_SPAN_HOUR, "Sun: the wait ended 1 hour ago" },
    { "sun abdomen", 4 * G_TIME_SPAN_HOUR - 1, "Sun: the wait ended 3 hours ago" },
    { "sun abdomen", 6 * G_TIME_SPAN_DAY, "Sun: the wait ended 6 days ago" },
    { "sun abdomen, sun hip-left", 0, "Sun: the wait is over" },
    { "sun abdomen, sweat abdomen", 0, "Sun and Sweat: the wait is over" },
    { "sun abdomen, sweat abdomen, products abdomen", 0, "Sun, Sweat and Harsh products: the wait is over" },
    { "sun abdomen, sweat abdomen", G_TIME_SPAN_DAY, "Sun and Sweat: the wait ended 1 day ago" },
    { "moonlight abdomen", 0, "moonlight: the wait is over" },
    { "sun abdomen, 100%s abdomen", 0, "Sun and 100%s: the wait is over" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveEnding) ending = make_ending (cases[i].freed);
      g_autofree char *title = salve_ending_get_title (ending, INSTANT + cases[i].late, FALSE);

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

static void
test_body (void)
{
  static const struct { const char *freed, *body; } cases[] = {
    { "sweat abdomen", "Abdomen: Sport and sweating are allowed again." },
    { "sweat abdomen, sweat hip-left", "Abdomen and Left hip: Sport and sweating are allowed again." },
    { "sweat abdomen, shaving calf-left",
      "Abdomen: Sport and sweating are allowed again.\nLeft calf: Shaving is allowed again." },
    { "sweat tail", "tail: Sport and sweating are allowed again." },
    { "moonlight abdomen", "Abdomen" },
    { "sweat abdomen, moonlight hip-left", "Abdomen: Sport and sweating are allowed again.\nLeft hip" },
    { "sweat 100%s", "100%s: Sport and sweating are allowed again." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveEnding) ending = make_ending (cases[i].freed);
      g_autofree char *body = salve_ending_get_body (ending, FALSE);

      g_assert_cmpstr (body, ==, cases[i].body);
    }
}

/* What others may read names neither what was restricted nor where. */
static void
test_discreet (void)
{
  g_autoptr (SalveEnding) ending = make_ending ("sun abdomen, products hip-left");
  g_autofree char *title = salve_ending_get_title (ending, INSTANT, TRUE);
  g_autofree char *late = salve_ending_get_title (ending, INSTANT + 3 * G_TIME_SPAN_HOUR, TRUE);
  g_autofree char *body = salve_ending_get_body (ending, TRUE);

  g_assert_cmpstr (title, ==, "A wait is over");
  g_assert_cmpstr (late, ==, "A wait ended 3 hours ago");
  g_assert_cmpstr (body, ==, "Open Salve to see which.");
}

/* Each restriction that there is says what is possible again. */
static void
test_all_restrictions (void)
{
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      const SalveRestrictionInfo *info = salve_protocol_get_restriction (i);
      g_autoptr (SalveEnding) ending = salve_ending_new (INSTANT);
      g_autofree char *title = NULL;
      g_autofree char *body = NULL;

      salve_ending_add (ending, info->id, "abdomen");
      title = salve_ending_get_title (ending, INSTANT, FALSE);
      body = salve_ending_get_body (ending, FALSE);
      g_assert_true (g_str_has_prefix (title, info->title));
      g_assert_true (g_str_has_prefix (body, "Abdomen: "));
      g_assert_nonnull (strstr (body, "allowed again"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ending/freed", test_freed);
  g_test_add_func ("/ending/nothing", test_nothing);
  g_test_add_func ("/ending/title", test_title);
  g_test_add_func ("/ending/body", test_body);
  g_test_add_func ("/ending/discreet", test_discreet);
  g_test_add_func ("/ending/all-restrictions", test_all_restrictions);

  return g_test_run ();
}
