/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-procedure.h"
#include "salve-profile.h"
#include "salve-shelf.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* What the pages of the wizard have in common: the procedure, the width, and what the one big
 * button at the bottom says and does. */
#define SALVE_TYPE_WIZARD_PAGE (salve_wizard_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SalveWizardPage, salve_wizard_page, SALVE, WIZARD_PAGE, AdwBin)

struct _SalveWizardPageClass
{
  AdwBinClass parent_class;

  /* Shows the procedure as it stands. */
  void (*refresh) (SalveWizardPage *self);
  /* Does what the primary button says; by default goes on. */
  void (*primary) (SalveWizardPage *self);
};

SalveProcedure *salve_wizard_page_get_procedure (SalveWizardPage *self);
SalveStore     *salve_wizard_page_get_store     (SalveWizardPage *self);
SalveProfile   *salve_wizard_page_get_profile   (SalveWizardPage *self);
SalveShelf     *salve_wizard_page_get_shelf     (SalveWizardPage *self);
gboolean        salve_wizard_page_get_narrow    (SalveWizardPage *self);
GtkWidget      *salve_wizard_page_get_footer    (SalveWizardPage *self);
void            salve_wizard_page_set_primary   (SalveWizardPage *self,
                                                 const char      *label,
                                                 gboolean         sensitive);
void            salve_wizard_page_set_hint      (SalveWizardPage *self,
                                                 const char      *hint);
void            salve_wizard_page_set_asks      (SalveWizardPage *self,
                                                 gboolean         asks);
void            salve_wizard_page_refresh       (SalveWizardPage *self);
void            salve_wizard_page_primary       (SalveWizardPage *self);
void            salve_wizard_page_focus_primary (SalveWizardPage *self);

G_END_DECLS
