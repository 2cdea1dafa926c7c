/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SALVE_TYPE_CLOCK (salve_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (SalveClock, salve_clock, SALVE, CLOCK, GObject)

/* Instants are microseconds since 1970 in UTC, as g_get_real_time() counts them. `get_boot` counts the
 * microseconds since the computer started, also those in which it slept; nobody can set that. */
struct _SalveClockClass
{
  GObjectClass parent_class;

  gint64 (*get_time) (SalveClock *self);
  void   (*arm)      (SalveClock *self,
                      gint64      instant);
  gint64 (*get_boot) (SalveClock *self);
};

#define SALVE_CLOCK_NEVER G_MAXINT64

/* The first of January 2020 in UTC. No record of Salve's is older: a clock that shows less is wrong, such as
 * one that starts at 1970 until the network tells it the time. */
#define SALVE_CLOCK_EARLIEST (G_GINT64_CONSTANT (1577836800) * G_USEC_PER_SEC)

gint64     salve_clock_get_time     (SalveClock *self);
GDateTime *salve_clock_now          (SalveClock *self);
char      *salve_clock_make_stamp   (SalveClock *self);
gint64     salve_clock_get_gone     (SalveClock *self,
                                     const char *stamp);
void       salve_clock_get_today    (SalveClock *self,
                                     GDate      *today);
guint      salve_clock_add_alarm    (SalveClock *self,
                                     gint64      instant,
                                     GSourceOnceFunc func,
                                     gpointer    data);
void       salve_clock_remove_alarm (SalveClock *self,
                                     guint       id);
void       salve_clock_ring         (SalveClock *self);
void       salve_clock_jump         (SalveClock *self);
void       salve_clock_clear_alarm  (SalveClock *self,
                                     guint      *id);

gint64     salve_clock_instant      (GDateTime  *time);
void       salve_clock_get_day      (GDateTime  *time,
                                     GDate      *day);
gint64     salve_clock_get_midnight (GDateTime  *time);

G_END_DECLS
