// SPDX-License-Identifier: Apache-2.0
/*
 * model: workflow.xml as structs, for the files of workflow/ only.
 * Immutable once loaded; all of it lives in the definition's arena.
 */
#ifndef WORKFLOW_MODEL_H
#define WORKFLOW_MODEL_H

#include "workflow/definition.h"

enum {
    RANK_MAX = 99,
    REMINDERS_DEFAULT = 5, /* of a reminder with `every` and without `max`: all has an end */
};

/* An XPath expression; source NULL: absent. */
struct expression {
    const char *source;
    xmlXPathCompExpr *compiled;
    bool findings; /* asks $complete or $valid, which cost a run of all rules */
    int line;
};

struct names { /* a list of words */
    struct span *at;
    size_t count;
};

enum trust {
    TRUST_AUTHENTICATED, /* our border server vouches for From */
    TRUST_ADDRESS,       /* From is enough, beside the TAG */
    TRUST_CODE,          /* as authenticated; else the answer to a second mail (workflow/challenge.h) */
};

/* "authenticated", "address", "code"; false when it is none of them. */
bool trust_word(struct span word, enum trust *trust);

struct role {
    struct span id;
    struct expression address, name, language;
    struct expression colleagues; /* addresses that may answer and see in its stead; absent: none */
    struct expression digest;     /* may wait for the morning's mail of who chose that; absent: never */
    bool deputies;                /* who is away may be stood in for */
    struct span *phrases;         /* what people call it, folded */
    size_t phrase_count;
    enum trust trust;
    int line;
};

enum action_kind {
    ACTION_MAIL,
    ACTION_DOCUMENT,
    ACTION_ASSIGN,
    ACTION_RAISE,
    ACTION_REVIEW,
    ACTION_CANCEL_TASKS,
    ACTION_LOG,
    ACTION_START,
    ACTION_ADOPT,
};

/* A first value of a dossier that is started. */
struct preset {
    struct span field;
    struct expression value;
    int line;
};

struct action {
    enum action_kind kind;
    struct expression when;
    struct span name; /* MAIL: template; DOCUMENT: name; ASSIGN: field; RAISE, LOG: event; START: procedure */
    struct span template;    /* DOCUMENT */
    bool seal;               /* DOCUMENT */
    struct names evidence;   /* DOCUMENT: states whose answers it proves; none: nothing */
    struct names data;       /* DOCUMENT: sections and fields that it carries */
    struct expression by_hand; /* DOCUMENT: roles that signed by hand */
    struct names to, attach; /* MAIL: roles, documents; DOCUMENT: documents that it encloses */
    struct expression value; /* DOCUMENT: language; ASSIGN: expr; LOG: detail; START: owner */
    struct preset *presets;  /* START */
    size_t preset_count;
    int line;
};

struct actions {
    struct action *at;
    size_t count;
};

struct task_plan {
    struct span id;
    const struct role *role;
    struct names accept;
    struct span mail; /* template */
    struct names attach;
    struct span document;   /* what an answer is about; "" none */
    struct span signed_verb; /* the answer that the document gives when it comes back signed; "" none */
    struct span keep;        /* as what document a file that comes with an answer is kept; "" not at all */
    struct expression rank; /* absent: 1 */
    struct expression when, automatic;
    struct expression delegate; /* domains that it may be passed on to; absent: to nobody */
    bool replaceable;           /* another person may be put in its role's place (workflow/replacing.h) */
    int line;
};

struct state;

struct transition {
    struct names events; /* descriptors (SCXML 3.12.1); none: taken at once */
    struct names from;   /* of a transition of the whole workflow: only in these states; none: in all */
    struct expression when;
    const struct state *target; /* NULL: stays */
    struct span target_id;
    struct actions actions;
    int line;
};

struct transitions {
    struct transition *at;
    size_t count;
};

struct reminder_plan {
    struct span id, mail;
    struct names tasks;              /* only these; none: all of the state */
    struct names copy;               /* further roles that get it */
    struct names attach;             /* documents that the task's person gets with it */
    struct expression after, every;  /* an ISO date from $today */
    uint32_t after_days, every_days; /* working days; every: 0 none */
    uint32_t max;
    int line;
};

struct deadline_plan {
    struct span id;
    struct expression day; /* an ISO date */
    uint32_t days;         /* working days from entry; 0: `at` or `from`, which follow the data */
    int line;
};

struct state {
    struct span id;
    bool final;
    bool answers_stand; /* those of an earlier entry, to the same revision, are not asked for again */
    struct span provider;        /* the document that a provider has signed; "" none */
    struct span provider_signed; /* the name of what comes back */
    struct names edit;
    struct actions onentry;
    struct task_plan *tasks;
    size_t task_count;
    struct transitions transitions;
    struct reminder_plan *reminders;
    size_t reminder_count;
    struct deadline_plan *deadlines;
    size_t deadline_count;
    int line;
};

