/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-today-reminders.h"

#include <glib/gi18n.h>

#include "salve-check-in-log.h"
#include "salve-compat.h"
#include "salve-paths.h"
#include "salve-reminders.h"

struct _SalveTodayReminders
{
  AdwBin          parent_instance;

  SalveClock     *clock;
  GListModel     *store;     /* a SalveStore, where an answer can be kept */
  SalveProfile   *profile;
  gboolean        narrow;

  SalveReminders *reminders; /* at the last look; NULL before the first */
  GFileMonitor   *marks;     /* of what was answered to a notification */
  guint           looking;   /* idle source */
  guint           alarm;
  gboolean        busy;      /* an answer is on its way to the disk */
  gboolean        wanted;    /* the person asked for the question */

  /* Made when there is first something to show. */
  GtkWidget      *card;
  GtkWidget      *text;
  GtkWidget      *problem;
  GtkWidget      *answers;
  GtkWidget      *expected;
  GtkWidget      *strip;
  GtkLabel       *moisturise;
};

G_DEFINE_FINAL_TYPE (SalveTodayReminders, salve_today_reminders, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_PROFILE,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void queue_look (SalveTodayReminders *self);

/* --- answers --- */

static const SalveReminder *
get_check_in (SalveTodayReminders *self)
{
  return self->reminders != NULL ? salve_reminders_find (self->reminders, SALVE_REMINDER_CHECK_IN) : NULL;
}

static void
set_busy (SalveTodayReminders *self,
          gboolean             busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->answers, !busy);
}

static void
on_added (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (SalveTodayReminders) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  set_busy (self, FALSE);
  if (!salve_check_in_log_add_finish (SALVE_STORE (store), result, &error))
    /* Translators: %s is the reason, such as "“x.json” could not be saved: the disk is full". */
    words = g_strdup_printf (_("Your answer is not saved. Please answer once more. (%s)"), error->message);
  gtk_label_set_label (GTK_LABEL (self->problem), words != NULL ? words : "");
  gtk_widget_set_visible (self->problem, words != NULL);
  queue_look (self);
}

static void
answer (SalveTodayReminders *self,
        const char          *looks)
{
  const SalveReminder *reminder = get_check_in (self);
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);

  if (reminder == NULL || self->busy || !SALVE_IS_STORE (self->store))
    return;
  set_busy (self, TRUE);
  salve_check_in_log_add_async (SALVE_STORE (self->store), reminder->record, reminder->hours, looks, now, NULL,
                                on_added, g_object_ref (self));
}

static void
on_expected (SalveTodayReminders *self)
{
  answer (self, SALVE_LOOKS_EXPECTED);
}

static void
on_wrong (SalveTodayReminders *self)
{
  answer (self, SALVE_LOOKS_WRONG);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-red-flags", NULL);
}

/* --- the widgets --- */

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  salve_compat_contain (label);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
make_answers (SalveTodayReminders *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  /* Translators: an answer to "How does the skin look?" */
  GtkWidget *wrong = gtk_button_new_with_label (_("Something looks wrong"));

  /* Translators: an answer to "How does the skin look?" */
  self->expected = gtk_button_new_with_label (_("As expected"));
  gtk_widget_add_css_class (self->expected, "answer");
  gtk_widget_add_css_class (wrong, "answer");
  g_signal_connect_object (self->expected, "clicked", G_CALLBACK (on_expected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wrong, "clicked", G_CALLBACK (on_wrong), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->expected);
  gtk_box_append (GTK_BOX (box), wrong);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_set_margin_top (box, 9);

  return box;
}

static GtkWidget *
make_card (SalveTodayReminders *self)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX,
                                  "orientation", GTK_ORIENTATION_VERTICAL,
                                  "spacing", 6,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                  NULL);
  GtkWidget *title = make_label (_("How does the skin look?"), "title-3");

  self->text = make_label ("", "body");
  self->problem = make_label ("", "error");
  gtk_widget_set_visible (self->problem, FALSE);
  self->answers = make_answers (self);
  gtk_box_append (GTK_BOX (card), title);
  gtk_box_append (GTK_BOX (card), self->text);
  gtk_box_append (GTK_BOX (card), self->problem);
  gtk_box_append (GTK_BOX (card), self->answers);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "check-in");

  return card;
}

