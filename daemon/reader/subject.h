// SPDX-License-Identifier: Apache-2.0
/* subject: the words of a subject without the prefixes that clients pile up in front. */
#ifndef READER_SUBJECT_H
#define READER_SUBJECT_H

#include <stdbool.h>

#include "common/text.h"

struct subject {
    struct span words; /* prefixes and "[...]" marks off */
    bool reply;        /* the outermost prefix is Re, RE, Rép, AW... */
    bool forward;      /* the outermost prefix is TR, Fwd, FW, WG... */
};

struct subject subject_read(struct arena *arena, struct span subject);

#endif
