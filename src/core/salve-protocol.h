/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The restrictions in the order in which they are shown; the first three lead the screen. */
typedef enum
{
  SALVE_RESTRICTION_SUN,
  SALVE_RESTRICTION_SWEAT,
  SALVE_RESTRICTION_PRODUCTS,
  SALVE_RESTRICTION_WATER,
  SALVE_RESTRICTION_ACTIVES,
  SALVE_RESTRICTION_MAKEUP,
  SALVE_RESTRICTION_SHAVING,
  SALVE_RESTRICTION_WAXING,
  SALVE_RESTRICTION_CLOTHING,
  SALVE_N_RESTRICTIONS
} SalveRestriction;

typedef struct
{
  const char *id;      /* as stored in a record */
  const char *title;   /* "Sun" */
  const char *avoid;   /* what counts, one or two sentences */
  const char *why;     /* one sentence */
  const char *over;    /* what is possible again, one sentence, for the notification */
  const char *icon;    /* symbolic icon name */
  const char *sources; /* "S37, S104", ids of salve-source */
} SalveRestrictionInfo;

/* One column of the protocol table: what holds for a range of needle lengths. */
typedef struct
{
  double   longest_mm;   /* inclusive */
  gboolean home;         /* may be used at home at all */
  gboolean caution;      /* at home only after it was accepted explicitly */
  guint    interval_days;
  guint    hours[SALVE_N_RESTRICTIONS];
  guint    spf_from_hours;
  guint    spf_until_days;
  guint    shower_from_hours;
  guint    moisturise_every_hours;
  guint    moisturise_days;
  guint    redness_ends_hours;
  guint    redness_alert_hours;
  guint    passes;       /* per direction */
  guint    directions;
  guint    roller_uses;  /* after so many the roller goes */
} SalveBand;

/* For how long a numbing cream may be on the skin, in minutes. */
typedef struct
{
  guint min;    /* it works from here on */
  guint target; /* the best time to take it off */
  guint alarm;  /* it is nearly too long */
  guint max;    /* it must be off */
} SalveNumbingLimits;

#define SALVE_PROTOCOL_NUMBING_MIN_MINUTES    30
#define SALVE_PROTOCOL_NUMBING_TARGET_MINUTES 45
#define SALVE_PROTOCOL_NUMBING_ALARM_MINUTES  55
#define SALVE_PROTOCOL_NUMBING_MAX_MINUTES    60
#define SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES  30
#define SALVE_PROTOCOL_NUMBING_MAX_PERCENT    4
#define SALVE_PROTOCOL_NUMBING_MAX_CM2        100
#define SALVE_PROTOCOL_NUMBING_MAX_GRAMS      10
#define SALVE_PROTOCOL_NUMBING_DAY_HOURS      24  /* between two applications: APP */
#define SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES 15 /* after it went on, ask how it feels: S73 */
#define SALVE_PROTOCOL_NUMBING_CHECK_2_MINUTES 60
#define SALVE_PROTOCOL_NUMBING_ANSWER_MINUTES 5   /* then the question presses: APP */
#define SALVE_PROTOCOL_NUMBING_WATCH_HOURS    4   /* signs may come as late as that: S71, S72 */
#define SALVE_PROTOCOL_SOAK_MINUTES           10
#define SALVE_PROTOCOL_SOAK_PERCENT           70
#define SALVE_PROTOCOL_SKIN_ALCOHOL_PERCENT   70
#define SALVE_PROTOCOL_ROLLER_MONTHS          3
#define SALVE_PROTOCOL_SPF                    30
#define SALVE_PROTOCOL_DARKER_SKIN_PERCENT    50 /* added to the sun, sweat and water waits: S56, S59 */
#define SALVE_PROTOCOL_RED_FLAG_WEEKS         12  /* a sign may still come of a session: APP, from S56, S103 */
#define SALVE_PROTOCOL_HERPES_FROM_HOURS      24  /* when signs mostly show: S41 */
#define SALVE_PROTOCOL_HERPES_UNTIL_HOURS     48
#define SALVE_PROTOCOL_BUMPS_FROM_DAY         3   /* S101, S108 */
#define SALVE_PROTOCOL_BUMPS_UNTIL_DAY        7
#define SALVE_PROTOCOL_DARK_FROM_WEEKS        1   /* S56, GK */
#define SALVE_PROTOCOL_DARK_UNTIL_WEEKS       8
#define SALVE_PROTOCOL_REVIEW_WEEKS           12
#define SALVE_PROTOCOL_FEVER_CELSIUS          38
#define SALVE_PROTOCOL_SESSION_MAX_MINUTES    15  /* of needling: APP */
#define SALVE_PROTOCOL_SESSION_MAX_PALMS      2   /* in one area, with short needles: APP */
#define SALVE_PROTOCOL_SESSION_MAX_CM2        300 /* about as much: APP */
#define SALVE_PROTOCOL_PRESS_MINUTES          10  /* gauze on blood: GK */
#define SALVE_PROTOCOL_COOL_MINUTES           10  /* a damp cloth on pain: GK */
#define SALVE_PROTOCOL_PALM_MAX_MINUTES       2  /* for an area of one palm: S80, APP */
#define SALVE_PROTOCOL_SHORT_MM               0.3 /* the longest of the band of short needles, that of home */
#define SALVE_PROTOCOL_CAUTION_MM             0.5 /* the longest of the band that calls for caution at home */
#define SALVE_PROTOCOL_HOME_LIMIT_MM          1.0
#define SALVE_PROTOCOL_SHORTEST_MM            0.1 /* shorter ones are not sold as needles: S6 */
#define SALVE_PROTOCOL_LONGEST_MM             5.0
#define SALVE_PROTOCOL_CLINIC_MAX_DAYS        90  /* a longer wait is a slip of the pen: APP */
#define SALVE_PROTOCOL_RESUME_HOURS           4
#define SALVE_PROTOCOL_LATE_DAYS              7   /* the oldest ending that is still told: APP */
#define SALVE_PROTOCOL_HORIZON_DAYS           366

