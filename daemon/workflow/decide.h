// SPDX-License-Identifier: Apache-2.0
/*
 * decide: (definition, dossier, event, facts, now) -> (dossier', effects).
 *
 * Pure: no disk, no clock, no socket, no random.  Holds no handle.  What must be known of
 * the world stands in the situation; the store looked it up in the same transaction.
 */
#ifndef WORKFLOW_DECIDE_H
#define WORKFLOW_DECIDE_H

#include "procedure/privacy.h"
#include "workflow/definition.h"
#include "workflow/dossier.h"
#include "workflow/effect.h"

enum match {
    MATCH_NONE,     /* no TAG in the mail */
    MATCH_TASK,     /* exactly one known TAG */
    MATCH_UNKNOWN,  /* a TAG that we never gave, or have forgotten */
    MATCH_CONFLICT, /* TAGs of several tasks, or of a task and the number of another dossier */
};

enum event_kind {
    EVENT_MESSAGE,  /* a mail: intent, match, serial */
    EVENT_DEADLINE, /* deadline: its id and task */
    EVENT_DIGEST,   /* the morning of a person: workflow/digest.h */
    EVENT_OPERATOR, /* a person at conventionctl: verb, serial, name */
    EVENT_ENTRY,    /* its state is entered anew: what would this definition ask? (conventionctl simulate) */
    EVENT_START,    /* the parent starts this dossier: link; intent: the mail that led to it, NULL none */
    EVENT_CHILD,    /* a child came to rest in another state: child, child_definition */
    EVENT_PARENT,   /* the parent did: state */
    EVENT_PROVIDER, /* a provider of signatures reports: provider (workflow/provider.h) */
};

/* A dossier to be started by another. */
struct link {
    struct span procedure, number, owner, language;
    struct intent_value *values;
    size_t value_count;
};

/* A file that came back with a mail (workflow/returned.h). */
enum returned_kind { RETURNED_NOTHING, RETURNED_SIGNED, RETURNED_SCAN };

struct returned {
    enum returned_kind kind;
    size_t attachment;       /* of the intent */
    struct span verdict;     /* "valid"; "pending": it will be known later; anything else is refused */
    struct span reason;      /* a stable word: "other-document" (signature/reason.h) */
    struct span sha256;      /* hexadecimal, of the file; of a scan: of what is kept of it */
    uint64_t size;           /* bytes of it */
    struct span original;    /* the same of what was sent and is the file's beginning, "" none */
    struct span signer, organisation, level; /* of the new signature's certificate; "" unknown */
    struct span time;        /* of the signature, ISO, "" unknown */
    bool time_proved;        /* by a trusted time stamp */
};

struct event {
    enum event_kind kind;
    const struct intent *intent; /* of a message; of what an operator wrote; NULL none */
    enum match match;
    uint32_t serial;      /* of the task matched, 0 none */
    struct span deadline; /* its id */
    struct span person;   /* DIGEST: whose */
    struct span verb, argument, operator;
    const struct returned *returned; /* what a worker found out about the file that came back; NULL nothing */
    const struct link *link;
    const struct provider_report *provider;
    xmlDoc *child; /* its dossier */
    const struct definition *child_definition;
    struct span state;
    const struct mask *masked; /* what was taken out of the intent (workflow/masking.h); NULL nothing */
    bool screened;             /* it was looked through for that, and need not be again */
    bool undelivered;  /* the intent is no foreign report: our own server refused a mail of this dossier */
    bool duplicate_id; /* same Message-ID seen before with other content: never a decision */
};

struct document_fact { /* documents already made for this dossier */
    struct span name;
    uint32_t revision;
    struct span sha256; /* hexadecimal */
};

struct shown_fact { /* what a task's mails carried, the newest first */
    uint32_t task;
    struct span document, sha256; /* hexadecimal */
    struct span message_id, at;   /* at: ISO */
    struct span receipt;          /* of who took the mail over, "" none */
};

