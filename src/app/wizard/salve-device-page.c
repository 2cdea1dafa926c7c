/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-device-page.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-format.h"
#include "salve-group.h"
#include "salve-interval-guard.h"
#include "salve-protocol.h"
#include "salve-term.h"

struct _SalveDevicePage
{
  SalveWizardPage      parent_instance;

  AdwPreferencesGroup *own;
  AdwPreferencesGroup *kinds;
  AdwPreferencesGroup *lengths;
  AdwPreferencesGroup *keeping;
  SalveIntervalGuard  *guard;
  AdwPreferencesGroup *caution;
  SalveChoiceRow      *keep;
  SalveChoiceRow      *accept;
  gboolean             another; /* one that is not on the shelf */
  GPtrArray           *own_rows; /* NULL until the shelf was looked at */
  GPtrArray           *kind_rows;
  GPtrArray           *length_rows;
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (SalveDevicePage, salve_device_page, SALVE_TYPE_WIZARD_PAGE)

/* No device has this id. */
#define ANOTHER "another"

static const char *
find_active (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (rows, i)))
      return salve_choice_row_get_id (g_ptr_array_index (rows, i));

  return NULL;
}

static SalveSession *
get_session (SalveDevicePage *self)
{
  return salve_procedure_get_session (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
}

/* What stands on the shelf and was chosen, or NULL. */
static SalveShelfItem *
get_item (SalveDevicePage *self)
{
  SalveShelf *shelf = salve_wizard_page_get_shelf (SALVE_WIZARD_PAGE (self));
  const char *id = salve_session_get_device_shelf_id (get_session (self));

  return shelf != NULL && id != NULL ? salve_shelf_find_item (shelf, id) : NULL;
}

/* A pen is set to a length for each session; anything else has the one that it has. */
static gboolean
is_handle (SalveShelfItem *item)
{
  return g_str_equal (salve_shelf_item_get_kind (item), "pen");
}

static void
use_item (SalveDevicePage *self,
          SalveShelfItem  *item,
          double           needle_mm)
{
  salve_procedure_set_device (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                              salve_shelf_item_get_device_kind (item), needle_mm, salve_shelf_item_get_id (item),
                              salve_shelf_item_has_name (item) ? salve_shelf_item_get_name (item) : NULL);
}

static double
get_length (SalveDevicePage *self)
{
  const char *length = find_active (self->length_rows);

  return length != NULL ? g_ascii_strtod (length, NULL) : 0;
}

static void
on_chosen (SalveDevicePage *self)
{
  SalveShelfItem *item = get_item (self);

  if (self->refreshing)
    return;
  if (item != NULL && is_handle (item))
    use_item (self, item, get_length (self));
  else
    salve_procedure_set_device (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                                find_active (self->kind_rows), get_length (self), NULL, NULL);
}

static void
on_own_chosen (SalveDevicePage *self,
               GParamSpec      *pspec,
               SalveChoiceRow  *row)
{
  SalveShelf *shelf = salve_wizard_page_get_shelf (SALVE_WIZARD_PAGE (self));
  SalveShelfItem *item;

  if (self->refreshing || !salve_choice_row_get_active (row))
    return;
  item = salve_shelf_find_item (shelf, salve_choice_row_get_id (row));
  self->another = item == NULL;
  if (item != NULL)
    use_item (self, item, salve_shelf_item_get_needle_mm (item));
  else
    salve_procedure_set_device (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)), NULL, 0, NULL, NULL);
}

static void
on_accepted (SalveDevicePage *self)
{
  if (!self->refreshing)
    salve_procedure_set_accepted (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                                  salve_choice_row_get_active (self->accept));
}

