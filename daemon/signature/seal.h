// SPDX-License-Identifier: Apache-2.0
/*
 * seal: a PDF with our signature on it: PAdES baseline B-B, B-T, B-LT or B-LTA (ETSI EN
 * 319 142-1) as appended updates.
 *
 * The private key, the time-stamp authority and the revocation services are outside; this is a
 * function of the document, the settings and what they have answered so far.  Each call gives
 * either the sealed document or the next question; the caller asks it and calls again with one
 * answer more.  Equal arguments, equal result.
 *
 *   SIGN       the signed attributes (DER)       -> signature value over their SHA-256
 *   TIMESTAMP  an RFC 3161 request, for its URL  -> the response
 *   OCSP       a request, for its URL            -> the response; "" when there was none
 *   CRL        nothing but a URL                 -> the list (DER); "" when there was none
 */
#ifndef SIGNATURE_SEAL_H
#define SIGNATURE_SEAL_H

#include "common/error.h"
#include "common/text.h"

enum seal_level { SEAL_B, SEAL_T, SEAL_LT, SEAL_LTA };

enum {
    SEAL_NONCE_SIZE = 16, /* bytes */
    SEAL_ANSWERS_MAX = 32,
    SEAL_ADDED_MAX = 4 * 1024 * 1024, /* bytes that sealing may add */
};

struct seal_settings {
    enum seal_level level;
    struct span chain;    /* PEM: our certificate first, then its issuers */
    struct span anchors;  /* PEM: other certificates that may complete a chain, that of the authority say */
    struct span tsa;      /* URL of the authority; needed from B-T */
    struct span field;    /* name of the signature field that is ours; made, invisible, when missing */
    struct span location; /* shown in readers; "" none */
    struct span contact;  /* address to which one writes to verify; "" none */
    struct span language; /* of the visible seal: "fr" or "en" */
    int64_t now;          /* UTC seconds */
    int time_offset;      /* minutes east of UTC in winter, for the visible seal */
    struct span nonce;    /* SEAL_NONCE_SIZE random bytes */
    struct span asked;    /* once SIGN was answered: what it asked, so that the document is hashed once; else "" */
};

enum seal_want { SEAL_DONE, SEAL_SIGN, SEAL_TIMESTAMP, SEAL_OCSP, SEAL_CRL };

struct seal_step {
    enum seal_want want;
    struct span url;
    struct span bytes; /* what to ask; DONE: the sealed document */
};

bool seal_level_parse(struct span name, enum seal_level *level); /* "B-B", "B-T", "B-LT", "B-LTA" */

bool seal_run(struct arena *arena, struct span pdf, const struct seal_settings *settings,
              const struct span *answers, size_t count, struct seal_step *step, struct error *err) MUST_CHECK;

#endif
