// SPDX-License-Identifier: Apache-2.0
/*
 * registeranswer: what a public register of companies answered, in JSON, to plain facts.
 *
 * Two interfaces: recherche-entreprises.api.gouv.fr (GET /search) and INSEE's API Sirene 3.11
 * (GET /siret/N and GET /siret?q=).  Facts, by these names: siret name acronym naf category staff
 * address postcode town state (A open, F closed) unit-state (A active, C ceased) closed (date)
 * diffusion (O open, P partial) agreements.  What is withheld ("[ND]", null) is left out.
 * Read in a worker: it is a foreign byte like any other.
 */
#ifndef DIRECTORY_REGISTERANSWER_H
#define DIRECTORY_REGISTERANSWER_H

#include "common/error.h"
#include "common/wire.h"

enum register_interface { REGISTER_RECHERCHE, REGISTER_SIRENE };

enum { REGISTER_FOUND_MAX = 9, REGISTER_FACTS_MAX = 16, REGISTER_ANSWER_MAX = 1024 * 1024 /* bytes */ };

struct register_fact {
    const char *name;
    struct span value;
};

struct register_record {
    struct register_fact facts[REGISTER_FACTS_MAX];
    size_t count;
};

/* siret: the one that was asked for, "" for a search; records of another are left out. */
bool register_answer_read(struct arena *arena, enum register_interface interface, struct span siret,
                          struct span body, struct register_record *records, size_t *count,
                          struct error *err) MUST_CHECK;

#endif
