/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;    /* as stored in a record: "thigh-left-outer" */
  const char *name;  /* "Left outer thigh" */
  const char *spare; /* what to keep clear of there */
} SalveArea;

const SalveArea *salve_area_list (guint      *n_areas);
const SalveArea *salve_area_find (const char *id);
const char      *salve_area_name (const char *id);

G_END_DECLS
