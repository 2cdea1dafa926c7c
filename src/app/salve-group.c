/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-group.h"

/* More than any description has: the end is never reached, and nothing is left out. */
#define TEXT_LINES 40

struct _SalveGroup
{
  AdwPreferencesGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (SalveGroup, salve_group, ADW_TYPE_PREFERENCES_GROUP)

/* A horizontal box asks what is in it how wide it must be at the height it has, and GTK searches that width as if more
 * lines always were more height. They are not, where one line's fonts are a little higher than another's, as between
 * Arabic and Latin: GTK then may find the width of fewer lines, and draws them past the edge. A label that may end in
 * an ellipsis asks for no width. */
static void
contain (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    {
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
      gtk_label_set_lines (GTK_LABEL (widget), TEXT_LINES);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    contain (child);
}

static void
salve_group_class_init (SalveGroupClass *klass)
{
}

static void
salve_group_init (SalveGroup *self)
{
  /* Nothing is in it yet but its own title and description. */
  contain (GTK_WIDGET (self));
}

GtkWidget *
salve_group_new (void)
{
  return g_object_new (SALVE_TYPE_GROUP, NULL);
}
