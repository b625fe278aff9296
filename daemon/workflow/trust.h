// SPDX-License-Identifier: Apache-2.0
/*
 * trust: who may do what.  The only file that says whether a From is believed.
 *
 * A decision needs the task's TAG, a From that is the task's person (or who may answer for them), and, unless the role's trust is
 * "address" (role/@trust, or the administrator's word for the role), our border server's word for it (RFC 8601; reader/authres.h).
 */
#ifndef WORKFLOW_TRUST_H
#define WORKFLOW_TRUST_H

#include "workflow/run.h"

/* The administrator's policy (situation.trust) goes before the procedure's; role NULL: authenticated. */
bool trust_suffices(const struct situation *situation, const struct role *role, const struct intent *intent);
/* It does not, but the role's person may prove to have the mailbox. */
bool trust_may_prove(const struct situation *situation, const struct role *role, const struct intent *intent);
/* "role:code role:address": are these roles of one of the procedures, and words that there are? */
bool trust_check(const struct definition *const *definitions, size_t count, struct span policy,
                 struct error *err) MUST_CHECK;
/* Mailboxes differ by more than case in no mail system that people use, and people spell their own
 * address as they like: case doesn't count, on either side of the "@". */
bool trust_same_address(struct span a, struct span b);
/* A colleague of the role, or who stands in for its person while that one is away. */
bool trust_stands_in(struct run *run, const struct role *role, struct span holder, struct span address);
bool trust_holds(struct run *run, const struct role *role, struct span address); /* its person, or one of these */
/* The task's person, or one of these, or the deputy that it was mailed to. */
bool trust_answers_for(struct run *run, const xmlNode *task, struct span address);
/* domains: separated by spaces; "univ.example" is that domain, ".univ.example" what is below it,
 * "*" any. */
bool trust_domain(struct span address, struct span domains);

/* The role in which the writer of the message may change data in this state, NULL none.  *known:
 * the writer is a person of this dossier. */
const struct role *trust_editor(struct run *run, const struct state *state, bool *known);
/* A person of this dossier (an open or closed task's, the owner, a role) whose From is believed. */
bool trust_party(struct run *run);

/* The command of a mail whose author our border server vouches for; NULL when it is no such mail. */
const struct command *trust_command(const struct definition *definition, const struct event *event);

#endif
