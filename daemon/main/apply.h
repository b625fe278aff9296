// SPDX-License-Identifier: Apache-2.0
/*
 * apply: one event to one dossier, inside the writer's transaction: look up the facts,
 * decide, write dossier, effects and events.  Then what the decision starts, and what it tells
 * its parent and its children (workflow/family.h).  All of it or none.
 */
#ifndef MAIN_APPLY_H
#define MAIN_APPLY_H

#include "common/xml.h"
#include "directory/lookups.h"
#include "main/config.h"
#include "main/returning.h"
#include "main/versions.h"
#include "main/consult.h"
#include "store/dossiers.h"

/* What the writer thread holds. */
struct applier {
    const struct config *config;
    struct span key; /* the instance's secret */
    struct versions *versions;
    bool registered;                   /* a public register is configured */
    struct register_questions *asking; /* of the message in hand: what the register is to be asked */
    struct consult_addresses *unknown; /* of the message in hand: whom the LDAP server is to be asked about */
    const struct definition *parent;   /* in the place of the one that a linked dossier's parent is under (simulate) */
    struct returning *returning;       /* of the message in hand: what a worker is to find out, or has */
};

struct applied {
    struct decision decision;
    int64_t dossier;    /* 0 none */
    struct span number; /* "" none */
    bool asking;        /* nothing was decided: the register or a worker is to be asked first */
};

/* row: the dossier, or NULL for none yet; mailbox: the one that was written to. */
bool apply_event(struct applier *applier, struct database *database, struct arena *arena,
                 const struct definition *definition, const struct dossier_row *row,
                 const struct config_mailbox *mailbox, const struct event *event, int64_t now,
                 struct applied *applied, struct error *err) MUST_CHECK;

/* The decision alone: nothing is written. */
bool apply_decide(struct applier *applier, struct database *database, struct arena *arena,
                  const struct definition *definition, const struct dossier_row *row,
                  const struct config_mailbox *mailbox, const struct event *event, int64_t now,
                  struct decision *decision, struct error *err) MUST_CHECK;

/* The morning's mail of a person (workflow/digest.h), about the mailbox's procedure. */
bool apply_digest(struct applier *applier, struct database *database, struct arena *arena,
                  const struct config_mailbox *mailbox, struct span person, int64_t now,
                  struct error *err) MUST_CHECK;

/* The definition that a dossier was made under. */
const struct definition *apply_definition(struct applier *applier, struct database *database,
                                          const struct dossier_row *row, struct error *err);
/* The mailbox that serves a dossier: its procedure's, or that of the dossier that started it. */
bool apply_mailbox(const struct applier *applier, struct database *database, struct arena *arena,
                   const struct dossier_row *row, const struct config_mailbox **mailbox,
                   struct error *err) MUST_CHECK;

/* The dossier's row of lists, who sees it and what it adds to statistics, computed anew by this definition. */
bool apply_listing(struct applier *applier, struct database *database, struct arena *arena,
                   const struct definition *definition, const struct dossier_row *row, int64_t now,
                   struct error *err) MUST_CHECK;

#endif