struct command {
    struct span verb, mail;
    struct names roles; /* who may make it act on a dossier (command.VERB); none: the owner */
    struct names attach;
    struct span opens; /* the procedure that it asks for; "" none */
    struct span habit; /* what of the author's habits it sets (workflow/custom.h); "" nothing */
    bool lists;        /* its mail shows the dashboards of who asks */
    bool statistics;   /* its mail shows the figures of who asks (workflow/figures.h) */
    bool data;         /* its mail shows what is kept on who asks (workflow/kept.h) */
    bool declares;     /* gives an answer for another person (workflow/declaring.h) */
    bool replaces;     /* puts a person in another's place (workflow/replacing.h) */
    struct names copy; /* roles that get the mail too, when the author is believed */
    int line;
};

/* What a dossier changes of its parent's, see workflow/linked.h. */
struct amendment {
    struct span section; /* "" when it is one field */
    bool whole;          /* the section as given takes the place of the parent's whole section */
    struct span field;
    struct expression value, when;
    int line;
};

/* A file that comes with what a role writes is kept as that document (workflow/returned.h). */
struct annex {
    struct span name;
    struct span role_id;
    const struct role *role;
    struct expression when;
    int line;
};

/* What lists know of a dossier. */
struct column {
    struct span id;
    struct label label;
    const char *type; /* a datatype, for e:format; "text" */
    struct expression select;
    int line;
};

/* A word that picks rows: `test` sees the row. */
struct filter {
    struct span *phrases; /* folded */
    size_t phrase_count;
    struct label label;
    struct expression test;
    int line;
};

/* What one role gets to see of its dossiers. */
struct dashboard {
    const struct role *role;
    struct label label;
    struct names columns;   /* in the mail */
    struct expression keep; /* which rows when no word picks any; absent: all */
    struct span sort;       /* column */
    uint32_t max;           /* rows in the mail */
    bool sheets;            /* all rows and columns attached */
    int line;
};

/* Dossiers counted by the value of a column, with sums of others. */
struct statistic {
    struct span id, by; /* by: column */
    struct label label;
    struct expression test; /* which rows; absent: all */
    struct names amounts;   /* columns */
    int line;
};

struct definition {
    struct arena *arena;
    struct procedure *procedure;
    xmlDoc *document;
    struct role *roles;
    size_t role_count;
    const struct role *owner;
    struct expression owner_domains;
    struct expression sender_address, sender_name; /* of the mails; absent or "": the mailbox's */
    const struct role *bounce_to; /* NULL none */
    struct expression workday, next_workday; /* today or the next one; the next one */
    struct span initial_id;
    const struct state *initial;
    struct state *states;
    size_t state_count;
    struct transitions transitions; /* of every state that is not final */
    struct command *commands;
    size_t command_count;
    struct span parent; /* the procedure that starts this one; "" none */
    struct amendment *amendments;
    size_t amendment_count;
    struct action *documents; /* made when they are attached, anew for each revision */
    size_t document_count;
    struct annex *annexes;
    size_t annex_count;
    struct column *columns;
    size_t column_count;
    struct filter *filters;
    size_t filter_count;
    struct dashboard *dashboards;
    size_t dashboard_count;
    struct statistic *statistics;
    size_t statistic_count;
    struct span statistics_period;        /* column; "" none */
    struct expression statistics_current; /* what it is today */
    struct names idle; /* words that pick nothing */
    struct span period_from, period_to; /* columns of a row's first and last day; "" none */
    int line;
};

bool names_have(const struct names *names, struct span name);
const struct role *definition_role(const struct definition *definition, struct span id);
const struct state *definition_state(const struct definition *definition, struct span id);
const struct command *definition_command(const struct definition *definition, struct span verb);
const struct task_plan *state_task(const struct state *state, struct span id); /* NULL state or id: NULL */
const struct column *definition_column(const struct definition *definition, struct span id); /* NULL none */
const struct dashboard *definition_dashboard(const struct definition *definition, const struct role *role);
/* A <document> of the whole workflow, of that name; NULL none. */
const struct action *definition_document(const struct definition *definition, struct span name);
/* One descriptor of the list is the event or the event's beginning, by whole words: "answer"
 * takes "answer.oui". */
bool transition_hears(const struct transition *transition, struct span event);

/* The refusing verbs: a task that gets one is not done. */
bool verb_refuses(struct span verb);
/* NULL: no <annex> has that name. */
const struct annex *definition_annex(const struct definition *definition, struct span name);
/* What a task may accept: a verb of reader/answer.h, "form" or "document". */
bool verb_known(struct span verb);

/* Fills the definition from its document (workflow/parse.c).  Faults go to `problems`. */
void definition_parse(struct definition *definition, struct arena *arena, struct problems *problems);
/* Names that lead nowhere, ways that end nowhere, expressions that fail (workflow/check.c). */
void definition_check(const struct definition *definition, struct arena *arena, struct problems *problems);

#define WORKFLOW_FILE "rules/workflow.xml"

#endif
