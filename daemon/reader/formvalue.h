// SPDX-License-Identifier: Apache-2.0
/* formvalue: what stands behind a label, cleaned of what clients and people put around it. */
#ifndef READER_FORMVALUE_H
#define READER_FORMVALUE_H

#include <stdbool.h>

#include "common/text.h"

enum formvalue_state {
    FORMVALUE_NONE,  /* nothing was filled in (blank, dots, underscores, a format hint, empty boxes) */
    FORMVALUE_EMPTY, /* "-", "(vide)", "(none)": explicitly empty */
    FORMVALUE_SET,
};

/* Trims, takes off quotes, bold marks, filling underscores, "<mailto:...>", and of check boxes
 * keeps what is ticked. */
enum formvalue_state formvalue_clean(struct arena *arena, struct span written, struct span *value);

/* The line starts with a check box; *ticked, and *label is what stands behind it. */
bool formvalue_box(struct span line, bool *ticked, struct span *label);

/* "06/04/2026 au 10/04/2026", "from X to Y", "X/Y" of ISO dates; one date alone is both. */
bool formvalue_period(struct span written, struct span *from, struct span *to);

#endif