static void
add_row (SalveDevicePage     *self,
         AdwPreferencesGroup *group,
         GPtrArray           *rows,
         SalveChoiceRow      *row,
         GCallback            callback)
{
  if (rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (rows, 0));
  g_signal_connect_object (row, "notify::active", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (rows, row);
}

static const char *
describe_length (const SalveBand *band)
{
  if (!band->home)
    return _("Not at home: needles this long reach deep into living skin and belong in a clinic.");
  if (band->caution)
    return _("Disputed at home. A pen or a stamp is gentler than a roller at this length.");

  return _("The length most often named for use at home");
}

static void
add_length (SalveDevicePage *self,
            double           needle_mm)
{
  const SalveBand *band = salve_protocol_get_band (needle_mm);
  char id[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *title = salve_format_length (needle_mm);
  SalveChoiceRow *row =
    salve_choice_row_new (g_ascii_formatd (id, sizeof id, "%.2f", needle_mm), title, describe_length (band));

  gtk_widget_set_sensitive (GTK_WIDGET (row), band->home);
  add_row (self, self->lengths, self->length_rows, row, G_CALLBACK (on_chosen));
}

/* The shelf */

static void
get_today (SalveDevicePage *self,
           GDate           *today)
{
  SalveClock *clock = salve_procedure_get_clock (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));

  salve_clock_get_today (clock, today);
}

static char *
describe_item (SalveShelfItem *item,
               const char     *state)
{
  g_autofree char *what = salve_shelf_item_has_name (item) ? salve_shelf_item_describe (item) : NULL;
  GString *words = g_string_new (what);

  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append (words, state);
  if (is_handle (item))
    g_string_append_printf (words, "\n%s", _("Take a new, sealed cartridge for each session."));

  return g_string_free (words, FALSE);
}

/* One that must not be used is shown with its reason, behind the others, and cannot be chosen. */
static void
add_item (SalveDevicePage *self,
          SalveShelfItem  *item,
          const GDate     *today,
          gboolean         wanted)
{
  SalveWizardPage *page = SALVE_WIZARD_PAGE (self);
  SalveShelfUse use = { 0 };
  g_autofree char *reason = NULL;
  g_autofree char *state = NULL;
  g_autofree char *what = salve_shelf_item_describe (item);
  g_autofree char *detail = NULL;
  SalveChoiceRow *row;
  gboolean fit;

  salve_shelf_get_use (salve_wizard_page_get_shelf (page), G_LIST_MODEL (salve_wizard_page_get_store (page)),
                       item, &use);
  fit = salve_shelf_item_is_fit (item, &use, today, &reason);
  if (fit != wanted)
    return;
  state = salve_shelf_life_describe (item, &use, today);
  detail = describe_item (item, fit ? state : reason);
  row = salve_choice_row_new (salve_shelf_item_get_id (item),
                              salve_shelf_item_has_name (item) ? salve_shelf_item_get_name (item) : what, detail);
  gtk_widget_set_sensitive (GTK_WIDGET (row), fit);
  if (!fit)
    gtk_widget_add_css_class (GTK_WIDGET (row), "refused");
  add_row (self, self->own, self->own_rows, row, G_CALLBACK (on_own_chosen));
}

static void
add_items (SalveDevicePage *self,
           gboolean         fit)
{
  GListModel *shelf = G_LIST_MODEL (salve_wizard_page_get_shelf (SALVE_WIZARD_PAGE (self)));
  GDate today;

  get_today (self, &today);
  for (guint i = 0; i < g_list_model_get_n_items (shelf); i++)
    {
      g_autoptr (SalveShelfItem) item = g_list_model_get_item (shelf, i);

      add_item (self, item, &today, fit);
    }
}

static void
look_at_shelf (SalveDevicePage *self)
{
  SalveWizardPage *page = SALVE_WIZARD_PAGE (self);

  self->own_rows = g_ptr_array_new ();
  if (salve_wizard_page_get_shelf (page) == NULL || salve_wizard_page_get_store (page) == NULL
      || g_list_model_get_n_items (G_LIST_MODEL (salve_wizard_page_get_shelf (page))) == 0)
    return;
  add_items (self, TRUE);
  add_row (self, self->own, self->own_rows,
           salve_choice_row_new (ANOTHER, _("Another device"), _("One that is not on your shelf yet")),
           G_CALLBACK (on_own_chosen));
  add_items (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->own), TRUE);
}

/* Before it is used, so that this session counts. */
static void
keep_device (SalveDevicePage *self)
{
  SalveSession *session = get_session (self);
  g_autoptr (SalveShelfItem) item = NULL;
  GDate today;

  get_today (self, &today);
  item = salve_shelf_item_new (salve_session_get_device_kind (session), NULL,
                               salve_session_get_needle_mm (session), &today);
  if (salve_shelf_insert_item (salve_wizard_page_get_shelf (SALVE_WIZARD_PAGE (self)), item, G_MAXUINT))
    use_item (self, item, salve_session_get_needle_mm (session));
}

static void
show_choice (GPtrArray  *rows,
             const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      SalveChoiceRow *row = g_ptr_array_index (rows, i);

      salve_choice_row_set_active (row, g_strcmp0 (salve_choice_row_get_id (row), id) == 0);
    }
}

static gboolean
is_accepted (SalveDevicePage *self)
{
  return salve_procedure_get_accepted (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
}

static const char *
find_hint (SalveDevicePage *self,
           gboolean         can_next)
{
  SalveSession *session = get_session (self);

  if (can_next)
    return NULL;
  if (salve_session_get_device_kind (session) == NULL)
    return self->own_rows->len > 0 && !self->another ? _("Choose the device.")
                                                     : _("Choose the device, then its needle length.");
  if (!(salve_session_get_needle_mm (session) > 0))
    return _("Choose the needle length.");
  if (gtk_widget_get_visible (GTK_WIDGET (self->caution)) && !is_accepted (self))
    return _("Read the caution and accept it, or choose shorter needles.");
  if (gtk_widget_get_visible (GTK_WIDGET (self->guard)))
    return _("Too soon for needles of this length. Choose shorter ones, wait, or give a clinician’s word.");

  return _("This device must not be used today. Choose another.");
}

/* Which of the groups are asked. */
static void
show_groups (SalveDevicePage *self)
{
  SalveSession *session = get_session (self);
  SalveShelfItem *item = get_item (self);
  gboolean shelf = self->own_rows->len > 0;
  gboolean asked = !shelf || self->another;
  double needle_mm = salve_session_get_needle_mm (session);
  const SalveBand *band = salve_protocol_get_band (needle_mm);

  gtk_widget_set_visible (GTK_WIDGET (self->kinds), asked);
  gtk_widget_set_visible (GTK_WIDGET (self->lengths), asked || (item != NULL && is_handle (item)));
  gtk_widget_set_visible (GTK_WIDGET (self->keeping),
                          asked && salve_wizard_page_get_shelf (SALVE_WIZARD_PAGE (self)) != NULL
                          && salve_session_get_device_kind (session) != NULL && needle_mm > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->caution), needle_mm > 0 && band->home && band->caution);
}

