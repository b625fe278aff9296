// SPDX-License-Identifier: Apache-2.0
/*
 * tag: the reference of a task, wherever a mail brings it back.
 *
 * 26 characters of base32 (common/digest.h) for 16 bytes.  It comes back as
 * `mailbox+TAG@domain` in a recipient, as `TAG.N@domain` in In-Reply-To and References,
 * and on the line `Référence : 2026-00042 · TAG` at the foot of our mails.  People and
 * relays change its case; the canonical spelling is given.  To find is not to approve.
 */
#ifndef READER_TAG_H
#define READER_TAG_H

#include <stdbool.h>

#include "common/text.h"

enum {
    TAG_LENGTH = 26,
    TAGS_MAX = 20, /* distinct tags of one message */
};

struct tags {
    struct span at[TAGS_MAX];
    size_t count;
};

/* Each adds what it finds, once.  `mailbox`: "desk@library.example"; an address elsewhere has no tag. */
void tag_in_address(struct arena *arena, struct tags *tags, struct span address, struct span mailbox,
                    char delimiter);
void tag_in_id(struct arena *arena, struct tags *tags, struct span message_id); /* without <> */
void tag_in_text(struct arena *arena, struct tags *tags, struct span full_text);

/* "2026-00042", or "2026-00042-1" of a linked dossier, from "[2026-00042]" in a subject; "" when none. */
struct span tag_number(struct span subject);

#endif
