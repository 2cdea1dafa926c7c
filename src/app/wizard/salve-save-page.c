/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-save-page.h"

#include <glib/gi18n.h>

#include "salve-compat.h"
#include "salve-json.h"
#include "salve-record.h"
#include "salve-session-json.h"

struct _SalveSavePage
{
  AdwBin         parent_instance;

  SalveStore    *store;
  SalveSession  *session;

  GtkStack      *stack;
  AdwStatusPage *trouble;
};

G_DEFINE_FINAL_TYPE (SalveSavePage, salve_save_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
finish (SalveSavePage *self,
        const GError  *error)
{
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;

  if (error == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      return;
    }
  /* Translators: %s is the system's reason, such as "No space left on device". */
  words = g_strdup_printf (_("%s\n\nNothing is lost: the session is kept here and as a draft. Make room or mend the "
                             "folder, then try again, or save the record to another place."), error->message);
  markup = g_markup_escape_text (words, -1);
  adw_status_page_set_description (self->trouble, markup);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

/* --- in the store --- */

static void
on_added (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (SalveSavePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = salve_store_add_finish (SALVE_STORE (store), result, &error);

  finish (self, error);
}

static void
save (SalveSavePage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "saving");
  salve_store_add_async (self->store, self->session, NULL, on_added, g_object_ref (self));
}

/* --- elsewhere --- */

static void
on_place_chosen (GObject      *window,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (SalveSavePage) self = data;
  g_autoptr (GFile) file = salve_compat_save_file_finish (result, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (file == NULL)
    return;
  text = salve_session_to_json (self->session);
  if (g_file_peek_path (file) == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("That place is not on this computer. Choose a folder of this computer."));
  else
    salve_json_write (g_file_peek_path (file), text, &error);
  finish (self, error);
}

static void
on_save_elsewhere (SalveSavePage *self)
{
  g_autofree char *name = salve_record_make_name (self->session);

  salve_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                _("Save the session elsewhere"), name, NULL,
                                on_place_chosen, g_object_ref (self));
}

/* --- overrides --- */

/* Not before: the disk may answer when the page is off the screen already. */
static void
salve_save_page_finalize (GObject *object)
{
  SalveSavePage *self = SALVE_SAVE_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (salve_save_page_parent_class)->finalize (object);
}

static void
salve_save_page_class_init (SalveSavePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = salve_save_page_finalize;

  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", SALVE_TYPE_SAVE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-save-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveSavePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SalveSavePage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_save_elsewhere);
  gtk_widget_class_bind_template_callback (widget_class, save);
}

static void
salve_save_page_init (SalveSavePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
salve_save_page_save (SalveSavePage *self,
                      SalveStore    *store,
                      SalveSession  *session)
{
  g_return_if_fail (SALVE_IS_SAVE_PAGE (self));
  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (SALVE_IS_SESSION (session));

  g_set_object (&self->store, store);
  g_set_object (&self->session, session);
  save (self);
}
