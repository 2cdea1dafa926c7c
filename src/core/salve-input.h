/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SALVE_INPUT_ERROR (salve_input_error_quark ())

typedef enum
{
  SALVE_INPUT_ERROR_EMPTY,
  SALVE_INPUT_ERROR_FORM,  /* cannot be read, or in more than one way */
  SALVE_INPUT_ERROR_LOW,   /* below the lowest, before the earliest */
  SALVE_INPUT_ERROR_HIGH   /* above the highest, after the latest */
} SalveInputError;

GQuark     salve_input_error_quark   (void);

gboolean   salve_input_parse_date    (const char   *text,
                                      const GDate  *earliest,
                                      const GDate  *latest,
                                      GDate        *date,
                                      GError      **error);
char      *salve_input_format_date   (const GDate  *date);
char      *salve_input_describe_date (const GDate  *date);
gboolean   salve_input_parse_time    (const char   *text,
                                      guint        *minute,
                                      GError      **error);
char      *salve_input_format_time   (guint         minute);
gboolean   salve_input_parse_number  (const char   *text,
                                      double        lowest,
                                      double        highest,
                                      guint         decimals,
                                      const char   *unit,
                                      double       *number,
                                      GError      **error);
char      *salve_input_format_number (double        number,
                                      guint         decimals);
GDateTime *salve_input_combine       (const GDate  *date,
                                      guint         minute);

G_END_DECLS
