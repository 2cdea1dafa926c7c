/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-clinic-page.h"

#include <glib/gi18n.h>

#include "salve-clinic-advice.h"
#include "salve-clinic-treatment.h"
#include "salve-closures.h"
#include "salve-compat.h"

struct _SalveClinicPage
{
  AdwBin                parent_instance;

  SalveClock           *clock;
  SalveStore           *store;
  SalveProfile         *profile; /* or NULL */
  gboolean              narrow;
  gboolean              second;  /* which of the two screens */
  gboolean              saving;
  gboolean              asking;  /* whether to discard */
  char                 *id;      /* of the visit, once it was tried to save it */

  GtkScrolledWindow    *scroller;
  SalveClinicTreatment *treatment;
  SalveClinicAdvice    *advice;
  GtkRevealer          *problem;
  GtkLabel             *problem_label;
};

G_DEFINE_FINAL_TYPE (SalveClinicPage, salve_clinic_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_PROFILE,
  PROP_NARROW,
  PROP_SECOND,
  PROP_SAVING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SAVED,
  LEFT,
  KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The closures of the template. */

static char *
get_position (gpointer this,
              gboolean second)
{
  /* Translators: which of the two screens. */
  return g_strdup (second ? _("2 of 2") : _("1 of 2"));
}

static char *
get_primary (gpointer this,
             gboolean second,
             gboolean saving)
{
  if (saving)
    return g_strdup (_("Saving…"));

  return g_strdup (second ? _("Save the visit") : _("Go on"));
}

/* GtkText in GTK 4.8 misses that it loses the focus when it is hidden or made insensitive. */
static void
let_go_of_focus (SalveClinicPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
set_second (SalveClinicPage *self,
            gboolean         second)
{
  if (self->second == second)
    return;
  self->second = second;
  let_go_of_focus (self);
  gtk_revealer_set_reveal_child (self->problem, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECOND]);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_child_focus (GTK_WIDGET (self->scroller), GTK_DIR_TAB_FORWARD);
}

static void
set_saving (SalveClinicPage *self,
            gboolean         saving)
{
  if (self->saving == saving)
    return;
  self->saving = saving;
  let_go_of_focus (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.next", !saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.back", !saving);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

/* The skin waits longer where it darkens easily, at a clinic as at home. */
static void
tell_skin (SalveClinicPage *self,
           SalveSession    *session)
{
  SalveAnswers *known = self->profile != NULL ? salve_profile_get_answers (self->profile) : NULL;
  SalveAnswers *answers = salve_session_get_answers (session);

  if (known == NULL)
    return;
  salve_answers_set_skin_type (answers, salve_answers_get_skin_type (known));
  salve_answers_copy (answers, known, "dark-marks");
}

static SalveSession *
make_session (SalveClinicPage *self)
{
  SalveSession *session = salve_clinic_treatment_make_session (self->treatment);

  if (session != NULL)
    tell_skin (self, session);

  return session;
}

static void
on_added (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (SalveClinicPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = salve_store_add_finish (SALVE_STORE (store), result, &error);
  g_autofree char *text = NULL;

  /* Gone with the window. */
  if (self->store == NULL)
    return;
  set_saving (self, FALSE);
  if (name != NULL)
    {
      g_signal_emit (self, signals[SAVED], 0);
      return;
    }
  /* Translators: %s is the system's reason, such as "No space left on device". */
  text = g_strdup_printf (_("The visit is not saved: %s. What you typed is still here. Try again when this is mended."),
                          error->message);
  gtk_label_set_label (self->problem_label, text);
  gtk_revealer_set_reveal_child (self->problem, TRUE);
  g_signal_emit (self, signals[KEPT], 0);
}

static void
save (SalveClinicPage *self)
{
  g_autoptr (SalveSession) session = make_session (self);

  g_assert (session != NULL);

  /* A try that failed may have got as far as the disk: the next is the same session. */
  if (self->id == NULL)
    self->id = g_strdup (salve_session_get_id (session));
  g_object_set (session, "id", self->id, NULL);
  salve_clinic_advice_fill (self->advice, session);
  gtk_revealer_set_reveal_child (self->problem, FALSE);
  set_saving (self, TRUE);
  salve_store_add_async (self->store, session, NULL, on_added, g_object_ref (self));
}

static void
go_on (SalveClinicPage *self)
{
  g_autoptr (SalveSession) session = make_session (self);

  g_assert (session != NULL);

  salve_clinic_advice_set_session (self->advice, session, salve_clock_get_time (self->clock));
  set_second (self, TRUE);
}

static void
on_next (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SalveClinicPage *self = SALVE_CLINIC_PAGE (widget);

  if (self->saving)
    return;
  /* The first is checked again: the clock may have gone back meanwhile. */
  if (!salve_clinic_treatment_check (self->treatment))
    set_second (self, FALSE);
  else if (!self->second)
    go_on (self);
  else if (salve_clinic_advice_check (self->advice))
    save (self);
}

static void
on_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SalveClinicPage *self = SALVE_CLINIC_PAGE (widget);

  if (self->second)
    set_second (self, FALSE);
  else
    salve_clinic_page_leave (self);
}

static void
on_asked (GObject      *window,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (SalveClinicPage) self = data;

  self->asking = FALSE;
  g_signal_emit (self, signals[salve_compat_confirm_finish (result) ? LEFT : KEPT], 0);
}

static void
salve_clinic_page_constructed (GObject *object)
{
  SalveClinicPage *self = SALVE_CLINIC_PAGE (object);

  G_OBJECT_CLASS (salve_clinic_page_parent_class)->constructed (object);

  salve_clinic_treatment_set_up (self->treatment, self->clock,
                                 self->profile != NULL ? salve_profile_get_born (self->profile) : NULL);
}

static void
salve_clinic_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SalveClinicPage *self = SALVE_CLINIC_PAGE (object);

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
    case PROP_SECOND:
      g_value_set_boolean (value, self->second);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->saving);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_narrow (SalveClinicPage *self,
            gboolean         narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_clinic_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SalveClinicPage *self = SALVE_CLINIC_PAGE (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_clinic_page_dispose (GObject *object)
{
  SalveClinicPage *self = SALVE_CLINIC_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_CLINIC_PAGE);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (salve_clinic_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, fixed);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, fixed);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, fixed);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  shown | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SECOND] = g_param_spec_boolean ("second", NULL, NULL, FALSE, shown);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SALVE_TYPE_CLINIC_ADVICE);
  g_type_ensure (SALVE_TYPE_CLINIC_TREATMENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-clinic-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveClinicPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicPage, treatment);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicPage, advice);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicPage, problem);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicPage, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, get_position);
  gtk_widget_class_bind_template_callback (widget_class, get_primary);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_not);
}

