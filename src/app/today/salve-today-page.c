/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-today-page.h"

#include <glib/gi18n-lib.h>

#include "salve-aftercare.h"
#include "salve-background-note.h"
#include "salve-background.h"
#include "salve-closures.h"
#include "salve-countdown-card.h"
#include "salve-countdown-row.h"
#include "salve-format.h"
#include "salve-next-dates.h"
#include "salve-pause-group.h"
#include "salve-plan-group.h"
#include "salve-record.h"
#include "salve-ring.h"
#include "salve-shelf.h"
#include "salve-today-reminders.h"
#include "salve-today-timers.h"
#include "salve-today-words.h"

struct _SalveTodayPage
{
  AdwBin          parent_instance;

  SalveAftercare *aftercare;
  SalveClock     *clock;
  GListModel     *store;
  SalveProfile   *profile;
  SalveShelf     *shelf;
  SalveBackground *background;
  gboolean        narrow;
  gint64          now;
  SalveSession   *latest;
  SalveSession   *watched;
  const char     *state;
  gboolean        has_dates;
  guint           alarm;

  GtkWidget      *sun;
  GtkWidget      *sweat;
  GtkWidget      *products;
  GtkListBox     *rows;
  GtkListBox     *dates;
  GListModel     *others;
  SalveTodayReminders *board_reminders;
  SalveTodayReminders *free_reminders;
};

G_DEFINE_FINAL_TYPE (SalveTodayPage, salve_today_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_AFTERCARE,
  PROP_CLOCK,
  PROP_STORE,
  PROP_PROFILE,
  PROP_SHELF,
  PROP_BACKGROUND,
  PROP_NARROW,
  PROP_NOW,
  PROP_LATEST,
  PROP_WATCHED,
  PROP_STATE,
  PROP_HAS_DATES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* How many records to try for one that can be read: a damaged folder must not hold up the page. */
#define MAX_TRIES 50

/* The closures of the template. */

static gboolean
is_filled (gpointer this,
           guint    n_items)
{
  return n_items > 0;
}

/* Whether a countdown has no card of its own. */
static gboolean
is_other (gpointer countdown)
{
  const char *restriction = salve_countdown_get_restriction (countdown);
  int which = salve_protocol_find_restriction (restriction);

  return which < 0 || which > SALVE_RESTRICTION_PRODUCTS;
}

/* The alarm: the next instant at which one of the words on the page is another. */

static gint64
next_change (SalveTodayPage *self)
{
  GListModel *running = G_LIST_MODEL (self->aftercare);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (self->now / G_USEC_PER_SEC);
  gint64 next = salve_clock_get_midnight (now);

  for (guint i = 0; i < g_list_model_get_n_items (running); i++)
    {
      g_autoptr (SalveCountdown) countdown = g_list_model_get_item (running, i);

      next = MIN (next, salve_countdown_row_find_change (countdown, self->now));
    }

  return next;
}

static void update_now (SalveTodayPage *self);

static void
on_alarm (gpointer data)
{
  SalveTodayPage *self = data;

  self->alarm = 0;
  update_now (self);
}

static void
rearm (SalveTodayPage *self)
{
  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (self->clock != NULL && self->aftercare != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->alarm = salve_clock_add_alarm (self->clock, next_change (self), on_alarm, self);
}

static void
update_dates (SalveTodayPage *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  g_autoptr (SalveIntervals) intervals = salve_intervals_new (self->store, now);
  gboolean has_dates = salve_next_dates_show (intervals, self->profile, self->dates) > 0;

  if (self->has_dates == has_dates)
    return;
  self->has_dates = has_dates;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_DATES]);
}

static void
update_cards (SalveTodayPage *self)
{
  GtkWidget *cards[] = { self->sun, self->sweat, self->products };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      SalveCountdownCard *card = SALVE_COUNTDOWN_CARD (cards[i]);
      const char *restriction = salve_countdown_card_get_restriction (card);

      salve_countdown_card_set_countdown (card, self->aftercare != NULL
                                                  ? salve_aftercare_find (self->aftercare, restriction)
                                                  : NULL);
    }
}

