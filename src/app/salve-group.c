/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-group.h"

#include "salve-compat.h"

struct _SalveGroup
{
  AdwPreferencesGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (SalveGroup, salve_group, ADW_TYPE_PREFERENCES_GROUP)

static void
salve_group_class_init (SalveGroupClass *klass)
{
}

static void
salve_group_init (SalveGroup *self)
{
  /* Nothing is in it yet but its own title and description. */
  salve_compat_contain (GTK_WIDGET (self));
}

GtkWidget *
salve_group_new (void)
{
  return g_object_new (SALVE_TYPE_GROUP, NULL);
}
