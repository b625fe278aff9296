// SPDX-License-Identifier: Apache-2.0
/*
 * body: what a mail template yields (mail-template(5)), as text/plain and as text/html.
 * One walk each over the same elements, so that both say the same.
 */
#ifndef MAIL_BODY_H
#define MAIL_BODY_H

#include <libxml/tree.h>

#include "common/text.h"

enum {
    BODY_WIDTH = 72,        /* columns of the plain text */
    BODY_MAILTO_MAX = 1900, /* bytes: programs that are handed longer links cut them */
    GAUGE_STATES = 3,
};

/* How the state of a section is shown: never by colour alone. */
struct body_gauge {
    const char *state, *colour, *ground, *symbol, *fr, *en;
};
extern const struct body_gauge body_gauges[GAUGE_STATES];
const struct body_gauge *body_gauge(const char *state); /* an unknown state is red */
const char *body_gauge_words(const struct body_gauge *gauge, bool english);

/* A task that is answered from within the mail of another: <answers item="KEY">. */
struct body_item {
    struct span key, address; /* where its answers go: an address of its own */
};

struct body_settings {
    struct span reply_to; /* where answers go */
    struct span subject;  /* of this mail: answers carry it after "Re: " */
    struct span number, tag;
    const struct body_item *items;
    size_t item_count;
    const char *lang;
};

/* root: <mail>.  LF line ends, UTF-8. */
struct span body_plain(struct arena *arena, const xmlNode *root, const struct body_settings *settings);
struct span body_html(struct arena *arena, const xmlNode *root, const struct body_settings *settings);

/* https: and mailto: only. */
bool body_is_safe_link(struct span href);
/* "mailto:..." of an <answer>: whole lines while it is short enough. */
struct span body_answer_link(struct arena *arena, const xmlNode *answer,
                             const struct body_settings *settings);
/* Where answers to these <answers> go; "" when its item is none of the mail's. */
struct span body_answers_to(struct arena *arena, const xmlNode *answers, const struct body_settings *settings);
/* What the author of the answer would write: the verb, and the element's own text as prepared lines. */
struct span body_answer_text(struct arena *arena, const xmlNode *answer);
/* Text of an element with its white space folded. */
struct span body_inline(struct arena *arena, const xmlNode *node);

#endif
