// SPDX-License-Identifier: Apache-2.0
/*
 * certificate: does a server's chain lead to somebody we trust, and does it bear the name
 * that we called?  For parts that speak TLS but look at no certificate (libetpan).
 * Sources: RFC 5280, RFC 6125 (names; wildcards for a whole label only).
 */
#ifndef OS_CERTIFICATE_H
#define OS_CERTIFICATE_H

#include "common/error.h"
#include "common/text.h"

/* chain: DER, the server's own first.  host: a name or a literal IP address.  ca_file: PEM, "" for the
 * system's.  The purpose must allow a TLS server.  Refusals are temporary: certificates get renewed. */
bool certificate_verify(const struct span *chain, size_t count, const char *host, const char *ca_file,
                        struct error *err) MUST_CHECK;

#endif
