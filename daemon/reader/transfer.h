// SPDX-License-Identifier: Apache-2.0
/*
 * transfer: Content-Transfer-Encoding (RFC 2045 section 6) and uuencode, undone.
 *
 * Ours and not libetpan's mailmime_part_parse: that one keeps a long result in a file under
 * /tmp, which a worker may not open.  Never fails: what is no encoding is passed over.
 */
#ifndef READER_TRANSFER_H
#define READER_TRANSFER_H

#include "common/text.h"

/* Of base64, without what stands in clear below it.  encoding: the field's body, any case.  7bit, 8bit, binary and unknown ones give data itself
 * (borrowed). */
struct span transfer_decode(struct arena *arena, struct span encoding, struct span data);

/* Junk skipped, ends at the first padding or at the end; missing padding is fine. */
struct span transfer_base64(struct arena *arena, struct span data);
struct span transfer_quoted_printable(struct arena *arena, struct span data);
/* RFC 2047 section 4.2: "_" is a space. */
struct span transfer_q(struct arena *arena, struct span data);
struct span transfer_percent(struct arena *arena, struct span data); /* RFC 2231: %41 is A */

#endif