static void
update_state (SalveTodayPage *self)
{
  const char *state = "free";

  if (self->aftercare != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->aftercare)) > 0)
    state = "board";
  else if (self->store == NULL || g_list_model_get_n_items (self->store) == 0)
    state = "first";
  else
    update_dates (self);

  if (g_str_equal (self->state, state))
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
update_now (SalveTodayPage *self)
{
  gint64 now;

  if (self->clock == NULL)
    return;
  now = salve_clock_get_time (self->clock);
  if (self->now != now)
    {
      self->now = now;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW]);
    }
  update_state (self);
  rearm (self);
}

static void
on_aftercare_changed (SalveTodayPage *self)
{
  update_cards (self);
  update_now (self);
}

/* Cream that was put on is there, also where nothing was treated after it. */
static gboolean
is_to_watch (SalveSession *session)
{
  return salve_session_touched_skin (session) || salve_session_get_numbing_applied (session) != NULL;
}

/* The newest such session. The store lets go of a record that nobody holds, hence of its session. */
static SalveSession *
dup_newest (GListModel *store,
            gboolean  (*is_such) (SalveSession *session))
{
  guint n = store != NULL ? g_list_model_get_n_items (store) : 0;

  for (guint i = 0; i < MIN (n, MAX_TRIES); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (store, i);
      SalveSession *session = salve_record_get_session (record);

      if (session != NULL && is_such (session))
        return g_object_ref (session);
    }

  return NULL;
}

static void
on_records_changed (SalveTodayPage *self)
{
  g_autoptr (SalveSession) latest = dup_newest (self->store, salve_session_touched_skin);
  g_autoptr (SalveSession) watched = dup_newest (self->store, is_to_watch);

  if (g_set_object (&self->latest, latest))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LATEST]);
  if (g_set_object (&self->watched, watched))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCHED]);
  update_now (self);
}

static GtkWidget *
create_row (gpointer item,
            gpointer data)
{
  GtkWidget *row = salve_countdown_row_new (item);

  g_object_bind_property (data, "now", row, "now", G_BINDING_SYNC_CREATE);

  return row;
}

static void
set_aftercare (SalveTodayPage *self,
               SalveAftercare *aftercare)
{
  if (self->aftercare != NULL)
    g_signal_handlers_disconnect_by_data (self->aftercare, self);
  if (!g_set_object (&self->aftercare, aftercare))
    return;

  if (aftercare != NULL)
    g_signal_connect_object (aftercare, "changed", G_CALLBACK (on_aftercare_changed), self, G_CONNECT_SWAPPED);
  on_aftercare_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AFTERCARE]);
}

static void
set_clock (SalveTodayPage *self,
           SalveClock     *clock)
{
  if (self->clock == clock)
    return;

  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_set_object (&self->clock, clock);
  if (clock != NULL)
    g_signal_connect_object (clock, "jumped", G_CALLBACK (update_now), self, G_CONNECT_SWAPPED);
  update_now (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK]);
}

static void
set_store (SalveTodayPage *self,
           GListModel     *store)
{
  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "items-changed", G_CALLBACK (on_records_changed), self, G_CONNECT_SWAPPED);
  on_records_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORE]);
}

