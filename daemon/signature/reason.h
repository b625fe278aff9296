// SPDX-License-Identifier: Apache-2.0
/*
 * reason: why a document or one of its signatures is judged as it is: a code that stays, and the
 * sentence for the person who signed or asked.
 */
#ifndef SIGNATURE_REASON_H
#define SIGNATURE_REASON_H

#include "common/text.h"

/* After ETSI EN 319 102-1: TOTAL-PASSED, TOTAL-FAILED, INDETERMINATE.  The higher the worse. */
enum verdict { VERDICT_VALID, VERDICT_INDETERMINATE, VERDICT_INVALID };

enum reason {
    REASON_VALID,
    REASON_REVOCATION_UNPUBLISHED,
    /* indeterminate */
    REASON_UNKNOWN_ISSUER,
    REASON_EXPIRED,
    REASON_REVOCATION_UNKNOWN,
    REASON_TIMESTAMP_UNTRUSTED,
    REASON_FIELDS_FILLED,
    /* invalid */
    REASON_NOT_A_PDF,
    REASON_STRUCTURE,
    REASON_ENCRYPTED,
    REASON_OTHER_DOCUMENT,
    REASON_NO_SIGNATURE,
    REASON_NOT_SIGNED_ANEW,
    REASON_CHANGED,
    REASON_CERTIFICATION,
    REASON_FIELD_ELSEWHERE,
    REASON_BYTE_RANGE,
    REASON_HOLE,
    REASON_FORMAT,
    REASON_CMS,
    REASON_DIGEST,
    REASON_SIGNATURE,
    REASON_WEAK,
    REASON_CERTIFICATE,
    REASON_KEY_USAGE,
    REASON_NOT_YET_VALID,
    REASON_REVOKED,
    REASON_TIMESTAMP,
    REASON_COUNT,
};

enum verdict reason_verdict(enum reason reason);
const char *verdict_name(enum verdict verdict); /* "valid", "indeterminate", "invalid" */
const char *reason_code(enum reason reason);    /* "byte-range" */
struct span reason_sentence(enum reason reason, struct span language); /* "fr", else English */

#endif
