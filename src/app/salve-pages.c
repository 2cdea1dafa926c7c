/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-pages.h"

#include "salve-aftercare.h"
#include "salve-background.h"
#include "salve-document-notice.h"
#include "salve-guide-page.h"
#include "salve-history-page.h"
#include "salve-profile.h"
#include "salve-shelf-page.h"
#include "salve-shelf.h"
#include "salve-store.h"
#include "salve-today-page.h"

struct _SalvePages
{
  AdwBin               parent_instance;

  SalveClock          *clock;
  SalveStore          *store;
  SalveAftercare      *aftercare;
  SalveProfile        *profile;
  SalveShelf          *shelf;
  SalveBackground     *background;
  gboolean             narrow;

  GtkStack            *title;
  AdwViewStack        *stack;
  SalveTodayPage      *today;
  AdwBin              *history_place;
  AdwBin              *shelf_place;
  AdwBin              *guide_place;
  GtkWidget           *profile_place; /* on the page Today */
  SalveDocumentNotice *profile_notice;
};

G_DEFINE_FINAL_TYPE (SalvePages, salve_pages, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_AFTERCARE,
  PROP_PROFILE,
  PROP_SHELF,
  PROP_BACKGROUND,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
make_page (SalvePages *self,
           AdwBin     *place)
{
  if (place == self->history_place)
    return g_object_new (SALVE_TYPE_HISTORY_PAGE, "clock", self->clock, "store", self->store, NULL);
  if (place == self->shelf_place)
    return g_object_new (SALVE_TYPE_SHELF_PAGE,
                         "clock", self->clock,
                         "store", self->store,
                         "shelf", self->shelf,
                         "profile", self->profile,
                         "aftercare", self->aftercare,
                         NULL);
  g_assert (place == self->guide_place);

  return g_object_new (SALVE_TYPE_GUIDE_PAGE, NULL);
}

static void
follow_profile (SalvePages *self)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (self->profile == NULL)
    return;
  g_object_get (self->profile, "folder", &folder, NULL);
  path = g_build_filename (folder, SALVE_PROFILE_NAME, NULL);
  salve_document_notice_follow (self->profile_notice, path, SALVE_FILE_PROFILE);
}

/* All but Today are made when they are first shown: the first picture of the window comes sooner. */
static void
on_page_changed (SalvePages *self)
{
  AdwBin *place = ADW_BIN (adw_view_stack_get_visible_child (self->stack));
  gboolean is_today = place == ADW_BIN (self->today);

  gtk_widget_set_visible (self->profile_place, is_today);
  if (is_today)
    follow_profile (self);
  else if (adw_bin_get_child (place) == NULL)
    adw_bin_set_child (place, make_page (self, place));
}

static void
set_narrow (SalvePages *self,
            gboolean    narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_stack_set_visible_child_name (self->title, narrow ? "title" : "switcher");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* --- overrides --- */

static void
salve_pages_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SalvePages *self = SALVE_PAGES (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_AFTERCARE:
      g_value_set_object (value, self->aftercare);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_pages_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SalvePages *self = SALVE_PAGES (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_set_object (&self->clock, g_value_get_object (value));
      break;
    case PROP_STORE:
      g_set_object (&self->store, g_value_get_object (value));
      break;
    case PROP_AFTERCARE:
      g_set_object (&self->aftercare, g_value_get_object (value));
      break;
    case PROP_PROFILE:
      if (g_set_object (&self->profile, g_value_get_object (value)))
        follow_profile (self);
      break;
    case PROP_SHELF:
      g_set_object (&self->shelf, g_value_get_object (value));
      break;
    case PROP_BACKGROUND:
      g_set_object (&self->background, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_pages_dispose (GObject *object)
{
  SalvePages *self = SALVE_PAGES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_PAGES);
  g_clear_object (&self->background);
  g_clear_object (&self->shelf);
  g_clear_object (&self->profile);
  g_clear_object (&self->aftercare);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_pages_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, given);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, given);
  properties[PROP_AFTERCARE] = g_param_spec_object ("aftercare", NULL, NULL, SALVE_TYPE_AFTERCARE, given);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, given);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, given);
  properties[PROP_BACKGROUND] = g_param_spec_object ("background", NULL, NULL, SALVE_TYPE_BACKGROUND, given);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, given | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_pages_class_init (SalvePagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_pages_get_property;
  object_class->set_property = salve_pages_set_property;
  object_class->dispose = salve_pages_dispose;
  install_properties (object_class);

  g_type_ensure (SALVE_TYPE_DOCUMENT_NOTICE);
  g_type_ensure (SALVE_TYPE_TODAY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, SalvePages, title);
  gtk_widget_class_bind_template_child (widget_class, SalvePages, stack);
  gtk_widget_class_bind_template_child (widget_class, SalvePages, today);
  gtk_widget_class_bind_template_child (widget_class, SalvePages, history_place);
  gtk_widget_class_bind_template_child (widget_class, SalvePages, shelf_place);
  gtk_widget_class_bind_template_child (widget_class, SalvePages, guide_place);
  gtk_widget_class_bind_template_child (widget_class, SalvePages, profile_place);
  gtk_widget_class_bind_template_child (widget_class, SalvePages, profile_notice);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
}

static void
salve_pages_init (SalvePages *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is no page changes nothing. */
void
salve_pages_show (SalvePages *self,
                  const char *page)
{
  g_return_if_fail (SALVE_IS_PAGES (self));
  g_return_if_fail (page != NULL);

  if (adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
}

/* Shows the question how the skin looks, if it is due, once the page can be seen. */
void
salve_pages_show_check_in (SalvePages *self)
{
  g_return_if_fail (SALVE_IS_PAGES (self));

  salve_pages_show (self, "today");
  salve_today_page_show_check_in (self->today);
}

/* Puts the keyboard on the page, below the header. */
void
salve_pages_focus (SalvePages *self)
{
  g_return_if_fail (SALVE_IS_PAGES (self));

  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}
