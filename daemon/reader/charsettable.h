// SPDX-License-Identifier: Apache-2.0
/* charsettable: the upper halves of the single-byte sets.  For reader/charset.c. */
#ifndef READER_CHARSETTABLE_H
#define READER_CHARSETTABLE_H

#include <stddef.h>
#include <stdint.h>

struct charsettable {
    const char *name;
    uint16_t upper[128]; /* code points of 0x80-0xFF, 0 when there is none */
};

extern const struct charsettable charsettables[];
extern const size_t charsettable_count;

#endif
