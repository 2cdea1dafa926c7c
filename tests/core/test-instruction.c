/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-instruction.h"

#include <string.h>

static const struct
{
  SalveStep     step;
  guint         part;
  const char   *id;
  SalvePartKind kind;
} parts[] = {
  { SALVE_STEP_CHECK, 0, "screening-about", SALVE_PART_SCREENING },
  { SALVE_STEP_CHECK, 1, "areas", SALVE_PART_AREAS },
  { SALVE_STEP_CHECK, 2, "screening-health", SALVE_PART_SCREENING },
  { SALVE_STEP_CHECK, 3, "screening-skin", SALVE_PART_SCREENING },
  { SALVE_STEP_CHECK, 4, "screening-lately", SALVE_PART_SCREENING },
  { SALVE_STEP_CHECK, 5, "verdict", SALVE_PART_VERDICT },
  { SALVE_STEP_CLEANSE, 0, "cleanse-hands", SALVE_PART_INSTRUCTION },
  { SALVE_STEP_CLEANSE, 1, "cleanse-skin", SALVE_PART_INSTRUCTION },
  { SALVE_STEP_NUMB, 0, "numbing", SALVE_PART_NUMBING },
  { SALVE_STEP_DEVICE, 0, "device", SALVE_PART_DEVICE },
  { SALVE_STEP_DEVICE, 1, "device-ready", SALVE_PART_SOAK },
  { SALVE_STEP_TREAT, 0, "treat-disinfect", SALVE_PART_INSTRUCTION },
  { SALVE_STEP_TREAT, 1, "passes", SALVE_PART_PASSES },
  { SALVE_STEP_SOOTHE, 0, "serum", SALVE_PART_SERUM },
  { SALVE_STEP_SOOTHE, 1, "device-clean", SALVE_PART_SOAK },
  { SALVE_STEP_SOOTHE, 2, "feeling", SALVE_PART_FEELING },
  { SALVE_STEP_AFTERCARE, 0, "summary", SALVE_PART_SUMMARY },
};

static void
test_parts (void)
{
  guint n_parts = 0;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const SalveInstruction *instruction = salve_instruction_get (parts[i].step, parts[i].part);

      g_assert_cmpstr (instruction->id, ==, parts[i].id);
      g_assert_cmpint (instruction->step, ==, parts[i].step);
      g_assert_cmpint (instruction->kind, ==, parts[i].kind);
      g_assert_true (g_hash_table_add (ids, (gpointer) instruction->id));
      g_assert_cmpstr (instruction->title, !=, "");
      g_assert_cmpstr (instruction->done, !=, "");
      g_assert_true (g_str_has_suffix (instruction->picture, "-symbolic"));
    }

  for (guint step = 0; step < SALVE_N_STEPS; step++)
    {
      n_parts += salve_instruction_count (step);
      g_assert_cmpuint (salve_instruction_count (step), >=, 1);
      g_assert_null (salve_instruction_get (step, salve_instruction_count (step)));
    }
  g_assert_cmpuint (n_parts, ==, G_N_ELEMENTS (parts));
}

static void
test_bodies (void)
{
  static const char * const kinds[] = { "roller", "stamp", "pen", "gadget", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const SalveInstruction *instruction = salve_instruction_get (parts[i].step, parts[i].part);
      gboolean expected = instruction->kind == SALVE_PART_INSTRUCTION || instruction->kind == SALVE_PART_SOAK;

      g_assert_cmpint (instruction->body != NULL, ==, expected);
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          g_autofree char *body = salve_instruction_get_body (instruction, kinds[k]);

          g_assert_cmpint (body != NULL, ==, expected);
          g_assert_true (!expected || g_str_has_suffix (body, "."));
        }
    }
}

static void
test_device (void)
{
  static const struct
  {
    const char *kind;
    gboolean    soak;
  } cases[] = {
    { "roller", TRUE },
    { "stamp", TRUE },
    { "pen", FALSE },
    { "gadget", TRUE },
    { NULL, TRUE },
  };
  const SalveInstruction *ready = salve_instruction_get (SALVE_STEP_DEVICE, 1);
  const SalveInstruction *clean = salve_instruction_get (SALVE_STEP_SOOTHE, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = salve_instruction_get_body (ready, cases[i].kind);
      g_autofree char *after = salve_instruction_get_body (clean, cases[i].kind);

      g_assert_cmpint (strstr (body, "70% alcohol for 10 minutes") != NULL, ==, cases[i].soak);
      g_assert_cmpint (strstr (body, "bent") != NULL, ==, cases[i].soak);
      g_assert_cmpint (strstr (body, "sterile cartridge") != NULL, ==, !cases[i].soak);
      g_assert_cmpint (strstr (after, "70% alcohol") != NULL, ==, cases[i].soak);
      g_assert_cmpint (strstr (after, "after 10 minutes") != NULL, ==, cases[i].soak);
      g_assert_cmpint (strstr (after, "sharps box") != NULL, ==, !cases[i].soak);
    }
}

static void
test_pictures (void)
{
  static const struct
  {
    const char *id;
    const char *kind;
    const char *picture;
  } cases[] = {
    { "device-ready", "roller", "salve-picture-soak-symbolic" },
    { "device-ready", "pen", "salve-picture-cartridge-symbolic" },
    { "device-ready", NULL, "salve-picture-soak-symbolic" },
    { "device-clean", "stamp", "salve-picture-soak-symbolic" },
    { "device-clean", "pen", "salve-picture-sharps-symbolic" },
    { "cleanse-hands", "pen", "salve-picture-hands-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
      if (g_str_equal (parts[k].id, cases[i].id))
        g_assert_cmpstr (salve_instruction_get_picture (salve_instruction_get (parts[k].step, parts[k].part),
                                                        cases[i].kind),
                         ==, cases[i].picture);
}

static void
test_disinfect (void)
{
  const SalveInstruction *instruction = salve_instruction_get (SALVE_STEP_TREAT, 0);

  g_assert_nonnull (strstr (instruction->body, "numbing cream must be washed off"));
  g_assert_nonnull (strstr (instruction->body, "70% alcohol or with chlorhexidine"));
}

static void
test_steps (void)
{
  static const char * const ids[] = { "check", "cleanse", "numb", "device", "treat", "soothe", "aftercare" };
  g_autoptr (GEnumClass) class = g_type_class_ref (SALVE_TYPE_STEP);

  G_STATIC_ASSERT (G_N_ELEMENTS (ids) == SALVE_N_STEPS);
  g_assert_cmpuint (class->n_values, ==, SALVE_N_STEPS);

  for (int i = 0; i < SALVE_N_STEPS; i++)
    {
      g_assert_cmpstr (salve_step_get_id (i), ==, ids[i]);
      g_assert_cmpstr (g_enum_get_value (class, i)->value_nick, ==, ids[i]);
      g_assert_cmpint (salve_step_find (ids[i]), ==, i);
      g_assert_cmpstr (salve_step_get_title (i), !=, "");
    }
  g_assert_cmpint (salve_step_find ("rest"), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/instruction/parts", test_parts);
  g_test_add_func ("/instruction/bodies", test_bodies);
  g_test_add_func ("/instruction/device", test_device);
  g_test_add_func ("/instruction/pictures", test_pictures);
  g_test_add_func ("/instruction/disinfect", test_disinfect);
  g_test_add_func ("/instruction/steps", test_steps);

  return g_test_run ();
}
