// SPDX-License-Identifier: Apache-2.0
/*
 * appearance: what one sees of the seal on the page, as the content of a form XObject in
 * Helvetica (one of the fonts every reader has) with WinAnsiEncoding.
 */
#ifndef SIGNATURE_APPEARANCE_H
#define SIGNATURE_APPEARANCE_H

#include "common/text.h"

struct appearance {
    double width, height; /* points */
    struct span title;    /* UTF-8; as all lines */
    struct span lines[4];
    size_t count;
};

/* The content stream; what does not fit its line is cut with an ellipsis. */
struct span appearance_draw(struct arena *arena, const struct appearance *appearance);

#endif
