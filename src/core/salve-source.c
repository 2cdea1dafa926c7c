/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-source.h"

#include <glib/gi18n-lib.h>

/* Only what the tables and the guide cite. The address is where the statement was read, which is
 * not always the original. */
static const SalveSource sources[] = {
  { "S1", N_("The US medicines authority (FDA) on microneedling devices and what they are authorised for"),
    "fda.gov/medical-devices/aesthetic-cosmetic-devices/microneedling-devices" },
  { "S2", N_("US rule for microneedling devices for looks"),
    "21 CFR 878.4430" },
  { "S3", N_("News of the FDA’s draft guidance on what makes a device medical"),
    "internationaltradetoday.com" },
  { "S4", N_("The FDA’s draft guidance and the risks it names"),
    "massdevice.com/fda-releases-draft-guidance-microneedling-devices" },
  { "S8", N_("FDA warning on radio-frequency microneedling"),
    "aestheticsjournal.com/news/fda-warning-on-rf-microneedling-complications" },
  { "S9", N_("Trade news on the same FDA warning"),
    "personalcareinsights.com/news/fda-beauty-device-makeup-recall.html" },
  { "S10", N_("American Academy of Dermatology: leave needling to experienced hands"),
    "aad.org/news/microneedling" },
  { "S12", N_("A nurse prescriber in the UK on lengths for home"),
    "carlypearce.co.uk/2021/10" },
  { "S13", N_("A brand’s guidance on home rollers: do not press"),
    "neoderma.com/blogs/love-beautiful-skincare/should-you-use-a-dermaroller-at-home" },
  { "S14", N_("A seller’s guide to needle lengths"),
    "drpen.net/blogs/how-it-works/needle-depth-guide" },
  { "S16", N_("Magazine interview with a dermatologist on home rollers"),
    "allure.com/story/fda-at-home-microneedling" },
  { "S18", N_("Magazine interview with a dermatologist on how often"),
    "instyle.com/news/how-to-use-dermarollers" },
  { "S19", N_("A studio’s chart of lengths and intervals"),
    "luxliplab.com/post/microneedling-depth-chart" },
  { "S20", N_("Trial: needling against a laser for white stretch marks (2019)"),
    "doi.org/10.1007/s40257-018-0415-0" },
  { "S22", N_("A practitioner’s protocol for stretch marks with a 1.5 mm roller"),
    "skin-needling.org/stretchmarks.html" },
  { "S24", N_("Hospital leaflet (NHS) on care after microneedling"),
    "chelwest.nhs.uk/microneedling" },
  { "S25", N_("Trial: needling against microdermabrasion; red marks did better (2017)"),
    "journals.lww.com/jewds 14(2):92" },
  { "S27", N_("Meta-analysis of eleven studies of needling stretch marks (2024)"),
    "doi.org/10.1007/s00266-024-03954-x" },
  { "S28", N_("Trial: needling against a carbon dioxide laser (2022)"),
    "doi.org/10.1111/dth.15212" },
  { "S29", N_("Trial: needling against microdermabrasion with sonophoresis (2016)"),
    "pubmed.ncbi.nlm.nih.gov/27074497" },
  { "S31", N_("Series of 25 people with stretch marks on thick and thin skin (2020)"),
    "doi.org/10.1097/dss.0000000000002081" },
  { "S35", N_("Review: no treatment of stretch marks is fully effective (2019)"),
    "pmc.ncbi.nlm.nih.gov/articles/PMC6615396" },
  { "S37", N_("A pen maker’s text for before and after, as clinics hand it out"),
    "nuanceaesthetics.com/post-care/microneedling" },
  { "S38", N_("A spa’s list of reasons not to needle"),
    "balancedayspa.com/pages/microneedling-contraindications" },
  { "S39", N_("Blog on cleaning and replacing rollers"),
    "beautytipsblog.org/how-to-clean-dermaroller" },
  { "S40", N_("Guideline on herpes around cosmetic treatments (2021)"),
    "jcadonline.com/guideline-management-herpes-simplex-1-cosmetic" },
  { "S41", N_("Herpes after cosmetic treatments: signs and timing (2017)"),
    "jcadonline.com/aesthetic-complications-herpetic-infections" },
  { "S42", N_("A pen’s label for patients"),
    "docslib.org/doc/3587676" },
  { "S43", N_("A pen’s manual: who should not be treated"),
    "easymanua.ls/dermapen/4/manual?p=23" },
  { "S44", N_("Questions and answers on isotretinoin and needling"),
    "projectlead.health" },
  { "S45", N_("US dermatologic surgeons on isotretinoin and procedures (2017)"),
    "insights.ovid.com 28498204" },
  { "S46", N_("Indian guideline on isotretinoin and procedures (2017)"),
    "jcasonline.com 10(4):186" },
  { "S47", N_("A clinic’s information and aftercare sheet"),
    "clearmedical.co.uk/mn-info-aftercare" },
  { "S48", N_("A clinic’s aftercare page"),
    "highbrowsbeautyandaesthetics.com/post/microneedling-aftercare-1" },
  { "S49", N_("A salon’s sheet for before the appointment"),
    "beautyandthebroworlando.com/before-your-microneedling-appointment" },
  { "S50", N_("Summaries on needling in pregnancy"),
    "mtspen.com/?p=246" },
  { "S51", N_("Label of lidocaine and prilocaine cream"),
    "drugcentral.org/label/8debb03e-a237-4e0d-be06-8ae17eaa14fa/view" },
  { "S52", N_("A clinic’s questions before needling"),
    "esthetikmtl.com/en/consultation-microneedling" },
  { "S53", N_("A studio on who is suited, and on tattoos"),
    "kichi.studio/pages/microneedling-suitability" },
  { "S54", N_("A studio’s guidelines for before a treatment"),
    "agelessbeautysa.com/microneedling" },
  { "S55", N_("Letter on nickel allergy and needling"),
    "discovery.researcher.life (Microneedling in the nickel-allergic patient)" },
  { "S56", N_("Systematic review of the safety of microneedling (2021)"),
    "doi.org/10.1097/01.dss.0000790428.70373.f6" },
  { "S57", N_("Review of needling in darker skin (2016)"),
    "pubmed.ncbi.nlm.nih.gov/26549251" },
  { "S58", N_("A seller’s guide to needling at home"),
    "glow-refinery.com/blogs/microneedling-resources/all-about-microneedling" },
  { "S59", N_("How skin colour changes the time until pores close (2020)"),
    "doi.org/10.1038/s41598-020-75246-8" },
  { "S60", N_("NHS page on stretch marks, a copy"),
    "1stchoicepharmacy.co.uk/nhs_conditions_stretch-marks" },
  { "S61", N_("NHS page on infections under the skin (cellulitis), a copy"),
    "em-doctors.com/conditions/cellulitis" },
  { "S62", N_("News of FDA warnings on strong numbing creams (2024)"),
    "verifymds.org" },
  { "S63", N_("FDA advice on numbing creams before cosmetic treatments (2009)"),
    "uspharmacist.com/article/fda-alerts-public-about-danger-of-skin-numbing-products" },
  { "S64", N_("Children’s hospital page on a 4% lidocaine cream"),
    "cincinnatichildrens.org/health/l/lmx4" },
  { "S65", N_("Monograph of a 4% lidocaine cream"),
    "renalandurologynews.com/drug/lmx-4" },
  { "S66", N_("UK product text of a 4% lidocaine cream, a copy"),
    "rxreasoner.com/monographs/lmx4/usage" },
  { "S67", N_("Patient page of a 4% lidocaine cream"),
    "lmx4.com.au/for_patiens.html" },
  { "S70", N_("Precautions for lidocaine and prilocaine cream"),
    "uat.mimsdev.com/hongkong/drug/info/emla" },
  { "S71", N_("Poison centre: blue lips after numbing cream, a case"),
    "dpic.org (methemoglobinemia following topical application of EMLA)" },
  { "S72", N_("Course on unusual reactions to local anaesthetics"),
    "dentalcare.com ce646" },
  { "S73", N_("Poisoning by local anaesthetics: signs"),
    "emedicine.medscape.com/article/1844551-clinical" },
  { "S75", N_("Textbook chapter on safety in darker skin"),
    "plasticsurgerykey.com/applications-and-safety-in-skin-of-color" },
  { "S77", N_("Scars of chickenpox needled at 1.5 mm, a case"),
    "revivetrainings.com/microneedling-for-varicella-scars-in-a-dark-skinned-teenager" },
  { "S78", N_("A seller’s guide: lift the roller between passes"),
    "hersnee.com/post/understanding-a-derma-roller" },
  { "S79", N_("A clinic’s answers: points of blood are where professionals stop"),
    "belislaser.com/faqs" },
  { "S80", N_("A newspaper’s guide to home rollers: how long at a time"),
    "republicworld.com" },
  { "S81", N_("Lumps and allergies after needling with vitamin C serum (2014)"),
    "archderm.jamanetwork.com/article.aspx?articleid=1783057" },
  { "S82", N_("FDA’s file on the first pen it authorised"),
    "DEN160029, 510k.innolitics.com/search/DEN160029" },
  { "S86", N_("How long pores in the skin of the abdomen stay open"),
    "pmc.ncbi.nlm.nih.gov/articles/PMC8259462" },
  { "S87", N_("US guideline on disinfection and sterilisation (2008)"),
    "cdc.gov/infectioncontrol/guidelines/disinfection" },
  { "S88", N_("A university’s safety page on alcohols"),
    "ehs.research.uiowa.edu/821-alcohols" },
  { "S89", N_("Guide to the care of rollers"),
    "biologyinsights.com/how-to-properly-sterilize-a-dermaroller" },
  { "S90", N_("A seller’s guide to cleaning rollers"),
    "levintel.com/cleaning-the-derma-roller" },
  { "S93", N_("Article on looking after needling tools"),
    "visualfoodie.com" },
  { "S94", N_("A seller’s instructions for a pen"),
    "dr-pen.co.uk/how-to-use-dr-pen" },
  { "S95", N_("Magazine on when to replace a roller"),
    "theglamorouswoman.com" },
  { "S96", N_("A seller on how long rollers last"),
    "levintel.com/how-long-do-derma-rollers-last" },
  { "S97", N_("Blog on the life of long rollers"),
    "necolebitchie.com" },
  { "S98", N_("HIV infections after needling with used parts (CDC, 2024)"),
    "techtarget.com/pharmalifesciences/news/366607960" },
  { "S99", N_("Infection after a home device was rinsed in tap water, a case"),
    "mediceen.com" },
  { "S101", N_("Lumps after a serum with hyaluronic acid, zinc and copper, a case"),
    "discovery.researcher.life/article/16622" },
  { "S103", N_("Review of lumps (granulomas) after needling (2024)"),
    "doi.org/10.1097/dss.0000000000004450" },
  { "S104", N_("A clinic’s treatment guidelines"),
    "renewlasermed.com/treatment-guidelines/microneedling" },
  { "S106", N_("A clinic’s aftercare sheet"),
    "symetryaesthetics.com.au/micro-needling-with-prp-aft" },
  { "S107", N_("A clinic’s consent and aftercare form"),
    "form.jotform.com/201215633415040" },
  { "S108", N_("Lumps after vitamin C and tinted sunscreen, a case, with normal healing times (2021)"),
    "pmc.ncbi.nlm.nih.gov/articles/PMC8008152" },
  { "S109", N_("How fast pores reseal (2011)"),
    "scholars.ttu.edu (Gupta 2011)" },
  { "S110", N_("How pores close after a roller, in rats (2011)"),
    "pmc.ncbi.nlm.nih.gov/articles/PMC3160154" },
  { "S112", N_("Water loss of the skin after needling at several depths (2019)"),
    "doi.org/10.1093/asjof/ojz017" },
  { "S115", N_("A spa’s aftercare page"),
    "timelessbeautydermaspa.com/aftercare" },
  { "S116", N_("A dermatology practice’s instructions for afterwards"),
    "desertsagederm.com" },
  { "S118", N_("A salon’s aftercare advice"),
    "gracefulbb.com" },
  { "S119", N_("A clinic’s instructions for before and after"),
    "dermatiquelaserandskin.com/skinpen-pre-post-care-instructions" },
  { "S120", N_("NHS page on the signs of cellulitis, a copy"),
    "clearchemist.co.uk/az-health/cellulitis" },
  { "S129", N_("The table of skin types after Fitzpatrick"),
    "ncbi.nlm.nih.gov/books/NBK481857/table/chapter6.t1" },
  { "S130", N_("Needling and pigment cells in rats (2008)"),
    "Plast Reconstr Surg 122:1553" },
  { "S131", N_("Pilot of needling for dark patches (melasma) in six women (2017)"),
    "doi.org/10.1186/s12895-017-0066-5" },
  { "S132", N_("Trial of needling in pale patches (2024)"),
    "doi.org/10.1097/dss.0000000000004447" },
  { "GK", N_("General knowledge, not looked up in a publication"), NULL },
  { "APP", N_("A cautious choice of Salve’s own, not a finding"), NULL },
};

/**
 * salve_source_list:
 * @n_sources: (out) (optional): how many
 *
 * Gets the sources of what Salve says, translated.
 *
 * Returns: (array length=n_sources) (transfer none): the sources
 */
const SalveSource *
salve_source_list (guint *n_sources)
{
  static SalveSource translated[G_N_ELEMENTS (sources)];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        translated[i] = (SalveSource) { sources[i].id, _(sources[i].title), sources[i].where };
      g_once_init_leave (&ready, 1);
    }

  if (n_sources != NULL)
    *n_sources = G_N_ELEMENTS (sources);

  return translated;
}

/**
 * salve_source_find:
 * @id: a source's id, such as "S37"
 *
 * Returns: (transfer none) (nullable): the source, or %NULL if there is none of this id
 */
const SalveSource *
salve_source_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_str_equal (sources[i].id, id))
        return &salve_source_list (NULL)[i];
    }

  return NULL;
}
