/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-guide-page.h"

#include "salve-protocol.h"
#include "salve-red-flag.h"
#include "salve-screening.h"
#include "salve-source.h"

#include <glib/gi18n-lib.h>

struct _SalveGuidePage
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *about_group;
  AdwPreferencesGroup *needling_group;
  AdwPreferencesGroup *evidence_group;
  AdwPreferencesGroup *reasons_group;
  AdwPreferencesGroup *hygiene_group;
  GtkLabel            *emergency_heading;
  GtkLabel            *doctor_heading;
  GtkLabel            *dermatologist_heading;
  AdwPreferencesGroup *emergency_group;
  AdwPreferencesGroup *doctor_group;
  AdwPreferencesGroup *dermatologist_group;
  AdwPreferencesGroup *sources_group;

  gboolean             filled;
};

G_DEFINE_FINAL_TYPE (SalveGuidePage, salve_guide_page, ADW_TYPE_BIN)

/* Something to read; a claim, with a verdict in a few words, is opened first. */
typedef struct
{
  const char *title;
  const char *text;
  const char *sources;
  char     *(*describe) (void); /* instead of a text, where numbers are in it */
  const char *verdict;
} Entry;

static char *
describe_length (void)
{
  /* Translators: %g is a length in millimetres */
  return g_strdup_printf (_("Short needles stay near the surface, longer ones reach the living skin and belong in "
                            "trained hands. From %g mm on, Salve only logs what a clinic did."),
                          SALVE_PROTOCOL_HOME_LIMIT_MM);
}

static char *
describe_review (void)
{
  return g_strdup_printf (ngettext ("Change takes time. Do not judge before %d week has passed, and compare photos "
                                    "taken in the same light.",
                                    "Change takes time. Do not judge before %d weeks have passed, and compare photos "
                                    "taken in the same light.",
                                    SALVE_PROTOCOL_REVIEW_WEEKS),
                          SALVE_PROTOCOL_REVIEW_WEEKS);
}

static char *
describe_darker_skin (void)
{
  /* Translators: %d is a percentage */
  return g_strdup_printf (_("In darker skin dark marks are rarer than after lasers, but they happen, and "
                            "pores stay open longer. Add %d%% to the waiting times for sun, sweat and water, "
                            "and try a small spot first."),
                          SALVE_PROTOCOL_DARKER_SKIN_PERCENT);
}

static char *
describe_redness (void)
{
  const SalveBand *home = salve_protocol_get_band (SALVE_PROTOCOL_SHORT_MM);
  const SalveBand *clinic = salve_protocol_get_band (SALVE_PROTOCOL_LONGEST_MM);

  /* Translators: %1$u and %2$u are days, always several */
  return g_strdup_printf (_("Expect redness for up to %1$u days, after deeper work in a clinic up to %2$u. "
                            "In a trial in a clinic, people rated the pain at five of ten."),
                          home->redness_alert_hours / 24, clinic->redness_alert_hours / 24);
}

static char *
describe_soak (void)
{
  /* Translators: %1$d is a percentage, %2$d are minutes */
  return g_strdup_printf (_("Wash the device in warm, soapy water and rinse it, for dried blood shields germs. Leave it in "
                            "%1$d%% alcohol for %2$d minutes and let it dry in the air. Do the same again before use. "
                            "That disinfects it; it does not make it sterile."),
                          SALVE_PROTOCOL_SOAK_PERCENT, SALVE_PROTOCOL_SOAK_MINUTES);
}

static char *
describe_strength (void)
{
  /* Translators: %d is a percentage */
  return g_strdup_printf (_("Alcohol of %d%% kills germs better than pure alcohol, because the water in it slows "
                            "its drying. Boiling damages the device."),
                          SALVE_PROTOCOL_SOAK_PERCENT);
}

static char *
describe_roller_life (void)
{
  const SalveBand *home = salve_protocol_get_band (SALVE_PROTOCOL_SHORT_MM);
  const SalveBand *caution = salve_protocol_get_band (SALVE_PROTOCOL_CAUTION_MM);

  /* Translators: %1$g and %3$g are lengths in millimetres, %2$u and %4$u are how often, %5$d are months; all several */
  return g_strdup_printf (_("Use a roller up to %1$g mm at most %2$u times and one of %3$g mm at most %4$u times, and "
                            "neither for longer than %5$d months. Throw it away at once if it is bent, was dropped, "
                            "feels rough or scratches."),
                          home->longest_mm, home->roller_uses, caution->longest_mm, caution->roller_uses,
                          SALVE_PROTOCOL_ROLLER_MONTHS);
}

static const Entry about_entries[] = {
  { N_("A guide and a log"),
    N_("Salve leads you through a session, counts down what to avoid afterwards and keeps your history. "
       "Everything stays on this computer.") },
  { N_("Not medical advice, not a medical device"),
    N_("Salve does not examine your skin, does not treat it and promises no effect. It does not replace a doctor.") },
  { N_("Dermatologists advise against piercing the skin at home"),
    N_("They see it as a medical treatment. Home devices are blunter and hard to clean, "
       "and can injure or infect the skin."),
    "S10" },
  { N_("The more careful rule applies"),
    N_("If the instructions of your device or your clinician ask for more care or a longer wait than Salve, "
       "follow them.") },
};

