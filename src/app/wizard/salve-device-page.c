/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-device-page.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-term.h"

struct _SalveDevicePage
{
  SalveWizardPage      parent_instance;

  AdwPreferencesGroup *kinds;
  AdwPreferencesGroup *lengths;
  AdwPreferencesGroup *caution;
  SalveChoiceRow      *accept;
  GPtrArray           *kind_rows;
  GPtrArray           *length_rows;
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (SalveDevicePage, salve_device_page, SALVE_TYPE_WIZARD_PAGE)

static const char *
find_active (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (rows, i)))
      return salve_choice_row_get_id (g_ptr_array_index (rows, i));

  return NULL;
}

static void
on_chosen (SalveDevicePage *self)
{
  const char *length = find_active (self->length_rows);

  if (!self->refreshing)
    salve_procedure_set_device (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                                find_active (self->kind_rows),
                                length != NULL ? g_ascii_strtod (length, NULL) : 0, NULL, NULL);
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
         SalveChoiceRow      *row)
{
  if (rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (rows, 0));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
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
  add_row (self, self->lengths, self->length_rows, row);
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

static const char *
find_hint (SalveSession *session,
           gboolean      can_next)
{
  if (can_next)
    return NULL;
  if (salve_session_get_device_kind (session) == NULL)
    return _("Choose the device, then its needle length.");
  if (!(salve_session_get_needle_mm (session) > 0))
    return _("Choose the needle length.");

  return _("Read the caution and accept it, or choose shorter needles.");
}

static void
salve_device_page_refresh (SalveWizardPage *page)
{
  SalveDevicePage *self = SALVE_DEVICE_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveSession *session = salve_procedure_get_session (procedure);
  double needle_mm = salve_session_get_needle_mm (session);
  const SalveBand *band = salve_protocol_get_band (needle_mm);
  gboolean can_next = salve_procedure_get_can_next (procedure);
  char length[G_ASCII_DTOSTR_BUF_SIZE];

  self->refreshing = TRUE;
  show_choice (self->kind_rows, salve_session_get_device_kind (session));
  show_choice (self->length_rows, g_ascii_formatd (length, sizeof length, "%.2f", needle_mm));
  gtk_widget_set_visible (GTK_WIDGET (self->caution), needle_mm > 0 && band->home && band->caution);
  if (!can_next)
    salve_choice_row_set_active (self->accept, FALSE);
  self->refreshing = FALSE;

  salve_wizard_page_set_primary (page, _("Use this device"), can_next);
  salve_wizard_page_set_hint (page, find_hint (session, can_next));
}

static void
salve_device_page_dispose (GObject *object)
{
  SalveDevicePage *self = SALVE_DEVICE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_DEVICE_PAGE);
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

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-device-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, kinds);
  gtk_widget_class_bind_template_child (widget_class, SalveDevicePage, lengths);
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
             salve_choice_row_new (kinds[i].id, _(kinds[i].title), _(kinds[i].detail)));
  for (guint i = 0; i < n_lengths; i++)
    add_length (self, lengths[i]);

  self->accept = salve_choice_row_new ("accept", _("I know this and want to go on"),
                                       _("My skin is healthy, and I have used shorter needles here without trouble."));
  g_signal_connect_object (self->accept, "notify::active", G_CALLBACK (on_accepted), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->caution, GTK_WIDGET (self->accept));
}
