// SPDX-License-Identifier: Apache-2.0
/*
 * authres: what our border server says about the author.
 * Sources: RFC 8601 (grammar 2.2, results 2.7, removal 5, security 7), RFC 7489 section 3.1.
 *
 * Only fields of the one configured authserv-id count, only above the first field of another
 * id, and only above the Received field of the border itself: all below that was written by the
 * sender.  The border's Received is the topmost one "by" the authserv-id, or, when none says so,
 * the topmost of all.  A field with anything in it that the grammar does not know gives no
 * result at all.
 *
 * PASS: dmarc=pass with header.from equal to our From's domain; or dkim=pass where header.d (or
 * header.i) is that domain or a parent of it with two labels or more (a parent rules its
 * children; the other way round, a delegated child could speak for its parent, so it is not
 * taken, though DMARC's relaxed mode would); or auth=pass with smtp.auth equal to From.
 * Or arc=pass and a trusted sealer, see below.
 * FAIL: dmarc=fail, whatever else is there.  NONE: all else; spf=pass alone is NONE with
 * method "spf", for people to read.
 */
#ifndef READER_AUTHRES_H
#define READER_AUTHRES_H

#include "reader/intent.h"
#include "reader/mime.h"

/* Our border server, as the administrator describes it. */
struct authres_border {
    struct span id; /* authserv-id; "": nothing is ever authenticated */
    /*
     * Its filters write right *below* its own Received field, as OpenDKIM and OpenDMARC of Debian 12
     * do (they insert at index 1; RFC 8601 section 4 wants index 0, and so do their releases since
     * 2026).  Only fields between the Received "by" the authserv-id and the next Received count
     * then.  There a sender's own field would stand too: safe only if the border removes fields that
     * bear its id (RFC 8601 section 5), so this is the administrator's choice, never a fallback.
     */
    bool below;
    /* Forwarders whose word counts when the border says arc=pass: reader/arc.h; "" none.  A trusted
     * one speaks for authors that DMARC fails only because it changed their mail. */
    struct span sealers;
};

/* from: the author's address (reader/address.h), "" gives NONE. */
struct intent_authentication authres_read(struct arena *arena, const struct mime_part *root,
                                          const struct authres_border *border, struct span from);

/* One result of one field, for tests. */
struct authres_property {
    struct span type, name; /* lower case: "header", "from" */
    struct span value;
};

struct authres_result {
    struct span method, result; /* lower case */
    struct authres_property *properties;
    size_t property_count;
};

struct authres_field {
    struct span id; /* authserv-id, lower case */
    struct authres_result *results;
    size_t result_count;
};

enum {
    AUTHRES_RESULTS_MAX = 64,    /* of one field */
    AUTHRES_PROPERTIES_MAX = 32, /* of one result */
};

/* False when the body isn't of the grammar; field->id is then filled if at least that could be
 * read, else "". */
bool authres_parse(struct arena *arena, struct span body, struct authres_field *field);

#endif