static void
set_narrow (SalveTodayPage *self,
            gboolean        narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_today_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SalveTodayPage *self = SALVE_TODAY_PAGE (object);

  switch (prop_id)
    {
    case PROP_AFTERCARE:
      g_value_set_object (value, self->aftercare);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_SHELF:
      g_value_set_object (value, self->shelf);
      break;
    case PROP_BACKGROUND:
      g_value_set_object (value, self->background);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;
    case PROP_LATEST:
      g_value_set_object (value, self->latest);
      break;
    case PROP_WATCHED:
      g_value_set_object (value, self->watched);
      break;
    case PROP_STATE:
      g_value_set_static_string (value, self->state);
      break;
    case PROP_HAS_DATES:
      g_value_set_boolean (value, self->has_dates);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_today_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalveTodayPage *self = SALVE_TODAY_PAGE (object);

  switch (prop_id)
    {
    case PROP_AFTERCARE:
      set_aftercare (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      set_clock (self, g_value_get_object (value));
      break;
    case PROP_STORE:
      set_store (self, g_value_get_object (value));
      break;
    case PROP_PROFILE:
      g_set_object (&self->profile, g_value_get_object (value));
      update_now (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SHELF:
      g_set_object (&self->shelf, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_BACKGROUND:
      g_set_object (&self->background, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Words are kept true only while they can be seen. */
static void
salve_today_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_today_page_parent_class)->map (widget);

  update_now (SALVE_TODAY_PAGE (widget));
}

static void
salve_today_page_unmap (GtkWidget *widget)
{
  SalveTodayPage *self = SALVE_TODAY_PAGE (widget);

  salve_clock_clear_alarm (self->clock, &self->alarm);

  GTK_WIDGET_CLASS (salve_today_page_parent_class)->unmap (widget);
}

static void
salve_today_page_dispose (GObject *object)
{
  SalveTodayPage *self = SALVE_TODAY_PAGE (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_TODAY_PAGE);
  g_clear_object (&self->aftercare);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->profile);
  g_clear_object (&self->shelf);
  g_clear_object (&self->background);
  g_clear_object (&self->latest);
  g_clear_object (&self->watched);

  G_OBJECT_CLASS (salve_today_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags ours = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = ours | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_AFTERCARE] = g_param_spec_object ("aftercare", NULL, NULL, SALVE_TYPE_AFTERCARE, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, flags);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, flags);
  properties[PROP_BACKGROUND] = g_param_spec_object ("background", NULL, NULL, SALVE_TYPE_BACKGROUND, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_NOW] = g_param_spec_int64 ("now", NULL, NULL, G_MININT64, G_MAXINT64, 0, ours);
  properties[PROP_LATEST] = g_param_spec_object ("latest", NULL, NULL, SALVE_TYPE_SESSION, ours);
  properties[PROP_WATCHED] = g_param_spec_object ("watched", NULL, NULL, SALVE_TYPE_SESSION, ours);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "first", ours);
  properties[PROP_HAS_DATES] = g_param_spec_boolean ("has-dates", NULL, NULL, FALSE, ours);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SALVE_TYPE_BACKGROUND_NOTE);
  g_type_ensure (SALVE_TYPE_COUNTDOWN_CARD);
  g_type_ensure (SALVE_TYPE_PAUSE_GROUP);
  g_type_ensure (SALVE_TYPE_PLAN_GROUP);
  g_type_ensure (SALVE_TYPE_RING);
  g_type_ensure (SALVE_TYPE_TODAY_REMINDERS);
  g_type_ensure (SALVE_TYPE_TODAY_TIMERS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, sun);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, sweat);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, products);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, rows);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, dates);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, others);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, board_reminders);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayPage, free_reminders);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_not);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_has_object);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
  gtk_widget_class_bind_template_callback (widget_class, is_filled);
  gtk_widget_class_bind_template_callback (widget_class, is_other);
  gtk_widget_class_bind_template_callback (widget_class, salve_today_words_summary);
  gtk_widget_class_bind_template_callback (widget_class, salve_today_words_last);
  gtk_widget_class_bind_template_callback (widget_class, salve_today_words_free_title);
}

static void
salve_today_page_class_init (SalveTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_today_page_get_property;
  object_class->set_property = salve_today_page_set_property;
  object_class->dispose = salve_today_page_dispose;
  widget_class->map = salve_today_page_map;
  widget_class->unmap = salve_today_page_unmap;

  install_properties (object_class);
  bind_template (widget_class);
}

static void
salve_today_page_init (SalveTodayPage *self)
{
  self->state = "first";
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->rows, self->others, create_row, self, NULL);
}

GtkWidget *
salve_today_page_new (void)
{
  return g_object_new (SALVE_TYPE_TODAY_PAGE, NULL);
}

/* Brings the question how the skin looks to the person, if it is due. */
void
salve_today_page_show_check_in (SalveTodayPage *self)
{
  g_return_if_fail (SALVE_IS_TODAY_PAGE (self));

  salve_today_reminders_focus (g_str_equal (self->state, "board") ? self->board_reminders : self->free_reminders);
}
