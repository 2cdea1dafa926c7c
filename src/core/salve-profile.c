/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-profile.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "salve-document.h"
#include "salve-json.h"
#include "salve-screening.h"

struct _SalveProfile
{
  GObject        parent_instance;

  SalveDocument *document;
  gboolean       loaded;
  gboolean       reading;
  JsonObject    *source;  /* the file's object, with what is not known here */
  GDate          born;
  SalveAnswers  *answers;
  gboolean       changed; /* an answer, while they are remembered */
  GDate          planned;
  gboolean       remind;
  SalveReminderChoices *reminders;
  gboolean       chosen;    /* there is something about reminders to write */
};

G_DEFINE_QUARK (salve-profile-error-quark, salve_profile_error)
G_DEFINE_FINAL_TYPE (SalveProfile, salve_profile, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FOLDER,
  N_PROPS
};

enum
{
  CHANGED,
  PROBLEM,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const GDate *
day_or_null (const GDate *day)
{
  return g_date_valid (day) ? day : NULL;
}

static gboolean
same_day (const GDate *day,
          const GDate *other)
{
  if (other == NULL || !g_date_valid (other))
    return !g_date_valid (day);

  return g_date_valid (day) && g_date_compare (day, other) == 0;
}

static void
set_day (GDate       *day,
         const GDate *value)
{
  g_date_clear (day, 1);
  if (value != NULL)
    *day = *value;
}

/* Reading */

static gboolean
read_root (SalveProfile  *self,
           JsonObject    *root,
           GError       **error)
{
  JsonObject *lasting = NULL;
  JsonObject *reminders = NULL;
  GDate born, planned;
  gboolean remind = FALSE;

  g_date_clear (&born, 1);
  g_date_clear (&planned, 1);
  if (!salve_json_get_date (root, "born", &born, error)
      || !salve_json_get_date (root, "planned", &planned, error)
      || !salve_json_get_boolean (root, "remind", &remind, error)
      || !salve_json_get_object (root, "lasting", &lasting, error)
      || (lasting != NULL && !salve_answers_read (self->answers, lasting, error))
      || !salve_json_get_object (root, "reminders", &reminders, error)
      || (reminders != NULL && !salve_reminder_choices_read (self->reminders, reminders, error)))
    return FALSE;
  self->chosen = reminders != NULL;
  self->born = born;
  self->planned = planned;
  self->remind = remind;

  return TRUE;
}

static gboolean
read_whole (SalveProfile  *self,
            JsonObject    *root,
            GError       **error)
{
  g_autoptr (JsonObject) nothing = json_object_new ();
  gboolean right;

  self->reading = TRUE;
  right = read_root (self, root, error);
  /* What another program took out is as it is for somebody new. */
  if (right && !self->chosen)
    salve_reminder_choices_read (self->reminders, nothing, NULL);
  self->reading = FALSE;

  return right;
}

/* Everything is asked anew. */
static void
give_up (SalveProfile *self,
         const GError *reason)
{
  /* Translators: first the reason, then the path of a file. */
  const char *kept = _("Your answers cannot be read: %s. They are kept as %s, and Salve asks anew.");
  /* Translators: first the reason, then the path of a file. */
  const char *left = _("Your answers cannot be read: %s. They are left as they are in %s.");
  g_autoptr (GError) error = salve_document_give_up (self->document, reason, kept, left);

  g_signal_emit (self, signals[PROBLEM], 0, error);
}

static void
on_answers_changed (SalveProfile *self)
{
  self->changed = TRUE;
}

/* Another program wrote the file. What makes no sense here is not taken up; what is known stays. */
static void
on_document_changed (SalveProfile *self,
                     JsonObject   *root)
{
  g_autoptr (SalveAnswers) answers = salve_answers_new ();
  g_autoptr (SalveAnswers) known = g_object_ref (self->answers);

  if (salve_document_get_read_only (self->document))
    return;
  g_set_object (&self->answers, answers);
  if (!read_whole (self, root, NULL))
    {
      g_set_object (&self->answers, known);
      salve_document_keep_beside (self->document);
      return;
    }
  g_signal_handlers_disconnect_by_data (known, self);
  g_signal_connect_object (answers, "changed", G_CALLBACK (on_answers_changed), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->source, json_object_unref);
  self->source = json_object_ref (root);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ensure_loaded (SalveProfile *self)
{
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GError) error = NULL;

  if (self->loaded)
    return;
  self->loaded = TRUE;
  salve_document_watch (self->document);
  if (salve_document_load (self->document, &root, &error))
    {
      /* A newer version's may mean something else: not trusted, and left alone. */
      if (root == NULL || salve_document_get_read_only (self->document))
        return;
      if (read_whole (self, root, &error))
        {
          self->source = g_steal_pointer (&root);
          return;
        }
      salve_document_reject (self->document, error);
    }
  give_up (self, error);
}

/* Writing */

static void
save (SalveProfile *self)
{
  g_autoptr (JsonObject) root = self->source != NULL ? salve_json_copy (self->source) : json_object_new ();

  salve_json_set_date (root, "born", &self->born);
  if (!salve_answers_is_empty (self->answers) || json_object_has_member (root, "lasting"))
    json_object_set_object_member (root, "lasting", salve_answers_write (self->answers));
  salve_json_set_date (root, "planned", &self->planned);
  if (self->remind || json_object_has_member (root, "remind"))
    json_object_set_boolean_member (root, "remind", self->remind);
  if (self->chosen)
    json_object_set_object_member (root, "reminders", salve_reminder_choices_write (self->reminders));
  salve_document_save (self->document, root);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What is being read from the file is no choice. */
static void
on_reminders_changed (SalveProfile *self)
{
  if (self->reading)
    return;
  self->chosen = TRUE;
  save (self);
}

static void
on_problem (SalveProfile *self,
            const GError *error)
{
  g_signal_emit (self, signals[PROBLEM], 0, error);
}

/* Overrides */

static void
set_folder (SalveProfile *self,
            const char   *folder)
{
  g_autofree char *path = g_build_filename (folder, SALVE_PROFILE_NAME, NULL);

  self->document = salve_document_new (path);
  g_signal_connect_object (self->document, "problem", G_CALLBACK (on_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
}

static void
salve_profile_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  SalveProfile *self = SALVE_PROFILE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      set_folder (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_profile_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SalveProfile *self = SALVE_PROFILE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      g_value_take_string (value, g_path_get_dirname (salve_document_get_path (self->document)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_profile_finalize (GObject *object)
{
  SalveProfile *self = SALVE_PROFILE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->answers);
  g_clear_object (&self->reminders);
  g_clear_pointer (&self->source, json_object_unref);

  G_OBJECT_CLASS (salve_profile_parent_class)->finalize (object);
}

static void
salve_profile_class_init (SalveProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = salve_profile_set_property;
  object_class->get_property = salve_profile_get_property;
  object_class->finalize = salve_profile_finalize;

  props[PROP_FOLDER] =
    g_param_spec_string ("folder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * SalveProfile::changed:
   * @self: the profile
   *
   * Something is remembered that was not, or is no more.
   */
  signals[CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_PROFILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SalveProfile::problem:
   * @self: the profile
   * @error: why it could not be read or written, in words
   */
  signals[PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_PROFILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
salve_profile_init (SalveProfile *self)
{
  g_date_clear (&self->born, 1);
  g_date_clear (&self->planned, 1);
  self->answers = salve_answers_new ();
  g_signal_connect_object (self->answers, "changed", G_CALLBACK (on_answers_changed), self, G_CONNECT_SWAPPED);
  self->reminders = salve_reminder_choices_new ();
  g_signal_connect_object (self->reminders, "notify", G_CALLBACK (on_reminders_changed), self, G_CONNECT_SWAPPED);
}

/**
 * salve_profile_new:
 * @folder: (type filename): the folder of `profile.json`; made when it is first written
 *
 * Returns: (transfer full): the profile
 */
SalveProfile *
salve_profile_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return g_object_new (SALVE_TYPE_PROFILE, "folder", folder, NULL);
}

/**
 * salve_profile_get_born:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): the day of birth, or %NULL where it was not told
 */
const GDate *
salve_profile_get_born (SalveProfile *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), NULL);

  ensure_loaded (self);

  return day_or_null (&self->born);
}

static gboolean
check_born (const GDate  *born,
            const GDate  *today,
            GError      **error)
{
  if (g_date_compare (born, today) > 0)
    {
      g_set_error_literal (error, SALVE_PROFILE_ERROR, SALVE_PROFILE_ERROR_FUTURE,
                           _("That day has not come yet. When were you born?"));
      return FALSE;
    }
  if (g_date_get_year (today) - g_date_get_year (born) > SALVE_PROFILE_OLDEST_YEARS)
    {
      g_set_error_literal (error, SALVE_PROFILE_ERROR, SALVE_PROFILE_ERROR_AGE,
                           _("That is too long ago. When were you born?"));
      return FALSE;
    }

  return TRUE;
}

/**
 * salve_profile_set_born:
 * @self: a profile
 * @born: (nullable): the day of birth, or %NULL to forget it
 * @today: the person's local day
 * @error: return location for an error of SALVE_PROFILE_ERROR
 *
 * Returns: whether somebody can be born that day; otherwise nothing changes
 */
gboolean
salve_profile_set_born (SalveProfile  *self,
                        const GDate   *born,
                        const GDate   *today,
                        GError       **error)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (born == NULL || g_date_valid (born), FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (born != NULL && !check_born (born, today, error))
    return FALSE;
  ensure_loaded (self);
  if (same_day (&self->born, born))
    return TRUE;
  set_day (&self->born, born);
  save (self);

  return TRUE;
}

/**
 * salve_profile_get_answers:
 * @self: a profile
 *
 * Returns: (transfer none): the answers that last, as they were last remembered; not to be changed, but with
 *   salve_profile_remember()
 */
SalveAnswers *
salve_profile_get_answers (SalveProfile *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), NULL);

  ensure_loaded (self);

  return self->answers;
}

/**
 * salve_profile_remember:
 * @self: a profile
 * @answers: what was answered
 *
 * Keeps of the answers those that last, with the type of skin. The age is not one of them: it follows from the day of
 * birth, anew each time.
 */
void
salve_profile_remember (SalveProfile *self,
                        SalveAnswers *answers)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_LASTING, &n);

  g_return_if_fail (SALVE_IS_PROFILE (self));
  g_return_if_fail (SALVE_IS_ANSWERS (answers));

  ensure_loaded (self);
  self->changed = FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (items[i].id, "age"))
      salve_answers_copy (self->answers, answers, items[i].id);
  salve_answers_set_skin_type (self->answers, salve_answers_get_skin_type (answers));
  if (self->changed)
    save (self);
}

/**
 * salve_profile_get_planned:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): the local day planned for the next session
 */
const GDate *
salve_profile_get_planned (SalveProfile *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), NULL);

