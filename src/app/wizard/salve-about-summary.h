/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-answers.h"

G_BEGIN_DECLS

/* What a person said about themselves before, to be confirmed. Emits ::change when it is no longer true. */
#define SALVE_TYPE_ABOUT_SUMMARY (salve_about_summary_get_type ())
G_DECLARE_FINAL_TYPE (SalveAboutSummary, salve_about_summary, SALVE, ABOUT_SUMMARY, AdwBin)

GtkWidget *salve_about_summary_new (const GDate  *born,
                                    SalveAnswers *answers,
                                    const GDate  *today);

G_END_DECLS
