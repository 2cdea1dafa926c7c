/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered about the person, through its file, and what the screening makes of it. */
#include "salve-fuzz.h"
#include "salve-profile-peek.h"
#include "salve-profile.h"

static guint n_problems;

static void
on_problem (SalveProfile *profile,
            const GError *error)
{
  g_assert_true (error != NULL && *error->message != '\0');
  n_problems++;
}

/* Plans another day, which rewrites the file with all that it said besides. */
static char *
pass_through (GDateDay day)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fuzz_folder ());
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 18, 30, 0);
  g_autoptr (GError) error = NULL;
  GDate planned;

  g_signal_connect (profile, "problem", G_CALLBACK (on_problem), NULL);
  salve_profile_get_born (profile);
  fuzz_judge (salve_profile_get_answers (profile), now);
  if (n_problems == 0)
    {
      g_date_clear (&planned, 1);
      g_date_set_dmy (&planned, day, G_DATE_MAY, 2030);
      salve_profile_set_planned (profile, &planned, TRUE);
      salve_profile_flush (profile, &error);
      g_assert_true (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED));
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return fuzz_read (SALVE_PROFILE_NAME);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  GDate day;

  n_problems = 0;
  fuzz_write (SALVE_PROFILE_NAME, data, size);
  salve_profile_peek_reminder (fuzz_folder (), &day);
  first = pass_through (1);
  if (n_problems == 0)
    {
      second = pass_through (2);
      third = pass_through (1);
      g_assert_cmpuint (n_problems, ==, 0);
      g_assert_true (g_str_equal (third, first));
    }
  fuzz_empty ();
  return 0;
}
