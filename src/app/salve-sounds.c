/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-sounds.h"

#include <glib/gi18n.h>
#include <gsound.h>

/* Sounds that came while one hung are not worth hearing later. */
#define MAX_WAITING 2

/* What the thread has to itself; goes with the last reference. */
typedef struct
{
  GSoundContext *context;
  gboolean       silent; /* there is nothing here to play with */
} Player;

typedef struct
{
  Player     *player;
  const char *id;     /* NULL: only let go of the player */
  const char *text;
} Task;

struct _SalveSounds
{
  GObject        parent_instance;

  SalveSettings *settings;
  GThreadPool   *pool;     /* of one thread; NULL before the first sound */
  Player        *player;
};

G_DEFINE_FINAL_TYPE (SalveSounds, salve_sounds, G_TYPE_OBJECT)

enum
{
  SIGNAL_PLAYED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Names of the freedesktop sound theme, and what a desktop may show to who cannot hear. */
static const struct
{
  const char *id;
  const char *text;
} sounds[] = {
  [SALVE_SOUND_READY] = { "complete", N_("The next step is ready") },
  [SALVE_SOUND_NEARLY] = { "dialog-warning", N_("The time is nearly up") },
  [SALVE_SOUND_UP] = { "alarm-clock-elapsed", N_("The time is up") },
  [SALVE_SOUND_STOP] = { "dialog-error", N_("Stopped") },
};

/* libcanberra loads its drivers, and drops them, with a library that knows of no threads: one at a time, whoever plays. */
static GMutex library;

/* --- in the thread: whoever makes the sound may be slow to answer, or not there at all --- */

static void
clear_player (gpointer data)
{
  Player *player = data;

  g_clear_object (&player->context);
}

static void
release_player (Player *player)
{
  g_atomic_rc_box_release_full (player, clear_player);
}

/* A server, a card, or a way that somebody chose. ALSA complains on stderr where there is none of them. */
static gboolean
can_sound (void)
{
  g_autofree char *server = g_build_filename (g_get_user_runtime_dir (), "pulse", "native", NULL);

  return g_getenv ("CANBERRA_DRIVER") != NULL || g_getenv ("PULSE_SERVER") != NULL
         || g_file_test (server, G_FILE_TEST_EXISTS) || g_file_test ("/dev/snd", G_FILE_TEST_EXISTS);
}

static gboolean
ensure_context (Player *player)
{
  g_autoptr (GError) error = NULL;

  if (player->context != NULL || player->silent)
    return !player->silent;
  if (can_sound ())
    player->context = gsound_context_new (NULL, &error);
  player->silent = player->context == NULL;
  if (player->silent)
    g_debug ("There will be no sounds: %s", error != NULL ? error->message : "neither a server nor a card");

  return !player->silent;
}

static void
play (gpointer data,
      gpointer unused)
{
  g_autofree Task *task = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&library);
  g_autoptr (GError) error = NULL;

  if (task->id != NULL && ensure_context (task->player)
      && !gsound_context_play_simple (task->player->context, NULL, &error,
                                      GSOUND_ATTR_EVENT_ID, task->id,
                                      GSOUND_ATTR_EVENT_DESCRIPTION, task->text,
                                      GSOUND_ATTR_MEDIA_ROLE, "event",
                                      NULL))
    g_debug ("No sound: %s", error->message);
  release_player (task->player);
}

/* --- in the window --- */

/* The player is (transfer full). */
static void
push (SalveSounds *self,
      Player      *player,
      const char  *id,
      const char  *text)
{
  Task *task = g_new0 (Task, 1);

  task->player = player;
  task->id = id;
  task->text = text;
  g_thread_pool_push (self->pool, task, NULL);
}

static void
ensure_pool (SalveSounds *self)
{
  if (self->pool != NULL)
    return;
  self->pool = g_thread_pool_new (play, NULL, 1, FALSE, NULL);
  self->player = g_atomic_rc_box_new0 (Player);
}

static void
salve_sounds_dispose (GObject *object)
{
  SalveSounds *self = SALVE_SOUNDS (object);

  /* What is playing ends by itself; nobody waits for it, nor for the library. */
  if (self->pool != NULL)
    {
      push (self, g_steal_pointer (&self->player), NULL, NULL);
      g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, FALSE);
    }
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (salve_sounds_parent_class)->dispose (object);
}

static void
salve_sounds_class_init (SalveSoundsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_sounds_dispose;

  signals[SIGNAL_PLAYED] =
    g_signal_new ("played", SALVE_TYPE_SOUNDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
salve_sounds_init (SalveSounds *self)
{
}

/* Nothing of the sound system is touched before the first sound. */
SalveSounds *
salve_sounds_new (SalveSettings *settings)
{
  SalveSounds *self;

  g_return_val_if_fail (SALVE_IS_SETTINGS (settings), NULL);

  self = g_object_new (SALVE_TYPE_SOUNDS, NULL);
  self->settings = g_object_ref (settings);

  return self;
}

/* The name in the desktop's sound theme. */
const char *
salve_sounds_get_id (SalveSound sound)
{
  g_return_val_if_fail (sound < G_N_ELEMENTS (sounds), NULL);

  return sounds[sound].id;
}

/* Returns at once. Does nothing when sounds are switched off, and fails in silence. */
void
salve_sounds_play (SalveSounds *self,
                   SalveSound   sound)
{
  g_return_if_fail (SALVE_IS_SOUNDS (self));
  g_return_if_fail (sound < G_N_ELEMENTS (sounds));

  if (!salve_settings_get_sounds (self->settings))
    return;
  ensure_pool (self);
  if (g_thread_pool_unprocessed (self->pool) < MAX_WAITING)
    push (self, g_atomic_rc_box_acquire (self->player), sounds[sound].id, _(sounds[sound].text));
  g_signal_emit (self, signals[SIGNAL_PLAYED], 0, sounds[sound].id);
}