/* What keeps a person from treating, and for how long. */
#define SALVE_PROTOCOL_MIN_AGE                18  /* devices are authorised from 22 on: S1 */
#define SALVE_PROTOCOL_ISOTRETINOIN_MONTHS    6   /* S44; S45 and S46 doubt it for clinics */
#define SALVE_PROTOCOL_CANCER_CARE_MONTHS     12  /* S47, S49 */
#define SALVE_PROTOCOL_WAIT_SUNBURN_DAYS      14  /* S37, S52 */
#define SALVE_PROTOCOL_WAIT_SELF_TANNER_DAYS  2   /* S37, S52 */
#define SALVE_PROTOCOL_WAIT_ACTIVES_DAYS      5   /* S37, S47, S48 */
#define SALVE_PROTOCOL_WAIT_PEEL_DAYS         30  /* S47, S54 */
#define SALVE_PROTOCOL_WAIT_LASER_DAYS        28  /* S47, S54 */
#define SALVE_PROTOCOL_WAIT_WAXING_DAYS       7   /* S47, S54 */
#define SALVE_PROTOCOL_WAIT_FILLER_DAYS       14  /* S38, S52 */
#define SALVE_PROTOCOL_WAIT_SURGERY_DAYS      180 /* S38, S52 */
#define SALVE_PROTOCOL_WAIT_HERPES_DAYS       14  /* S39, S43 */
#define SALVE_PROTOCOL_WAIT_FEVER_DAYS        7   /* S47 */
#define SALVE_PROTOCOL_AGREED_DAYS            180 /* a clinician's yes holds for a course and its review: APP */

/* What skin that darkens easily calls for. */
#define SALVE_PROTOCOL_CARE_SKIN_TYPE         4   /* from this type on: S56, S57, S59 */
#define SALVE_PROTOCOL_TEST_SPOT_DAYS         28  /* before the rest is treated: S56, S59 */
#define SALVE_PROTOCOL_TEST_SPOT_CM           2   /* S56, S59 */

/* For how long a product stays off the skin before a session; retinoids and acids as above. */
#define SALVE_PROTOCOL_PAUSE_VITAMIN_C_DAYS   5   /* APP: as acids, it is one */
#define SALVE_PROTOCOL_PAUSE_BENZOYL_DAYS     5   /* APP: as long as S106 asks for afterwards */
#define SALVE_PROTOCOL_PAUSE_FRAGRANCE_DAYS   3   /* APP: as long as S107 asks for afterwards */
#define SALVE_PROTOCOL_PLAIN_GEL_HOURS        24  /* S24: until then nothing but plain gel */

/* Reminders after a session. */
#define SALVE_PROTOCOL_CHECK_IN_LATE_DAYS     7   /* for so long the last one may still be answered: APP */
#define SALVE_PROTOCOL_SNOOZE_MINUTES         60  /* "In an hour": APP */
#define SALVE_PROTOCOL_READY_HOUR             9   /* of the day on which an area may be treated again: APP */
#define SALVE_PROTOCOL_QUIET_FROM_MINUTES     (21 * 60) /* of the day; waking hours unless the person says others: APP */
#define SALVE_PROTOCOL_QUIET_UNTIL_MINUTES    (8 * 60)

const SalveBand            *salve_protocol_get_band         (double            needle_mm);
const SalveBand            *salve_protocol_get_longer_band  (const SalveBand  *band);
guint                       salve_protocol_get_hours        (const SalveBand  *band,
                                                             SalveRestriction  restriction,
                                                             gboolean          care);
const SalveRestrictionInfo *salve_protocol_get_restriction  (SalveRestriction  restriction);
int                         salve_protocol_find_restriction (const char       *id);
const char                 *salve_protocol_get_title        (const char       *restriction_id);
const double               *salve_protocol_get_lengths      (guint            *n_lengths);
const guint                *salve_protocol_get_check_ins    (guint            *n_hours);
const char * const         *salve_protocol_get_directions   (void);
const char                 *salve_protocol_get_direction_title (const char    *direction);
const SalveNumbingLimits   *salve_protocol_get_numbing      (gboolean          eczema);
const SalveNumbingLimits   *salve_protocol_find_numbing     (guint             max_minutes);

G_END_DECLS
