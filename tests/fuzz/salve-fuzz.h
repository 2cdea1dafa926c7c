/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stddef.h>
#include <stdint.h>

#include "salve-session.h"

G_BEGIN_DECLS

/* What a target is: one input, which must neither crash nor hang nor take the program at its word. */
int         LLVMFuzzerInitialize   (int           *argc,
                                    char        ***argv);
int         LLVMFuzzerTestOneInput (const uint8_t *data,
                                    size_t         size);

/* A folder of this process alone, emptied for each input. */
const char *fuzz_folder            (void);
char       *fuzz_path              (const char    *name);
void        fuzz_write             (const char    *name,
                                    const uint8_t *data,
                                    size_t         size);
char       *fuzz_read              (const char    *name);
void        fuzz_empty             (void);
guint       fuzz_count             (void);

/* What the programs derive from a session that they could read. */
void        fuzz_derive            (SalveSession  *session);
void        fuzz_judge             (SalveAnswers  *answers,
                                    GDateTime     *now);

G_END_DECLS