static const Entry needling_entries[] = {
  { N_("Many tiny punctures"),
    N_("A roller, stamp or pen with fine needles pricks the skin many times. At the depths used in clinics "
       "this prompts the skin to repair itself."),
    "S20, S29" },
  { N_("The length decides"), NULL, "S10, S112", describe_length },
  { N_("Stretch marks are not an authorised use"),
    N_("The US authority has cleared needling devices for scars and wrinkles of the face and for scars of the "
       "abdomen in adults. Stretch marks are not on its list."),
    "S1" },
  { N_("Needling with heat is not for home"),
    N_("Devices that heat the skin by radio frequency have caused burns, scars and nerve damage. "
       "Salve does not support them."),
    "S8, S9" },
};

static const Entry evidence_entries[] = {
  { N_("“Better texture”"),
    N_("Clinic studies with longer needles show partial improvement, about as much as with lasers. "
       "Short home needles have not been shown to do the same. No treatment is fully effective."),
    "S27, S28, S35", NULL, N_("Partly, in clinics") },
  { N_("“More collagen”"),
    N_("Under the microscope, skin needled in a clinic holds more collagen and elastic fibres. "
       "For short home needles this has not been shown."),
    "S20, S29", NULL, N_("Only at the depths used in clinics") },
  { N_("“Works on all marks”"),
    N_("Newer, red marks respond better. All marks tend to fade with time, also without treatment, "
       "and none disappears entirely."),
    "S25, S60", NULL, N_("Red marks respond better than white ones") },
  { N_("“Quick results”"), NULL, "S24, S28", describe_review, N_("No: it takes months") },
  { N_("“Evens out the colour”"),
    N_("Needling may slightly change the contrast in some people, and it can also cause dark marks. In pale "
       "patches a trial found no difference from doing nothing. Do not count on it, above all in white marks."),
    "S56, S130, S131, S132", NULL, N_("Not assured, and dark marks are possible") },
  { N_("“Safe for every skin colour”"), NULL, "S56, S57, S59", describe_darker_skin,
    N_("Fewer problems than with lasers, but not none") },
  { N_("“Serums go in deeper”"),
    N_("For a few days the skin lets more in. Irritation, allergies and lasting lumps have followed serums, "
       "above all those with vitamin C. Use plain, bland products only."),
    "S2, S81, S103, S109", NULL, N_("True, and a risk") },
  { N_("“No downtime, no pain”"), NULL, "S20, S56, S108", describe_redness, N_("Expect redness for days") },
};

static const Entry hygiene_entries[] = {
  { N_("Clean rollers and stamps after use and before"), NULL, "S87, S88, S89, S90", describe_soak },
  { N_("No stronger alcohol, no boiling"), NULL, "S90, S93", describe_strength },
  { N_("A pen’s cartridge is for one session"),
    N_("Cartridges come sterile. They cannot be made sterile again."),
    "S82, S94" },
  { N_("Rollers wear out"), NULL, "S39, S95, APP", describe_roller_life },
  { N_("Never share a device"),
    N_("Needles carry blood. HIV has been passed on by needling with used parts."),
    "S98" },
  { N_("Throw needles away safely"),
    N_("Put rollers, stamps and cartridges in a sharps box or another hard container that closes."),
    "GK" },
};

/* Puts a label below what the row already holds. */
static GtkWidget *
append_label (GtkWidget  *box,
              const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

/* A screen reader says the first label as the row's name and the second as its description. */
static void
set_accessible_names (GtkWidget *row,
                      GtkWidget *box)
{
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_next_sibling (first);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, first, NULL, -1);
  if (second != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, second, NULL, -1);
}

/* A row to read: what it is about, the words, and small print. Only the words are needed. */
static GtkWidget *
create_text_row (const char *title,
                 const char *text,
                 const char *small)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (title != NULL)
    append_label (box, title, "heading");
  append_label (box, text, NULL);
  if (small != NULL)
    gtk_widget_add_css_class (append_label (box, small, "caption"), "dim-label");

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  set_accessible_names (row, box);

  return row;
}

static char *
format_sources (const char *sources)
{
  if (sources == NULL)
    return NULL;

  /* Translators: %s are ids of sources in the list below, such as "S27, S28" */
  return g_strdup_printf (_("Sources: %s"), sources);
}

static GtkWidget *
create_expander (const char *title,
                 const char *subtitle)
{
  return g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
}

