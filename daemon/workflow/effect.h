// SPDX-License-Identifier: Apache-2.0
/*
 * effect: what is to be done outside, as data.  Decided in workflow/, stored in the same
 * transaction as the dossier, turned into deeds by outbox/ only.
 */
#ifndef WORKFLOW_EFFECT_H
#define WORKFLOW_EFFECT_H

#include "common/wire.h"

enum effect_kind { EFFECT_DOCUMENT, EFFECT_MAIL };

/* A document or a mail is a function of (procedure version, template, language, context, basis) and,
 * for a mail, of the TAG, Message-ID and Date that the store fixes when it queues it. */
struct effect {
    enum effect_kind kind;
    struct span template;
    struct span language;
    struct span context; /* its own part of what the template sees; XML, see workflow/context.h */
    struct span basis;   /* the part that all effects of its decision share, kept beside them; "" none */

    struct span document;      /* DOCUMENT: its name ("fiche") */
    bool seal;                 /* DOCUMENT: is to bear the seal */
    struct span evidence;      /* DOCUMENT: states whose answers its evidence names (workflow/proof.h), "" none */
    struct span by_hand;       /* DOCUMENT: roles that signed by hand */
    struct span data;          /* DOCUMENT: the values that it carries for machines, "" none */
    uint32_t revision;         /* DOCUMENT: of the dossier; MAIL: of the attached documents */

    struct span from, from_name; /* MAIL: the procedure's wish; "": the mailbox's own */
    struct span to, to_name;   /* MAIL */
    uint32_t task;             /* MAIL: serial of the task it asks about, 0 none */
    struct span *attachments;  /* names of documents; DOCUMENT: that it encloses, if they are there */
    size_t attachment_count;
    struct span sheet;         /* MAIL: to attach as CSV and spreadsheet (common/sheet.h), "" none */
    struct span *items;        /* MAIL: "NUMBER/SERIAL" of tasks that it lets answer, each by its own TAG */
    size_t item_count;
    struct span in_reply_to;   /* MAIL: id it answers, "" none */
    bool automatic_reply;      /* MAIL: Auto-Submitted: auto-replied, else auto-generated */
};

/* One line of the event log. */
struct record {
    struct span event;  /* "task.opened", "answer.accepted", "answer.refused", "state.entered"... */
    struct span detail; /* "key=value key=value", without personal data beyond the address */
};

/* All but the basis. */
void effect_put(struct text *out, const struct effect *effect);
bool effect_get(struct arena *arena, struct wire *wire, struct effect *effect); /* copies nothing: borrows */

#endif