static GtkWidget *
make_strip (SalveTodayReminders *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", "salve-serum-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  self->moisturise = GTK_LABEL (make_label ("", "body"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->moisturise), TRUE);
  gtk_box_append (GTK_BOX (strip), image);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->moisturise));
  gtk_widget_add_css_class (strip, "card");
  gtk_widget_add_css_class (strip, "moisturise");

  return strip;
}

static void
build (SalveTodayReminders *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->card = make_card (self);
  self->strip = make_strip (self);
  gtk_box_append (GTK_BOX (box), self->card);
  gtk_box_append (GTK_BOX (box), self->strip);
  gtk_widget_add_css_class (box, "reminders");
  adw_bin_set_child (ADW_BIN (self), box);
}

/* --- what they say --- */

static int
days_until (GDateTime *time,
            GDateTime *now)
{
  GDate one, two;

  salve_clock_get_day (now, &one);
  salve_clock_get_day (time, &two);

  return g_date_days_between (&one, &two);
}

static char *
describe_moisturise (gint64 instant,
                     gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) present = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (instant <= now)
    return g_strdup (_("It is time to moisturise, with a plain cream without perfume."));
  switch (days_until (time, present))
    {
    case 0:
      /* Translators: a time of today, in strftime's terms. */
      return g_date_time_format (time, _("Moisturise next today at %H:%M."));
    case 1:
      /* Translators: a time of tomorrow, in strftime's terms. */
      return g_date_time_format (time, _("Moisturise next tomorrow at %H:%M."));
    default:
      /* Translators: a time of a near day, in strftime's terms: "on Sunday at 08:00". */
      return g_date_time_format (time, _("Moisturise next on %A at %H:%M."));
    }
}

static void
show_check_in (SalveTodayReminders *self,
               gint64               now)
{
  const SalveReminder *reminder = get_check_in (self);
  g_autofree char *text = reminder != NULL ? salve_reminder_get_body (reminder, now, FALSE) : NULL;

  if (text != NULL)
    gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->answers),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->card, reminder != NULL);
}

static void
show_moisturise (SalveTodayReminders *self,
                 gint64               now)
{
  gint64 instant = salve_reminders_get_moisturise (self->reminders);
  g_autofree char *text = instant != SALVE_CLOCK_NEVER ? describe_moisturise (instant, now) : NULL;

  if (text != NULL)
    gtk_label_set_label (self->moisturise, text);
  gtk_widget_set_visible (self->strip, text != NULL);
}

