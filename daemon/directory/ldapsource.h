// SPDX-License-Identifier: Apache-2.0
/*
 * ldapsource: entries of an LDAP server (RFC 4511) as LDIF, for directory/import.h.
 *
 * One search, in pages (RFC 2696), with time-outs; StartTLS or ldaps verified unless the server is on
 * a loopback address or the Unix socket.  Nothing is kept open and nothing is written there.
 */
#ifndef DIRECTORY_LDAPSOURCE_H
#define DIRECTORY_LDAPSOURCE_H

#include "common/error.h"
#include "common/text.h"

struct ldap_settings {
    const char *url;      /* "ldaps://ldap.univ.example", "ldap://127.0.0.1:3890", "ldapi://%2Frun%2Fldapi" */
    const char *base;     /* DN below which to search */
    const char *filter;   /* RFC 4515 */
    const char *bind_dn;  /* "": anonymous */
    const char *password; /* of bind_dn */
    const char *ca_file;  /* NULL: the system's */
    const char *const *attributes; /* NULL at the end */
    int timeout;                   /* seconds, for each step */
    size_t max;                    /* bytes of the LDIF */
};

bool ldap_fetch(struct arena *arena, const struct ldap_settings *settings, struct span *ldif,
                struct error *err) MUST_CHECK;

#endif
