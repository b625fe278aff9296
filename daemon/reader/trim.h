// SPDX-License-Identifier: Apache-2.0
/* trim: white space of every kind, as people's keyboards and HTML make it. */
#ifndef READER_TRIM_H
#define READER_TRIM_H

#include "common/text.h"

/* White space at both ends off, no-break and zero-width ones too. */
struct span trim_wide(struct span s);

#endif
