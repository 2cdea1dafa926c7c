/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-fake-clock.h"

struct _SalveFakeClock
{
  SalveClock parent_instance;

  gint64     time;
  gint64     boot;
  gint64     armed;
};

G_DEFINE_FINAL_TYPE (SalveFakeClock, salve_fake_clock, SALVE_TYPE_CLOCK)

static gint64
salve_fake_clock_get_time (SalveClock *clock)
{
  return SALVE_FAKE_CLOCK (clock)->time;
}

static gint64
salve_fake_clock_get_boot (SalveClock *clock)
{
  return SALVE_FAKE_CLOCK (clock)->boot;
}

static void
salve_fake_clock_arm (SalveClock *clock,
                      gint64      instant)
{
  SALVE_FAKE_CLOCK (clock)->armed = instant;
}

static void
salve_fake_clock_class_init (SalveFakeClockClass *klass)
{
  SalveClockClass *clock_class = SALVE_CLOCK_CLASS (klass);

  clock_class->get_time = salve_fake_clock_get_time;
  clock_class->arm = salve_fake_clock_arm;
  clock_class->get_boot = salve_fake_clock_get_boot;
}

static void
salve_fake_clock_init (SalveFakeClock *self)
{
  self->armed = SALVE_CLOCK_NEVER;
  self->boot = G_TIME_SPAN_DAY;
}

static gint64
parse (const char *iso8601)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, utc);

  g_assert_nonnull (time);

  return salve_clock_instant (time);
}

SalveFakeClock *
salve_fake_clock_new (const char *iso8601)
{
  SalveFakeClock *self = g_object_new (SALVE_TYPE_FAKE_CLOCK, NULL);

  self->time = parse (iso8601);

  return self;
}

static void
pass (SalveFakeClock *self,
      gint64          time)
{
  self->boot += time - self->time;
  self->time = time;
}

/* Time passes: every alarm rings at its own instant. */
void
salve_fake_clock_advance (SalveFakeClock *self,
                          GTimeSpan       span)
{
  gint64 target = self->time + span;

  while (self->armed <= target)
    {
      pass (self, MAX (self->time, self->armed));
      salve_clock_ring (SALVE_CLOCK (self));
    }
  pass (self, target);
}

/* The clock is set, forward or back. */
void
salve_fake_clock_set (SalveFakeClock *self,
                      const char     *iso8601)
{
  self->time = parse (iso8601);
  salve_clock_jump (SALVE_CLOCK (self));
}