/* See workflow/habit.h. */
struct habit {
    struct span address;
    int32_t away_from, away_to; /* days, both in it; DAY_NONE: not away; without end */
    struct span deputy;         /* who answers meanwhile; "" nobody */
    bool daily;                 /* one mail a working day */
    struct span language;       /* in which they want to be written to; "" they did not say */
    int64_t due;                /* when they are to be written to next, 0 not at all */
};

/* The dossier as an event would make it, before anything is decided: what facts are looked up for. */
enum draft_kind {
    DRAFT_APART,  /* to look at: the decision comes to its own */
    DRAFT_COPY,   /* of the situation's dossier as it is */
    DRAFT_FILLED, /* of it, or a new one, with the values of a form */
};

struct draft {
    enum draft_kind kind;
    xmlDoc *dossier;
    struct evaluation *evaluation; /* over it, with the facts that were known */
    const struct role *role;       /* FILLED: whose values they are */
    struct apply_result applied;   /* FILLED */
    bool settled;                  /* FILLED: the directory had its say in it */
};

struct situation {
    const struct definition *definition;
    xmlDoc *dossier; /* NULL: there is none yet; not changed */
    xmlDoc *facts;   /* <facts>, NULL when dossier is */
    struct draft *draft; /* of this event: the decision begins with it; NULL: none was made */
    /* Of a dossier that another one started: that one's procedure, dossier and facts, and the facts
     * of its amended whole (workflow/linked.h); else NULL. */
    const struct definition *parent_definition;
    xmlDoc *parent, *parent_facts, *amended_facts;
    const struct document_fact *documents;
    size_t document_count;
    const struct shown_fact *shown;
    size_t shown_count;
    xmlDoc *rows;            /* of the lists that the mail asks for (workflow/dashboard.h); NULL none */
    xmlDoc *kept;            /* what is kept on the author, when the mail asks (workflow/kept.h); NULL none */
    xmlDoc *figures;         /* that the mail asks for (workflow/figures.h); NULL none */
    xmlDoc *waiting;         /* DIGEST: <waiting><item><row/></item>, what waits for the person */
    const struct habit *habits; /* of all who are away or get a digest, and of whoever may be written to */
    size_t habit_count;
    bool provider;           /* a provider of signatures is configured (workflow/provider.h) */
    bool full;               /* the writer has as many open dossiers as one may have: no new one */
    struct span next_number; /* to give to a new dossier */
    struct span mailbox;     /* "desk@univ.example" */
    struct span trust;       /* the administrator's policy: workflow/trust.h; "" the procedure's */
    int base_offset;         /* minutes east of UTC in winter */
    int64_t now;
};

struct decision {
    xmlDoc *dossier; /* the new one; NULL when the event touches none */
    struct span bytes;             /* it, serialized */
    struct evaluation *evaluation; /* over it, with the situation's facts */
    bool created;
    struct effect *effects; /* documents before the mails that attach them */
    size_t effect_count;
    struct record *records;
    size_t record_count;
    struct link *links; /* dossiers to be started */
    size_t link_count;
    struct span keep; /* the file that came back is to be kept as this document's newest; "" not */
    uint32_t keep_revision;
    struct findings findings;
    struct habit *habit; /* to be kept; NULL none */
    bool acted; /* the event changed state or data */
    bool adopted; /* the data are other than those from which the children started: they are told */
    bool waits; /* nothing is decided: the same message is to be used again, when more is known of its file */
    bool masked; /* the mail holds what is never asked for (workflow/masking.h) */
};

/* For what is to be looked up (lookup_wanted, facts_wanted); NULL when the event is about no dossier. */
struct draft *workflow_draft(struct arena *arena, const struct situation *situation, const struct event *event);
/* The same once situation->facts says more of the directory; the former one is used up. */
struct draft *workflow_redraft(struct arena *arena, const struct situation *situation, const struct event *event,
                               struct draft *draft);
/* situation->draft is used up. */
struct decision workflow_decide(struct arena *arena, const struct situation *situation,
                                const struct event *event);

#endif