  ensure_loaded (self);

  return day_or_null (&self->planned);
}

/**
 * salve_profile_get_remind:
 * @self: a profile
 *
 * Returns: whether the person is to be reminded of the planned day
 */
gboolean
salve_profile_get_remind (SalveProfile *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), FALSE);

  ensure_loaded (self);

  return self->remind;
}

/**
 * salve_profile_set_planned:
 * @self: a profile
 * @planned: (nullable): the local day planned for the next session, or %NULL for none
 * @remind: whether to remind the person of it
 */
void
salve_profile_set_planned (SalveProfile *self,
                           const GDate  *planned,
                           gboolean      remind)
{
  g_return_if_fail (SALVE_IS_PROFILE (self));
  g_return_if_fail (planned == NULL || g_date_valid (planned));

  ensure_loaded (self);
  remind = remind && planned != NULL;
  if (same_day (&self->planned, planned) && self->remind == remind)
    return;
  set_day (&self->planned, planned);
  self->remind = remind;
  save (self);
}

/**
 * salve_profile_get_reminders:
 * @self: a profile
 *
 * Returns: (transfer none): what to be reminded of; each change is remembered at once
 */
SalveReminderChoices *
salve_profile_get_reminders (SalveProfile *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), NULL);

  ensure_loaded (self);

  return self->reminders;
}

/**
 * salve_profile_flush:
 * @self: a profile
 * @error: return location for an error of G_FILE_ERROR, or for the reason not to write
 *
 * Waits until what is remembered is on the disk.
 *
 * Returns: whether it is
 */
gboolean
salve_profile_flush (SalveProfile  *self,
                     GError       **error)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return salve_document_flush (self->document, error);
}

/**
 * salve_profile_is_saved:
 * @self: a profile
 *
 * Returns: whether all that is remembered is on the disk
 */
gboolean
salve_profile_is_saved (SalveProfile *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE (self), TRUE);

  return salve_document_is_saved (self->document);
}

/**
 * salve_profile_check:
 * @root: what may be a profile
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether a profile could be read from it
 */
gboolean
salve_profile_check (JsonObject  *root,
                     GError     **error)
{
  g_autoptr (SalveProfile) self = NULL;

  g_return_val_if_fail (root != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  self = salve_profile_new ("");
  /* It belongs to no folder, and nothing of it is ever written. */
  self->reading = TRUE;

  return read_root (self, root, error);
}
