/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-history-edits.h"

#include <glib/gi18n-lib.h>

#include "salve-store-merge.h"

/* How long a toast offers to undo. */
#define UNDO_SECONDS 10

struct _SalveHistoryEdits
{
  GObject            parent_instance;

  SalveStore        *store;
  AdwToastOverlay   *toasts; /* weak */
  SalveWarningStrip *strip;  /* weak */
};

G_DEFINE_FINAL_TYPE (SalveHistoryEdits, salve_history_edits, G_TYPE_OBJECT)

/* One that the store was asked for. */
typedef struct
{
  SalveHistoryEdits *edits;
  char              *name;
} Edit;

static Edit *
edit_new (SalveHistoryEdits *edits,
          const char        *name)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->edits = g_object_ref (edits);
  edit->name = g_strdup (name);

  return edit;
}

static void
edit_free (Edit *edit)
{
  g_object_unref (edit->edits);
  g_free (edit->name);
  g_free (edit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, edit_free)

/* The page may be gone by the time that the disk answers. */
static void
tell_problem (SalveHistoryEdits *self,
              const char        *text,
              const char        *again,
              const char        *name)
{
  if (self->strip == NULL)
    return;
  salve_warning_strip_say (self->strip, text);
  salve_warning_strip_offer (self->strip, again, name);
}

static void
offer_undo (SalveHistoryEdits *self,
            const char        *title,
            const char        *undo,
            const char        *name)
{
  AdwToast *toast;

  if (self->toasts == NULL)
    return;
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, undo);
  adw_toast_set_action_target_value (toast, g_variant_new_string (name));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
close_problem (SalveHistoryEdits *self)
{
  if (self->strip != NULL)
    salve_warning_strip_close (self->strip);
}

static void
on_removed (GObject      *store,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (salve_store_remove_finish (SALVE_STORE (store), result, &error))
    {
      offer_undo (edit->edits, _("Session removed"), "history.undo", edit->name);
      return;
    }
  /* Translators: %s is the computer's own words for what went wrong. */
  text = g_strdup_printf (_("The session could not be removed. Nothing was changed. "
                            "Check that the disk is not full, then try again. (%s)"), error->message);
  tell_problem (edit->edits, text, "history.remove-named", edit->name);
}

static void
on_restored (GObject      *store,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (salve_store_restore_finish (SALVE_STORE (store), result, &error))
    return;
  /* Translators: %s is the computer's own words for what went wrong. */
  text = g_strdup_printf (_("The session could not be brought back. It is not lost: its file is in the "
                            "folder “trash” of Salve’s data. Make room on the disk, then try again, or move the "
                            "file back into “sessions”. (%s)"), error->message);
  tell_problem (edit->edits, text, "history.undo", edit->name);
}

static void
on_unmerged (GObject      *store,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (salve_store_unmerge_finish (SALVE_STORE (store), result, &error))
    return;
  /* Translators: %s is the computer's own words for what went wrong. */
  text = g_strdup_printf (_("The merge could not be taken back. Nothing is lost: what each version said is in "
                            "the folder “trash” of Salve’s data. (%s)"), error->message);
  tell_problem (edit->edits, text, "history.unmerge", edit->name);
}

static void
salve_history_edits_dispose (GObject *object)
{
  SalveHistoryEdits *self = SALVE_HISTORY_EDITS (object);

  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->toasts);
  g_clear_weak_pointer (&self->strip);

  G_OBJECT_CLASS (salve_history_edits_parent_class)->dispose (object);
}

static void
salve_history_edits_class_init (SalveHistoryEditsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_history_edits_dispose;
}

static void
salve_history_edits_init (SalveHistoryEdits *self)
{
}

/* The two widgets may go before it does. */
SalveHistoryEdits *
salve_history_edits_new (SalveStore        *store,
                         AdwToastOverlay   *toasts,
                         SalveWarningStrip *strip)
{
  SalveHistoryEdits *self;

  g_return_val_if_fail (SALVE_IS_STORE (store), NULL);
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (toasts), NULL);
  g_return_val_if_fail (SALVE_IS_WARNING_STRIP (strip), NULL);

  self = g_object_new (SALVE_TYPE_HISTORY_EDITS, NULL);
  self->store = g_object_ref (store);
  g_set_weak_pointer (&self->toasts, toasts);
  g_set_weak_pointer (&self->strip, strip);

  return self;
}

void
salve_history_edits_remove (SalveHistoryEdits *self,
                            const char        *name)
{
  g_return_if_fail (SALVE_IS_HISTORY_EDITS (self));
  g_return_if_fail (name != NULL);

  close_problem (self);
  salve_store_remove_async (self->store, name, NULL, on_removed, edit_new (self, name));
}

/* Takes a removal back. */
void
salve_history_edits_restore (SalveHistoryEdits *self,
                             const char        *name)
{
  g_return_if_fail (SALVE_IS_HISTORY_EDITS (self));
  g_return_if_fail (name != NULL);

  close_problem (self);
  salve_store_restore_async (self->store, name, NULL, on_restored, edit_new (self, name));
}

/* Says that the versions of the session were merged, elsewhere. */
void
salve_history_edits_tell_merged (SalveHistoryEdits *self,
                                 const char        *name)
{
  g_return_if_fail (SALVE_IS_HISTORY_EDITS (self));
  g_return_if_fail (name != NULL);

  offer_undo (self, _("Versions merged"), "history.unmerge", name);
}

/* Takes a merge back. */
void
salve_history_edits_unmerge (SalveHistoryEdits *self,
                             const char        *name)
{
  g_return_if_fail (SALVE_IS_HISTORY_EDITS (self));
  g_return_if_fail (name != NULL);

  close_problem (self);
  salve_store_unmerge_async (self->store, name, NULL, on_unmerged, edit_new (self, name));
}
