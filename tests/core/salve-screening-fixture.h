/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-screening.h"

G_BEGIN_DECLS

#define TODAY "2026-11-22"

/* Days by name, "2026-11-22" or NULL for none, and answers that rule nothing out. */
GDate         fixture_day        (const char   *text);
GDate         fixture_later      (const char   *text,
                                  int           days);
void          fixture_assert_day (const GDate  *date,
                                  const GDate  *expected);
SalveAnswers *fixture_all_clear  (void);
SalveVerdict  fixture_judge      (SalveAnswers *answers,
                                  const char   *today,
                                  GDate        *from);

G_END_DECLS
