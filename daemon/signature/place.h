// SPDX-License-Identifier: Apache-2.0
/*
 * place: the update that holds one signature: its dictionary with a hole for the CMS object, its
 * field, and what page, form and catalog say of it (ISO 32000-1 sections 12.7.4.5, 12.8).
 */
#ifndef SIGNATURE_PLACE_H
#define SIGNATURE_PLACE_H

#include "common/digest.h"
#include "signature/append.h"

struct place_order {
    const char *subfilter; /* "ETSI.CAdES.detached" or "ETSI.RFC3161" */
    const char *type;      /* "Sig" or "DocTimeStamp" */
    struct span entries;   /* more entries of the signature dictionary */
    struct span field;     /* an empty field of this name is filled; else one without rectangle is made */
    size_t hole;           /* bytes of the CMS object, at most */
    bool certify;          /* DocMDP, P 2: from here on only filling of fields and signing */
    /* What is to be seen in a rectangle; NULL: nothing. */
    struct span (*draw)(struct arena *arena, void *context, double width, double height);
    void *context;
};

struct placed {
    struct text file;      /* with an empty hole and its final /ByteRange */
    size_t hole, hole_end; /* of the string, brackets included */
};

bool place_signature(struct arena *arena, struct revisions *revisions, const struct place_order *order,
                     struct placed *placed, struct error *err) MUST_CHECK;
struct digest place_digest(const struct placed *placed); /* SHA-256 of all but the hole */
/* Writes the object into the hole. */
bool place_fill(struct placed *placed, struct span cms, struct error *err) MUST_CHECK;
/* A text string (ISO 32000-1 section 7.9.2.2), written. */
void place_text(struct text *out, struct span utf8);

#endif