static void
add_entries (AdwPreferencesGroup *group,
             const Entry         *entries,
             guint                n_entries)
{
  for (const Entry *entry = entries; entry < entries + n_entries; entry++)
    {
      g_autofree char *text = entry->describe != NULL ? entry->describe () : g_strdup (_(entry->text));
      g_autofree char *small = format_sources (entry->sources);

      if (entry->verdict == NULL)
        {
          adw_preferences_group_add (group, create_text_row (_(entry->title), text, small));
        }
      else
        {
          GtkWidget *expander = create_expander (_(entry->title), _(entry->verdict));

          adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), create_text_row (NULL, text, small));
          adw_preferences_group_add (group, expander);
        }
    }
}

static void
add_reasons (SalveGuidePage       *self,
             SalveScreeningLevel   level,
             gboolean              numbing,
             const char           *title,
             const char           *subtitle)
{
  guint n_items;
  const SalveScreeningItem *items = salve_screening_list (&n_items);
  GtkWidget *expander = create_expander (title, subtitle);

  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *text = salve_screening_describe (&items[i]);

      if (items[i].level == level && (items[i].group == SALVE_SCREENING_NUMBING) == numbing)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), create_text_row (NULL, text, NULL));
    }

  adw_preferences_group_add (self->reasons_group, expander);
}

static void
fill_reasons (SalveGuidePage *self)
{
  add_reasons (self, SALVE_SCREENING_STOP, FALSE,
               _("Do not treat at home"), _("While one of these applies, needling at home is ruled out."));
  add_reasons (self, SALVE_SCREENING_WAIT, FALSE,
               _("Wait first"), _("These pass with time."));
  add_reasons (self, SALVE_SCREENING_ASK, FALSE,
               _("Ask a clinician first"), _("Only with a yes from somebody who knows your skin."));
  add_reasons (self, SALVE_SCREENING_CARE, FALSE,
               _("Take more care"), _("Possible, with more care or less to hope for."));
  add_reasons (self, SALVE_SCREENING_STOP, TRUE,
               _("No numbing cream"), _("Needling remains possible; the cream does not."));
}

static void
fill_flags (SalveGuidePage *self)
{
  guint n_flags;
  const SalveRedFlag *flags = salve_red_flag_list (&n_flags);
  AdwPreferencesGroup *groups[] = {
    [SALVE_URGENCY_EMERGENCY] = self->emergency_group,
    [SALVE_URGENCY_DOCTOR_TODAY] = self->doctor_group,
    [SALVE_URGENCY_DERMATOLOGIST] = self->dermatologist_group,
  };

  gtk_label_set_label (self->emergency_heading, salve_urgency_title (SALVE_URGENCY_EMERGENCY));
  gtk_label_set_label (self->doctor_heading, salve_urgency_title (SALVE_URGENCY_DOCTOR_TODAY));
  gtk_label_set_label (self->dermatologist_heading, salve_urgency_title (SALVE_URGENCY_DERMATOLOGIST));

  for (guint i = 0; i < n_flags; i++)
    adw_preferences_group_add (groups[flags[i].urgency],
                               create_text_row (flags[i].sign, flags[i].action, flags[i].when));
}

static GtkWidget *
create_source_row (const SalveSource *source)
{
  GtkWidget *row = create_text_row (source->id, source->title, source->where);
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

  /* An address is there to be copied. */
  if (source->where != NULL)
    gtk_label_set_selectable (GTK_LABEL (gtk_widget_get_last_child (box)), TRUE);

  return row;
}

static void
fill_sources (SalveGuidePage *self)
{
  guint n_sources;
  const SalveSource *sources = salve_source_list (&n_sources);
  g_autofree char *count = g_strdup_printf (ngettext ("%u source", "%u sources", n_sources), n_sources);
  GtkWidget *expander = create_expander (_("Where this comes from"), count);

  for (guint i = 0; i < n_sources; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), create_source_row (&sources[i]));

  adw_preferences_group_add (self->sources_group, expander);
}

static void
fill (SalveGuidePage *self)
{
  if (self->filled)
    return;

  self->filled = TRUE;
  add_entries (self->about_group, about_entries, G_N_ELEMENTS (about_entries));
  add_entries (self->needling_group, needling_entries, G_N_ELEMENTS (needling_entries));
  add_entries (self->evidence_group, evidence_entries, G_N_ELEMENTS (evidence_entries));
  fill_reasons (self);
  add_entries (self->hygiene_group, hygiene_entries, G_N_ELEMENTS (hygiene_entries));
  fill_flags (self);
  fill_sources (self);
}

static void
salve_guide_page_map (GtkWidget *widget)
{
  SalveGuidePage *self = SALVE_GUIDE_PAGE (widget);

  /* Nobody waits for the rows before the page is first looked at. */
  fill (self);
  GTK_WIDGET_CLASS (salve_guide_page_parent_class)->map (widget);
}

static void
salve_guide_page_class_init (SalveGuidePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = salve_guide_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-guide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, about_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, needling_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, evidence_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, reasons_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, hygiene_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, emergency_heading);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, doctor_heading);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, dermatologist_heading);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, emergency_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, doctor_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, dermatologist_group);
  gtk_widget_class_bind_template_child (widget_class, SalveGuidePage, sources_group);
}

static void
salve_guide_page_init (SalveGuidePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
