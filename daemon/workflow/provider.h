// SPDX-License-Identifier: Apache-2.0
/*
 * provider: a state whose tasks a provider of signatures asks, not our mails (<state provider=>).
 *
 *  <provider entry="4" state="accord" document="fiche" signed="fiche-signee" revision="3"
 *            status="open|done|left|failed" reason= changes= reminders=/>
 *
 * stands in the dossier while the provider is to have the document, `changes` counting how often one of its signatories
 * was replaced and `reminders` how often they are to be reminded; store/circuits.h follows it.  Its
 * tasks bear by="provider".  What the provider reports is heard in the order of ranks, whatever its order;
 * the last task is done only together with the signed document.  Reports may come twice.
 */
#ifndef WORKFLOW_PROVIDER_H
#define WORKFLOW_PROVIDER_H

#include "workflow/run.h"

enum { PROVIDER_SIGNATORIES_MAX = 20 };

enum provider_outcome {
    PROVIDER_WAITING,
    PROVIDER_DONE, /* and its document was checked and kept */
    PROVIDER_REFUSED,
    PROVIDER_EXPIRED,
    PROVIDER_WITHDRAWN, /* it is not there any more */
    PROVIDER_FAILED,    /* it never took it, or what it gave back is not what it was given */
};

struct provider_signature {
    uint32_t task; /* serial */
    bool refused;
    struct span at;     /* the provider's own instant, "" unknown */
    struct span reason; /* of a refusal */
};

struct provider_report {
    uint32_t entry;
    enum provider_outcome outcome;
    struct span reason; /* a word: "expired", "changed"... */
    const struct provider_signature *signatures;
    size_t count;
};

/* Does a provider ask the tasks of this state? */
bool provider_serves(const struct run *run, const struct state *state);
/* The provider alone may answer this task so: with the verb that consents. */
bool provider_brings(const struct run *run, const xmlNode *task, struct span verb);
/* An answer of an earlier entry with that verb stands in another file than the provider will make. */
bool provider_asks_anew(const struct task_plan *plan, struct span verb);
/* The state was entered and its tasks made. */
void provider_start(struct run *run, const struct state *state);
/* The state is left. */
void provider_stop(struct run *run);
/* Another person is in the place of a signatory. */
void provider_changed(struct run *run);
/* A reminder of one of its tasks is due: the provider writes it. */
void provider_remind(struct run *run);
/* EVENT_PROVIDER */
void provider_hear(struct run *run);

#endif
