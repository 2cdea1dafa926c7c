/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

/* How a session that was interrupted is taken up. */
typedef enum
{
  SALVE_RESUME_CONTINUE,   /* where it stands */
  SALVE_RESUME_START_OVER, /* with a new check: the skin of hours ago is not the skin of now */
  SALVE_RESUME_STOPPED,    /* it was being stopped, before any needling */
  SALVE_RESUME_AFTERCARE   /* needling had begun: what is left is the aftercare */
} SalveResume;

SalveResume  salve_resume_decide     (SalveSession *draft,
                                      GDateTime    *now);
gboolean     salve_resume_is_stale   (SalveSession *draft,
                                      GDateTime    *now);
GDateTime   *salve_resume_needled_by (SalveSession *draft,
                                      GDateTime    *now);

G_END_DECLS