static void
salve_clinic_page_class_init (SalveClinicPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = salve_clinic_page_constructed;
  object_class->get_property = salve_clinic_page_get_property;
  object_class->set_property = salve_clinic_page_set_property;
  object_class->dispose = salve_clinic_page_dispose;
  install_properties (object_class);
  bind_template (widget_class);

  signals[SAVED] = g_signal_new ("saved", SALVE_TYPE_CLINIC_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", SALVE_TYPE_CLINIC_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[KEPT] = g_signal_new ("kept", SALVE_TYPE_CLINIC_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "visit.next", NULL, on_next);
  gtk_widget_class_install_action (widget_class, "visit.back", NULL, on_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "visit.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "visit.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "visit.next", NULL);
}

static void
salve_clinic_page_init (SalveClinicPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The profile may be NULL: then neither the day of birth nor the skin is known. */
SalveClinicPage *
salve_clinic_page_new (SalveClock   *clock,
                       SalveStore   *store,
                       SalveProfile *profile)
{
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SALVE_IS_STORE (store), NULL);

  return g_object_new (SALVE_TYPE_CLINIC_PAGE, "clock", clock, "store", store, "profile", profile, NULL);
}

/* Emits ::left, at once where nothing was typed and after a question otherwise, or ::kept. What is being saved is
 * waited for: ::saved, or ::kept where it failed. */
void
salve_clinic_page_leave (SalveClinicPage *self)
{
  g_return_if_fail (SALVE_IS_CLINIC_PAGE (self));

  if (self->saving || self->asking)
    return;
  if (!salve_clinic_treatment_is_touched (self->treatment) && !salve_clinic_advice_is_touched (self->advice))
    {
      g_signal_emit (self, signals[LEFT], 0);
      return;
    }
  self->asking = TRUE;
  salve_compat_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Discard this visit?"),
                              _("What you typed is not saved yet."), _("_Keep it"), _("_Discard"),
                              on_asked, g_object_ref (self));
}
