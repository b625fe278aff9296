// SPDX-License-Identifier: Apache-2.0
/*
 * address: mailboxes of header fields.
 * Sources: RFC 5322 sections 3.4 and 4.4, RFC 5321 section 4.1.2.
 *
 * The author's address decides who may act, so it is read strictly: every form on which two
 * readers could differ is refused with a word.  Addresses that only help to find a case (To,
 * Cc, Delivered-To) are read leniently.
 */
#ifndef READER_ADDRESS_H
#define READER_ADDRESS_H

#include <stdbool.h>

#include "common/text.h"

enum { ADDRESS_LIST_MAX = 256 }; /* addresses of one field; more are not read */

struct address {
    struct span address; /* local@domain, domain in lower case */
    struct span local, domain;
    struct span name; /* display name, decoded, "" when absent; never to be trusted */
};

/* The one mailbox of a From field.  Returns "" and fills *author, or the word for what is wrong:
 * "no-from" "several-from" "group" "route" "quoted-local" "encoded-address" "nul"
 * "non-ascii-address" "comment-in-address" "bad-address".  *author is then all "". */
struct span address_author(struct arena *arena, struct span body, struct address *author);

/* Every plain address in the field, groups opened, the unreadable ones left out. */
struct address *address_list(struct arena *arena, struct span body, size_t *count);

/* Is s one dot-atom mailbox, printable ASCII, of lawful lengths? */
bool address_is_plain(struct span s);
/* Same local part to the byte, same domain whatever its case. */
bool address_equal(struct span a, struct span b);
/* What stands after the last "@"; "" when there is none. */
struct span address_domain(struct span address);

#endif
