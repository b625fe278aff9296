// SPDX-License-Identifier: Apache-2.0
/* flowed: paragraphs of format=flowed text put together again (RFC 3676). */
#ifndef READER_FLOWED_H
#define READER_FLOWED_H

#include <stdbool.h>

#include "common/text.h"

/* s: LF lines.  Soft breaks joined within one quote depth, stuffing taken off, quote marks as
 * "> " (">" on an empty line); "-- " ends a paragraph.  delsp: the space of a soft break goes. */
struct span flowed_join(struct arena *arena, struct span s, bool delsp);

#endif
