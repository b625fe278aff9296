// SPDX-License-Identifier: Apache-2.0
/*
 * run: one decision in the making.  The dossier is a copy and may be changed; mails and
 * documents are orders until the end, when the dossier is at rest and their contexts are
 * written from it.  For the files of workflow/ only.
 *
 * A <let> may be a node-set, and libxml2 looks at its nodes when it frees it: no let that
 * looks beside <data> stays computed after one of the calls below, so that tasks, answers and states may be
 * removed between them.
 */
#ifndef WORKFLOW_RUN_H
#define WORKFLOW_RUN_H

#include "workflow/context.h"
#include "workflow/model.h"

enum {
    RUN_STEPS_MAX = 50, /* transitions of one decision */
    RUN_RAISED_MAX = 64,
    RUN_MAILS_MAX = 64,
    RUN_DOCUMENTS_MAX = 32,
    RUN_RECORDS_MAX = 400,
    RUN_LINKS_MAX = 8,
    FAMILY_CHILDREN_MAX = 60, /* of one dossier, in all its life */
};

struct mail_order {
    struct span template;
    struct person person;
    struct names attach;
    uint32_t task; /* serial, 0 none */
    bool of_task;  /* the task's own mail: falls away when the task was closed since */
    bool to_role;  /* asks about the task that the role has open at the end, if any */
    struct span reason, address; /* address: that the reason is about, "" none */
    struct span annex, sheet;    /* workflow/dashboard.h, digest.h, kept.h; "" none */
    struct span *items;          /* "NUMBER/SERIAL" of tasks that are answered from within the mail */
    size_t item_count;
    bool quote, bare;
    bool answers; /* shows the message that it answers */
    bool tells;   /* shows that message to somebody else */
    bool informs; /* of what goes on: goes to who stands in for the person */
    bool waits;   /* may wait for the person's digest */
};

struct document_order {
    const struct action *plan; /* the <document> */
    struct span language;      /* "" the dossier's */
    struct span by_hand;       /* roles that signed by hand */
};

struct run {
    struct arena *arena;
    const struct situation *situation;
    const struct event *event;
    const struct definition *definition;
    xmlDoc *dossier; /* never NULL: a blank one stands in for none */
    xmlNode *root;
    bool blank;
    struct evaluation *evaluation;
    bool checked; /* findings are of the dossier as it is */
    struct findings findings;
    bool stale;             /* $amended is of the dossier as it was */
    xmlDoc *amended;        /* NULL: no parent */
    xmlNode *child;         /* root of the child that is heard; NULL none */
    xmlNode *task, *answer; /* of the event in hand */
    xmlNode *challenge;     /* that brought the answer in hand; NULL none */
    struct span raised[RUN_RAISED_MAX];
    size_t raised_count;
    struct span external; /* the event from outside */
    bool taken;           /* a transition took it */
    bool unsettled;       /* tasks to be looked at */
    bool stuck;
    unsigned steps;
    struct mail_order mails[RUN_MAILS_MAX];
    size_t mail_count;
    struct document_order documents[RUN_DOCUMENTS_MAX];
    size_t document_count;
    struct link links[RUN_LINKS_MAX];
    size_t link_count;
    struct span keep; /* see struct decision */
    uint32_t keep_revision;
    struct record records[RUN_RECORDS_MAX];
    size_t record_count;
    bool has_applied;
    struct apply_result applied;
    struct habit *habit; /* to be kept; NULL none */
    const struct role *declared_by; /* of who gives the answer in hand for somebody else; NULL: it is their own */
    bool adopted; /* see struct decision */
    bool waits;   /* see struct decision */
    bool touched; /* the dossier is to be saved */
    bool acted;
};

/* dossier: the copy to change; NULL: a blank one that is not saved. */
struct run *run_open(struct arena *arena, const struct situation *situation, const struct event *event,
                     xmlDoc *dossier);

/* Over the situation's draft. */
struct run *run_open_draft(struct arena *arena, const struct situation *situation, const struct event *event);
/* The draft becomes the run's dossier, to which nothing was done yet. */
void run_take_draft(struct run *run);

/* $amended is of the dossier as it is; before what computes without one of the calls below. */
void run_refresh(struct run *run);
/* An absent expression is true. */
bool run_holds(struct run *run, const struct expression *expression);
/* An absent expression is "". */
struct span run_string(struct run *run, const struct expression *expression);
void run_changed(struct run *run); /* <data> is another: lets and findings are forgotten */
void run_computed(struct run *run); /* it is, and the evaluation knows: findings are forgotten */
void run_moved(struct run *run);   /* something beside <data> is another: findings, and lets that look there */
const struct findings *run_findings(struct run *run);
/* Takes run->answer back out of the dossier. */
void run_forget_answer(struct run *run);

void run_record(struct run *run, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void run_mail(struct run *run, const struct mail_order *order);
void run_document(struct run *run, const struct action *plan);
/* In what the address is written to: what it chose, if it did. */
struct span run_language(const struct run *run, struct span address, struct span otherwise);
struct person run_person(struct run *run, struct span role);

const char *run_attribute(const struct run *run, const xmlNode *node, const char *name); /* "" absent */
struct span run_span(const struct run *run, const xmlNode *node, const char *name);
uint32_t run_number(const struct run *run, const xmlNode *node, const char *name); /* 0 absent */
struct span run_now(const struct run *run);

/* The dossier at rest: documents and mails to effects. */
struct decision run_finish(struct run *run);

#endif
