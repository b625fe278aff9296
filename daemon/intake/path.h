// SPDX-License-Identifier: Apache-2.0
/*
 * path: the reverse- and forward-paths of MAIL and RCPT, strictly.
 * Sources: RFC 5321 section 4.1.2 (Mailbox, Dot-string, Quoted-string, address literals),
 * 6531 section 3.3 (UTF-8 in both parts).  Source routes are refused (RFC 5321 appendix C).
 */
#ifndef INTAKE_PATH_H
#define INTAKE_PATH_H

#include "common/text.h"

enum { PATH_ADDRESS_MAX = 254 }; /* octets of a path, without <> (RFC 5321 section 4.5.3.1.3) */

/* "<path> parameters": the path without <>, and what follows it; false when there is no such thing. */
bool path_take(struct span argument, struct span *path, struct span *parameters);
/* local-part@domain.  No limit for the local part alone: return addresses of lists pass 64. */
bool path_is_address(struct span s);
bool path_is_ascii(struct span s);

#endif
