// SPDX-License-Identifier: Apache-2.0
/*
 * consume: a message that was accepted and read, used once.  One job of the writer: find
 * the dossier, apply the event, keep the raw bytes; or set the message aside.
 */
#ifndef MAIN_CONSUME_H
#define MAIN_CONSUME_H

#include "main/apply.h"
#include "main/returning.h"
#include "reader/message.h"
#include "store/writer.h"

struct consume {
    struct job job; /* first */
    struct applier *applier;
    struct arena *arena; /* owns message, intent */
    uint64_t sequence;   /* in the journal */
    struct span drop;    /* id of the dropped file it came from, "" none */
    struct message message;
    struct span intent; /* intent_put form; "" when the reader failed */
    const char *fault;  /* why it is set aside; NULL: it is to be used */
    int64_t now;
    bool may_ask;                        /* the public register, before anything is decided */
    struct register_questions questions; /* result: what it is to be asked; nothing was consumed */
    struct {
        bool given;
        struct span records; /* directory/registercache.h */
    } answers[REGISTER_ASKED_MAX];
    bool may_consult;                 /* the LDAP server, before anything is decided */
    struct consult_addresses unknown; /* result: whom it is to be asked about; nothing was consumed */
    bool consulted;                   /* it has answered */
    struct returning returning; /* result: what a worker is to find out; nothing was consumed */
    void *context; /* the caller's */
};

bool consume_run(struct job *job, struct database *database, struct arena *arena, struct error *err);

/* A deadline that has come, and all others up to a group's worth. */
struct expire {
    struct job job; /* first */
    struct applier *applier;
    int64_t now;
    int64_t next; /* result: when the next deadline comes, 0 none */
    void *context;
};
bool expire_run(struct job *job, struct database *database, struct arena *arena, struct error *err);

#endif
