/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/**
 * salve_memory_trim:
 *
 * Gives what was freed back to the system. To be called after work that leaves holes, before a long wait: the C library
 * would keep them for as long as the process lives.
 */
void
salve_memory_trim (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}
