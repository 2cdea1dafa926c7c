/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members that have to be more than of the right type: a whole number, a word. As those of
 * salve-json.h they leave the default where the member is missing or null. */
gboolean salve_json_get_whole  (JsonObject *object, const char *member, int lowest, int highest, int *value,
                                GError **error);
gboolean salve_json_get_word   (JsonObject *object, const char *member, char **value, GError **error);
gboolean salve_json_get_words  (JsonObject *object, const char *member, char ***value, GError **error);
gboolean salve_json_check_word (const char *member, const char *word, GError **error);

G_END_DECLS
