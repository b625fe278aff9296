// SPDX-License-Identifier: Apache-2.0
/*
 * contract: what is sent to a provider of signatures and what its answers say; one file a provider.
 *
 * A deed is a conversation.  The provider's file is given what is to be done and every answer so far, and says what
 * is to be sent next, or what came of it.  It computes only, in a sandboxed worker: answers come from outside, and
 * one that is too big, too deep or of another shape is an error, never a report.  Who sends is main/signing.c.
 *
 * A further provider: a file beside these, a row in contract.c, a double in tests/provider/.
 */
#ifndef OUTBOX_CONTRACT_H
#define OUTBOX_CONTRACT_H

#include "common/error.h"
#include "common/wire.h"
#include "workflow/provider.h"

enum {
    CONTRACT_ANSWERS_MAX = 32,             /* of one deed */
    CONTRACT_ANSWER_MAX = 8 * 1024 * 1024, /* bytes of one */
    CONTRACT_REASON_MAX = 1000,            /* bytes of a refusal's reason that are kept */
};

enum contract_deed {
    CONTRACT_FIND,    /* the newest standing request that bears our reference: remote, "" none */
    CONTRACT_CREATE,  /* a request: remote */
    CONTRACT_LOOK,    /* outcome, signatures, strangers */
    CONTRACT_FETCH,   /* the signed document */
    CONTRACT_CANCEL,  /* nothing is asked of anybody any more */
    CONTRACT_REPLACE, /* who has not signed and is another person now is asked in their place */
    CONTRACT_REMIND,  /* whose turn it is are written to again */
};

struct contract_signatory {
    struct span address, name;
    struct span role; /* in the dossier; its signature field in the document has this name */
    uint32_t task;    /* serial */
    uint32_t rank;
    uint32_t step; /* result of contract_number: 1, 2...; equal ranks are one step */
};

struct contract_order {
    enum contract_deed deed;
    struct span root;           /* URL of its interface, without a slash at the end */
    struct span reference;      /* ours; a request that bears it is ours, and is not made again */
    struct span remote;         /* what the request is called there; FIND, CREATE: "" */
    struct span pdf, file_name; /* CREATE */
    struct span owner, level;   /* settings that not every provider knows */
    struct contract_signatory *signatories;
    size_t count;
};

struct contract_answer {
    bool absent; /* HTTP 404; else 200 */
    struct span body;
};

struct contract_step {
    bool asks; /* a request is to be sent; else the deed is done */
    struct span method, url, type, body; /* type "": no body */
    bool is_file;                        /* the answer to it is the document, and ends the deed */
    /* what came of it */
    struct span remote;
    enum provider_outcome outcome;
    struct provider_signature *signatures; /* of ours, each once */
    size_t count, strangers;               /* strangers: how many others are said to have signed or to be asked */
};

struct contract {
    const char *name; /* in the configuration */
    const char *key_header;
    bool draws; /* on the pages, what signatures look like; else it fills signature fields only */
    /* ERROR_TEMPORARY: what came is no answer, ask again.  ERROR_PERMANENT: this document can't be asked for. */
    bool (*step)(struct arena *arena, const struct contract_order *order, const struct contract_answer *answers,
                 size_t count, struct contract_step *step, struct error *err);
};

/* NULL: there is none of that name. */
const struct contract *contract_named(const char *name);
/* "this-one, that-one" */
const char *contract_names(struct arena *arena);

/* Sorts by rank. */
void contract_number(struct contract_signatory *signatories, size_t count);

/* For the files of providers. */
void contract_ask(struct contract_step *step, const char *method, struct span url);
void contract_take(struct contract_step *step, const struct provider_signature *signature); /* once a task */

/* On the wire, main/work.h. */
void contract_put_order(struct text *out, const char *name, const struct contract_order *order,
                        const struct contract_answer *answers, size_t count);
bool contract_get_step(struct arena *arena, struct span product, struct contract_step *step);
/* In the worker. */
bool contract_work(struct wire *wire, struct arena *arena, struct text *out, struct error *err) MUST_CHECK;

#endif