/* The history is asked of a length only. */
static void
show_guard (SalveDevicePage *self)
{
  SalveWizardPage *page = SALVE_WIZARD_PAGE (self);

  salve_interval_guard_update (self->guard, salve_wizard_page_get_procedure (page),
                               salve_wizard_page_get_profile (page));
  if (!(salve_session_get_needle_mm (get_session (self)) > 0))
    gtk_widget_set_visible (GTK_WIDGET (self->guard), FALSE);
}

static void
show_choices (SalveDevicePage *self)
{
  SalveSession *session = get_session (self);
  const char *shelf_id = salve_session_get_device_shelf_id (session);
  char length[G_ASCII_DTOSTR_BUF_SIZE];

  self->refreshing = TRUE;
  show_choice (self->own_rows, shelf_id != NULL ? shelf_id : self->another ? ANOTHER : NULL);
  show_choice (self->kind_rows, shelf_id == NULL ? salve_session_get_device_kind (session) : NULL);
  show_choice (self->length_rows, g_ascii_formatd (length, sizeof length, "%.2f", salve_session_get_needle_mm (session)));
  salve_choice_row_set_active (self->accept, is_accepted (self));
  self->refreshing = FALSE;
}

static void
salve_device_page_refresh (SalveWizardPage *page)
{
  SalveDevicePage *self = SALVE_DEVICE_PAGE (page);
  gboolean can_next = salve_procedure_get_can_next (salve_wizard_page_get_procedure (page));
  SalveSession *session = get_session (self);

  if (self->own_rows == NULL)
    look_at_shelf (self);
  if (salve_session_get_device_kind (session) != NULL)
    self->another = salve_session_get_device_shelf_id (session) == NULL;
  show_choices (self);
  show_groups (self);
  show_guard (self);

  salve_wizard_page_set_primary (page, _("Use this device"), can_next);
  salve_wizard_page_set_hint (page, find_hint (self, can_next));
}

static void
salve_device_page_primary (SalveWizardPage *page)
{
  SalveDevicePage *self = SALVE_DEVICE_PAGE (page);

  if (gtk_widget_get_visible (GTK_WIDGET (self->keeping)) && salve_choice_row_get_active (self->keep)
      && salve_procedure_get_can_next (salve_wizard_page_get_procedure (page)))
    keep_device (self);

  SALVE_WIZARD_PAGE_CLASS (salve_device_page_parent_class)->primary (page);
}

static void
salve_device_page_dispose (GObject *object)
{
  SalveDevicePage *self = SALVE_DEVICE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_DEVICE_PAGE);
  g_clear_pointer (&self->own_rows, g_ptr_array_unref);
  g_clear_pointer (&self->kind_rows, g_ptr_array_unref);
  g_clear_pointer (&self->length_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_device_page_parent_class)->dispose (object);
}

static void
salve_device_page_class_init (SalveDevicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_device_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_device_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_device_page_primary;

  g_type_ensure (SALVE_TYPE_GROUP);
  g_type_ensure (SALVE_TYPE_INTERVAL_GUARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-device-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, own);
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, kinds);
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, lengths);
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, keeping);
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, guard);
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, caution);
}

static void
salve_device_page_init (SalveDevicePage *self)
{
  guint n_kinds;
  guint n_lengths;
  const SalveTerm *kinds = salve_term_list (SALVE_VOCABULARY_DEVICE, &n_kinds);
  const double *lengths = salve_protocol_get_lengths (&n_lengths);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->kind_rows = g_ptr_array_new ();
  self->length_rows = g_ptr_array_new ();
  for (guint i = 0; i < n_kinds; i++)
    add_row (self, self->kinds, self->kind_rows,
             salve_choice_row_new (kinds[i].id, _(kinds[i].title), _(kinds[i].detail)), G_CALLBACK (on_chosen));
  for (guint i = 0; i < n_lengths; i++)
    add_length (self, lengths[i]);

  self->keep = salve_choice_row_new ("keep", _("Keep it on the shelf"),
                                     _("Then Salve counts its uses from now on. How often it was used before, you "
                                       "can tell on the page Shelf."));
  adw_preferences_group_add (self->keeping, GTK_WIDGET (self->keep));
  self->accept = salve_choice_row_new ("accept", _("I know this and want to go on"),
                                       _("My skin is healthy, and I have used shorter needles here without trouble."));
  g_signal_connect_object (self->accept, "notify::active", G_CALLBACK (on_accepted), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->caution, GTK_WIDGET (self->accept));
}
