// SPDX-License-Identifier: Apache-2.0
/*
 * esup: what is asked of esup-signature (REST below {root}/ws), and what its answers say.
 *
 * After its controllers and their OpenAPI annotations, version 1.37.  Computes only.  Answers come from outside:
 * too big, too deep, of another shape, they are an error, never a report.  Our reference is the title of a
 * request: a request that bears it is ours, and is not made again.
 */
#ifndef OUTBOX_ESUP_H
#define OUTBOX_ESUP_H

#include "common/error.h"
#include "workflow/provider.h"

enum {
    ESUP_ANSWER_MAX = 8 * 1024 * 1024, /* bytes; the list of all requests is the longest */
    ESUP_DEPTH_MAX = 16,
    ESUP_REASON_MAX = 1000,            /* bytes of a refusal's comment that are kept */
};

struct esup_signatory {
    struct span address, name;
    uint32_t task; /* serial */
    uint32_t rank;
    uint32_t step; /* result of esup_number: 1, 2... */
};

struct esup_request {
    struct span reference, file_name, pdf;
    struct span owner; /* eppn of who makes it: "system" */
    struct span level; /* "simple", "advanced", "qualified" */
    const struct esup_signatory *signatories;
    size_t count;
};

/* Equal ranks are one step; sorts. */
void esup_number(struct esup_signatory *signatories, size_t count);
/* The body of POST signrequests/new: multipart/form-data with this boundary. */
struct span esup_create(struct arena *arena, const struct esup_request *request, const char *boundary);

/* POST signrequests/new: the number given. */
bool esup_created(struct arena *arena, struct span answer, struct span *remote, struct error *err) MUST_CHECK;
/* GET signrequests/all: the newest request that bears the reference; *remote "" none. */
bool esup_find(struct arena *arena, struct span answer, struct span reference, struct span *remote,
               struct error *err) MUST_CHECK;
/* GET signrequests/status/N.  An unknown word is an error: what is unclear does not act. */
bool esup_status(struct span answer, enum provider_outcome *outcome, struct error *err) MUST_CHECK;
/* GET signrequests/N/steps: those of our signatories that have signed or refused, each once; *strangers: how many
 * others are named. */
bool esup_steps(struct arena *arena, struct span answer, const struct esup_signatory *signatories, size_t count,
                struct provider_signature *found, size_t *found_count, size_t *strangers,
                struct error *err) MUST_CHECK;

#endif
