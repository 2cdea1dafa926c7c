/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-term.h"

#include <glib/gi18n-lib.h>

static const SalveTerm devices[] = {
  { "roller", N_("Roller"), N_("A drum with needles that rolls over the skin") },
  { "pen", N_("Pen"), N_("A motor drives a cartridge of needles straight in") },
  { "stamp", N_("Stamp"), N_("A plate with needles, pressed on and lifted") },
};

/* What to put on and what not: the guide's section on serums has the sources (S24, S81, S82, S100, S102, S103). */
static const SalveTerm serums[] = {
  { "hyaluronic-acid", N_("Plain hyaluronic acid gel"),
    N_("Sterile, without fragrance: the usual choice for the first day") },
  { "none", N_("Nothing"), N_("Clean skin, left alone. Also good.") },
  { "bland", N_("Another bland gel or balm"),
    N_("Panthenol, glycerine or ceramides, without fragrance. Better from the second day on.") },
  { "vitamin-c", N_("Vitamin C"),
    N_("Not now: through open channels it has caused lasting lumps and allergy."), TRUE },
  { "retinoid", N_("Retinoid (retinol, tretinoin)"),
    N_("Not now: it irritates skin that is still open."), TRUE },
  { "acid", N_("Fruit acid, salicylic or azelaic acid"),
    N_("Not now: it burns and irritates skin that is still open."), TRUE },
};

static const SalveTerm stops[] = {
  /* Translators: a reason to stop a session. */
  { "blood", N_("Blood"),
    N_("The needles went too deep. Press sterile gauze on it until it stops, and do not treat on. Spreading redness, "
       "heat or pus in the next days needs a doctor.") },
  { "pain", N_("Sharp pain"),
    N_("Lift the device off. Cool with a clean, damp cloth, not with ice. Pain that grows instead of fading needs a "
       "doctor.") },
  { "dizzy", N_("Dizzy or unwell"),
    N_("Lie down, with your legs up. With numbing cream on, wash it off now and get medical advice. Trouble breathing, "
       "a racing heart, fainting, fits, blue lips or a swollen face: call the emergency number.") },
  { "reason", N_("Something in the list applies to me"),
    N_("Good that you looked. Come back when it is over, or when a clinician said yes.") },
  { "mind", N_("I changed my mind, or was disturbed"),
    N_("That is always reason enough.") },
};

/* Clinician's erythema assessment, simplified for the person's own eyes (S122, S123). */
static const SalveTerm erythemas[] = {
  { "0", N_("None"), NULL },
  { "1", N_("Barely visible"), NULL },
  { "2", N_("Clearly pink"), NULL },
  { "3", N_("Red"), NULL },
  { "4", N_("Very red, hot or swollen"), NULL },
};

/* What a person may have. */
static const SalveTerm shelf[] = {
  { "roller", N_("Roller"), N_("A drum with needles that rolls over the skin") },
  { "pen", N_("Pen"), N_("A motor drives a cartridge of needles straight in") },
  { "cartridge", N_("Cartridges for a pen"), N_("Sealed, each for one session") },
  { "stamp", N_("Stamp"), N_("A plate with needles, pressed on and lifted") },
};

/* Why a device is not used any more: S95, S96. */
static const SalveTerm retirements[] = {
  /* Translators: why a device is not to be used any more. */
  { "worn", N_("worn, rough or scratching"), NULL },
  /* Translators: why a device is not to be used any more. */
  { "dropped", N_("dropped"), NULL },
  /* Translators: why a device is not to be used any more. */
  { "bent", N_("bent needles"), NULL },
};

/* What a skin-care product is, as far as it matters to needled skin: S48, S81, S103, S104, S106, S107. */
static const SalveTerm marks[] = {
  { "retinoid", N_("Retinoid"), N_("Retinol, retinal, tretinoin, adapalene") },
  { "acid", N_("Acid or scrub"), N_("Fruit acid (AHA), salicylic acid (BHA), azelaic acid, peels") },
  { "vitamin-c", N_("Vitamin C"), N_("Ascorbic acid and what is made of it") },
  { "benzoyl-peroxide", N_("Benzoyl peroxide"), N_("Against spots; hydroquinone counts as well") },
  { "fragranced", N_("Perfume or alcohol"), N_("Scented lotions, essential oils, toners") },
  { "bland", N_("Bland"), N_("None of these: panthenol, glycerine, ceramides, without perfume") },
};

/* Not offered, but found in records. */
static const SalveTerm other_stops[] = {
  { "interrupted", N_("Interrupted"), N_("The session was not finished in time.") },
  { "screening", N_("An answer spoke against it"),
    N_("One of the answers before the session was a reason to wait, or not to treat at home.") },
};

/**
 * salve_term_list:
 * @vocabulary: which words
 * @n_terms: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_terms): the words that are offered,
 *   in their order, untranslated
 */
const SalveTerm *
salve_term_list (SalveVocabulary  vocabulary,
                 guint           *n_terms)
{
  static const struct { const SalveTerm *terms; guint n; } lists[] = {
    [SALVE_VOCABULARY_DEVICE] = { devices, G_N_ELEMENTS (devices) },
    [SALVE_VOCABULARY_SERUM] = { serums, G_N_ELEMENTS (serums) },
    [SALVE_VOCABULARY_STOP] = { stops, G_N_ELEMENTS (stops) },
    [SALVE_VOCABULARY_ERYTHEMA] = { erythemas, G_N_ELEMENTS (erythemas) },
    [SALVE_VOCABULARY_SHELF] = { shelf, G_N_ELEMENTS (shelf) },
    [SALVE_VOCABULARY_RETIRED] = { retirements, G_N_ELEMENTS (retirements) },
    [SALVE_VOCABULARY_MARK] = { marks, G_N_ELEMENTS (marks) },
  };

  g_return_val_if_fail (vocabulary < G_N_ELEMENTS (lists), NULL);
  g_return_val_if_fail (n_terms != NULL, NULL);

  *n_terms = lists[vocabulary].n;

  return lists[vocabulary].terms;
}

/**
 * salve_term_find:
 * @vocabulary: which words
 * @id: (nullable): an id, as stored in a record
 *
 * Returns: (transfer none) (nullable): its words, untranslated, or %NULL for
 *   one that this version does not know
 */
const SalveTerm *
salve_term_find (SalveVocabulary  vocabulary,
                 const char      *id)
{
  guint n;
  const SalveTerm *terms = salve_term_list (vocabulary, &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (terms[i].id, id) == 0)
      return &terms[i];
  for (guint i = 0; vocabulary == SALVE_VOCABULARY_STOP && i < G_N_ELEMENTS (other_stops); i++)
    if (g_strcmp0 (other_stops[i].id, id) == 0)
      return &other_stops[i];

  return NULL;
}

/**
 * salve_term_title:
 * @vocabulary: which words
 * @id: (nullable): an id, as stored in a record
 *
 * Returns: (transfer none) (nullable): the translated title, or the id itself
 *   where it is not known: a newer version may have written it
 */
const char *
salve_term_title (SalveVocabulary  vocabulary,
                  const char      *id)
{
  const SalveTerm *term = salve_term_find (vocabulary, id);

  return term != NULL ? _(term->title) : id;
}
