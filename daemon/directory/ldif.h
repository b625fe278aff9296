// SPDX-License-Identifier: Apache-2.0
/*
 * ldif: entries of the LDAP Data Interchange Format (RFC 2849), content records only.
 *
 * Lines are unfolded (a space in front goes on), "attr:: " is base64, comments and the version are
 * passed over.  Options of a description ("cn;lang-fr") fall off.  Values from a URL (":<") are
 * not fetched.  Records that change something (changetype other than add) are refused.
 */
#ifndef DIRECTORY_LDIF_H
#define DIRECTORY_LDIF_H

#include <stdbool.h>

#include "common/error.h"
#include "common/text.h"

enum { LDIF_VALUES_MAX = 400, LDIF_VALUE_MAX = 256 * 1024 /* bytes */ };

struct ldif {
    struct span rest;
    uint32_t line; /* of what comes next, from 1 */
};

struct ldif_value {
    struct span name, value; /* name without options; value clean UTF-8 */
    uint32_t line;
};

struct ldif_entry {
    uint32_t line; /* of its dn */
    struct span dn;
    struct ldif_value values[LDIF_VALUES_MAX]; /* what is over is left out */
    size_t count;
};

bool ldif_looks_like(struct span bytes); /* begins with "version:", "dn:" or a comment before them */
void ldif_open(struct span bytes, struct ldif *ldif);
/* The next entry.  False at the end (err->kind ERROR_NONE) or on a fault. */
bool ldif_next(struct arena *arena, struct ldif *ldif, struct ldif_entry *entry, struct error *err);

#endif
