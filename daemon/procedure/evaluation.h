// SPDX-License-Identifier: Apache-2.0
/*
 * evaluation: one dossier seen through a procedure's expressions at one moment.
 *
 * The context node is dossier/data, so that `emprunteur/nom` is a field.  Variables:
 * $dossier (the root), $facts (see workflow/facts.h), $parent and $amended (roots; empty until
 * workflow/linked.h sets them), $today (ISO date), $now, and every <let> of rules.xml, computed on first use.
 * Functions: procedure(5). Every expression runs under an operation limit (libxml2's opLimit).
 */
#ifndef PROCEDURE_EVALUATION_H
#define PROCEDURE_EVALUATION_H

#include "procedure/procedure.h"

struct evaluation; /* lives in its arena */

/* dossier: the document of workflow/dossier.h, root <dossier>; facts: root <facts> or NULL. */
struct evaluation *evaluation_open(struct arena *arena, const struct procedure *procedure, xmlDoc *dossier,
                                   xmlDoc *facts, int64_t now);

xmlDoc *evaluation_dossier(struct evaluation *evaluation);

/* For expressions compiled elsewhere (workflow.xml); syntax fault: NULL and err. */
xmlXPathCompExpr *expression_compile(const char *source, struct error *err);
/* One whose context node is always <data>: finds fields quicker (procedure/datapath.h). */
xmlXPathCompExpr *expression_compile_data(const char *source, struct error *err);

/* An expression that fails at run time is false, "" or empty, and err is filled when not NULL. */
bool evaluation_boolean(struct evaluation *evaluation, xmlXPathCompExpr *expression, struct error *err);
struct span evaluation_string(struct evaluation *evaluation, xmlXPathCompExpr *expression, struct error *err);
/* With `node` as the context node. */
bool evaluation_boolean_at(struct evaluation *evaluation, xmlXPathCompExpr *expression, xmlNode *node, struct error *err);
double evaluation_number(struct evaluation *evaluation, xmlXPathCompExpr *expression, struct error *err);
/* The scope of parameters that the dossier is under as it is now; "" none. */
struct span evaluation_scope(struct evaluation *evaluation);
/* The value of a <let> as a string; "" when there is none of that name. */
struct span evaluation_let(struct evaluation *evaluation, const char *name);
/* Names of all <let>s, in the order of rules.xml. */
size_t evaluation_let_names(struct evaluation *evaluation, const char *const **names);

/* Further variables, for expressions compiled elsewhere ($task, $answer, $complete, $valid).  A
 * name set again is replaced; node NULL is the empty node-set.  Unset: unknown variable. */
void evaluation_set_node(struct evaluation *evaluation, const char *name, xmlNode *node);
void evaluation_set_string(struct evaluation *evaluation, const char *name, struct span value);
void evaluation_set_boolean(struct evaluation *evaluation, const char *name, bool value);
/* The dossier changed: computed <let>s are forgotten. */
void evaluation_forget(struct evaluation *evaluation);
/* It changed beside its data (tasks, answers, states): only the <let>s that look there are forgotten. */
void evaluation_moved(struct evaluation *evaluation);
/* Other facts: as in evaluation_open. */
void evaluation_facts(struct evaluation *evaluation, xmlDoc *facts);

/* <data> was replaced by another. */
void evaluation_rebase(struct evaluation *evaluation);

enum severity { SEVERITY_INFO, SEVERITY_WARN, SEVERITY_BLOCK };
const char *severity_name(enum severity severity); /* "info" "warn" "block" */

/* What is wrong with a dossier, for the person who can mend it. */
struct finding {
    struct span rule; /* its id; "required" for a missing field, "value" for one that can't be read */
    enum severity severity;
    struct span field; /* id, "" for the whole */
    struct label message;
    struct span source; /* "Code de l'éducation, art. L124-5"; "" when none */
    bool missing; /* a field that is required has no value, be it that none was given or none could be read */
};

struct findings {
    struct finding *items;
    size_t count;
};

/* Is a value wanted of this field, which is in no group? */
bool rules_required(struct evaluation *evaluation, const struct field *field);

/* Missing fields, unreadable values and every rule that applies on that day, in the form's order. */
struct findings rules_check(struct evaluation *evaluation);

enum gauge { GAUGE_RED, GAUGE_ORANGE, GAUGE_GREEN };
const char *gauge_name(enum gauge gauge); /* "red" "orange" "green" */

/* Green: complete and nothing blocks; orange: begun; red: nothing of it yet. */
enum gauge rules_gauge(struct arena *arena, const xmlNode *data, const struct section *section,
                       const struct findings *findings);
bool findings_complete(const struct findings *findings); /* nothing is missing */
bool findings_valid(const struct findings *findings);    /* none of severity block */

/* Fills every computed field of the dossier (form.xml `calculate`); <let>s that look at one that changed are
 * forgotten. */
void form_compute(struct evaluation *evaluation, xmlDoc *dossier);

/* What a procedure wants to know of other dossiers (rules.xml <index>): the store looks up
 * all live dossiers that stand under the same key. */
struct index_entry {
    struct span index; /* its name */
    struct span key;   /* this dossier's key, folded; never "" */
    int32_t from, to;  /* days, DAY_NONE when unknown */
    int64_t amount;    /* what the index sums (minutes, cents), 0 when none */
    struct span label; /* for messages: what the other dossier is called */
    bool seen;         /* by others, as it is now */
};
size_t facts_wanted(struct evaluation *evaluation, struct index_entry **entries);

/* Every parameter (not the tables) that has a value on the evaluation's day, "site" overlay applied. */
struct pair {
    struct span key, value;
};
size_t evaluation_parameters(struct evaluation *evaluation, struct pair **parameters);

/* Named calculation (rules.xml <calculation>): key=value pairs in, outputs out, in order. */
/* Values are canonical: booleans "oui"/"non", hours and money with two decimals.  An input that is missing,
 * unknown, malformed or that a <fail> refuses: ERROR_BAD_INPUT with words for people. */
bool calculation_run(struct arena *arena, const struct procedure *procedure, const char *name,
                     const struct pair *inputs, size_t input_count, int64_t now, struct pair **outputs,
                     size_t *output_count, struct error *err) MUST_CHECK;
/* What an output is: "text" "integer" "decimal" "hours" "money" "boolean"; NULL when there is none of that
 * name. */
const char *calculation_output_type(const struct procedure *procedure, const char *name, struct span output);

#endif