static void
show (SalveTodayReminders *self,
      gint64               now)
{
  gboolean shown = get_check_in (self) != NULL
                   || salve_reminders_get_moisturise (self->reminders) != SALVE_CLOCK_NEVER;

  if (shown && self->card == NULL)
    build (self);
  if (self->card != NULL)
    {
      show_check_in (self, now);
      show_moisturise (self, now);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
}

/* --- looking --- */

static void
on_alarm (gpointer data)
{
  SalveTodayReminders *self = data;

  self->alarm = 0;
  queue_look (self);
}

/* The next instant at which one of the words is another: at midnight tomorrow becomes today, and a day
 * after the session's hour there is one day more. */
static gint64
find_change (SalveTodayReminders *self,
             gint64               now)
{
  const SalveReminder *reminder = get_check_in (self);
  gint64 moisturise = salve_reminders_get_moisturise (self->reminders);
  gint64 next = salve_reminders_get_next (self->reminders);
  g_autoptr (GDateTime) present = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (reminder != NULL)
    next = MIN (next, reminder->needled + ((now - reminder->needled) / G_TIME_SPAN_DAY + 1) * G_TIME_SPAN_DAY);
  if (moisturise > now)
    next = MIN (next, moisturise);
  if (reminder != NULL || moisturise != SALVE_CLOCK_NEVER)
    next = MIN (next, salve_clock_get_midnight (present));

  return next;
}

/* The notifier's file. Its folder may not be there yet, and GIO polls for one that is not. */
static void
watch_marks (SalveTodayReminders *self,
             const char          *folder)
{
  g_autofree char *path = g_build_filename (folder, SALVE_REMINDER_MARKS_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (self->marks != NULL || !salve_paths_ensure (folder, NULL))
    return;
  self->marks = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->marks != NULL)
    g_signal_connect_object (self->marks, "changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
}

static void
look (gpointer data)
{
  SalveTodayReminders *self = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *folder = salve_paths_state ();
  gint64 now = salve_clock_get_time (self->clock);
  SalveReminderMarks marks;

  self->looking = 0;
  salve_clock_clear_alarm (self->clock, &self->alarm);
  watch_marks (self, folder);
  salve_reminder_marks_peek (&marks, folder);
  g_clear_object (&self->reminders);
  self->reminders = salve_reminders_new_today (self->store, salve_profile_get_reminders (self->profile),
                                               &marks, now, zone);
  show (self, now);
  if (self->wanted && get_check_in (self) != NULL)
    gtk_widget_grab_focus (self->expected);
  self->wanted = FALSE;
  if (find_change (self, now) != SALVE_CLOCK_NEVER)
    self->alarm = salve_clock_add_alarm (self->clock, find_change (self, now), on_alarm, self);
}

/* Not before the first picture of the window, and only while it can be seen. */
static void
queue_look (SalveTodayReminders *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->looking != 0 || self->clock == NULL || self->store == NULL || self->profile == NULL
      || parent == NULL || !gtk_widget_get_mapped (parent))
    return;
  self->looking = g_idle_add_once (look, self);
}

static void
stop (SalveTodayReminders *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  salve_clock_clear_alarm (self->clock, &self->alarm);
}

/* --- overrides --- */

/* We are hidden while there is nothing to say, and are never mapped then: the parent tells. */
static void
on_parent_changed (SalveTodayReminders *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent == NULL)
    return;
  g_signal_connect_object (parent, "map", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "unmap", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
}

static void
set_source (SalveTodayReminders *self,
            gpointer            *place,
            gpointer             source,
            const char          *signal)
{
  stop (self);
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_set_object (place, source);
  if (source != NULL)
    g_signal_connect_object (source, signal, G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  queue_look (self);
}

static void
set_narrow (SalveTodayReminders *self,
            gboolean             narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->card != NULL)
    show_check_in (self, salve_clock_get_time (self->clock));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_today_reminders_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  SalveTodayReminders *self = SALVE_TODAY_REMINDERS (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_today_reminders_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  SalveTodayReminders *self = SALVE_TODAY_REMINDERS (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      set_source (self, (gpointer *) &self->clock, g_value_get_object (value), "jumped");
      break;
    case PROP_STORE:
      set_source (self, (gpointer *) &self->store, g_value_get_object (value), "items-changed");
      break;
    case PROP_PROFILE:
      set_source (self, (gpointer *) &self->profile, g_value_get_object (value), "changed");
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_today_reminders_dispose (GObject *object)
{
  SalveTodayReminders *self = SALVE_TODAY_REMINDERS (object);

  stop (self);
  g_clear_object (&self->marks);
  g_clear_object (&self->reminders);
  g_clear_object (&self->profile);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_today_reminders_parent_class)->dispose (object);
}

static void
salve_today_reminders_class_init (SalveTodayRemindersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = salve_today_reminders_get_property;
  object_class->set_property = salve_today_reminders_set_property;
  object_class->dispose = salve_today_reminders_dispose;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_today_reminders_init (SalveTodayReminders *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::parent", G_CALLBACK (on_parent_changed), NULL);
}

/* Brings the question to the person, as soon as it can be seen and if it is due. */
void
salve_today_reminders_focus (SalveTodayReminders *self)
{
  g_return_if_fail (SALVE_IS_TODAY_REMINDERS (self));

  self->wanted = TRUE;
  queue_look (self);
}
