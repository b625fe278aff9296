// SPDX-License-Identifier: Apache-2.0
/*
 * enclosure: files that a document carries within (ISO 32000-1 section 7.11.4, and /AF of ISO 32000-2 section
 * 14.13): a reader lists them beside the pages, and what seals the document seals them.
 */
#ifndef DOCUMENT_ENCLOSURE_H
#define DOCUMENT_ENCLOSURE_H

#include "common/text.h"

enum { ENCLOSURES_MAX = 32 };

struct enclosure {
    struct span name;         /* of the file, unique: "evidence.xml" */
    struct span type;         /* "application/xml" */
    struct span relationship; /* "Source", "Data", "Alternative", "Supplement" */
    struct span description;  /* for people */
    int64_t changed;          /* UTC seconds, 0 not said */
    struct span data;
};

struct enclosures {
    const struct enclosure *at;
    size_t count; /* up to ENCLOSURES_MAX */
};

#endif
