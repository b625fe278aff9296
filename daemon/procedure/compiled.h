// SPDX-License-Identifier: Apache-2.0
/*
 * compiled: a procedure as it is held once loaded, for the files of procedure/ only.
 * Everything lives in the procedure's own arena.
 */
#ifndef PROCEDURE_COMPILED_H
#define PROCEDURE_COMPILED_H

#include <libxml/xpath.h>
#include <libxslt/xsltInternals.h>

#include "procedure/directory.h"
#include "procedure/evaluation.h"
#include "procedure/privacy.h"

enum {
    PROBLEMS_MAX = 200,
    EXPRESSION_BYTES_MAX = 8192,    /* of one XPath expression */
    OPERATIONS_MAX = 2000000,       /* libxml2's opLimit for one evaluation */
    HOLIDAYS_MAX = 64,
    TEMPLATES_MAX = 200,
};

struct pattern_cache; /* patterns.h */

/* What an expression looks at besides the data that people gave, and the day: what changes while these stand. */
enum reach {
    REACH_BESIDE = 1,   /* the dossier beside its data: tasks, answers, states */
    REACH_FACTS = 2,    /* $facts */
    REACH_COMPUTED = 4, /* fields that form_compute fills */
    REACH_SCOPE = 8,    /* parameters: they depend on the scope that the dossier is under */
    REACH_ALL = 15,
};

struct let {
    const char *name;
    xmlXPathCompExpr *select;
    unsigned reach; /* bits of enum reach */
    int line;
};

/* A text with values in it: literal pieces and expressions by turns. */
struct piece {
    struct span text;
    xmlXPathCompExpr *value; /* NULL: text */
    const char *as;          /* datatype name for e:format, NULL: as it is */
};

struct message_text {
    struct piece *pieces;
    size_t count;
};

struct rule {
    struct span id;
    enum severity severity;
    struct span field;
    xmlXPathCompExpr *when, *test; /* when NULL: always */
    unsigned reach;                /* as a let's */
    struct span source;
    int32_t from, to; /* days; DAY_NONE: open */
    struct message_text fr, en;
    size_t order; /* place of its field in the form */
    int line;
};

struct fact_index {
    struct span name;
    xmlXPathCompExpr *key, *from, *to, *amount, *label, *when, *seen; /* only key is never NULL */
    int line;
};

struct calculation_input {
    const char *name;
    enum datatype type;
    bool required;
};

struct calculation_output {
    const char *name, *as;
    xmlXPathCompExpr *select;
};

struct calculation_fail {
    xmlXPathCompExpr *when;
    struct message_text fr, en;
};

struct calculation {
    const char *name;
    struct calculation_input *inputs;
    struct let *lets;
    struct calculation_fail *fails;
    struct calculation_output *outputs;
    size_t input_count, let_count, fail_count, output_count;
    int line;
};

struct parameter_value {
    int32_t from, to; /* days, DAY_NONE open */
    struct span value;
};

struct parameter {
    struct span id;
    struct span scope; /* where it holds; "" everywhere that has none of its own */
    int line;
    struct parameter_value *values;
    size_t count;
};

struct table {
    struct span id;
    xmlNode *node;
};

struct holiday {
    bool easter;
    int month, day, offset;
    struct span territories; /* "" everywhere; else codes separated by spaces or commas */
    int32_t from, to;        /* there is none before or after; DAY_NONE open */
};

struct template_entry {
    const char *kind, *name, *lang;
    const struct bundle_file *file;
    xsltStylesheet *sheet; /* NULL: not used yet */
};

struct procedure {
    struct arena *arena;
    struct bundle bundle;
    struct form form;
    struct let *lets;
    struct rule *rules;
    struct fact_index *indexes;
    struct calculation *calculations;
    struct parameter *parameters;
    struct table *tables;
    xmlXPathCompExpr *scope; /* which scope a dossier is under; NULL: there are none */
    unsigned scope_reach;    /* as a let's */
    int scope_line;
    size_t let_count, rule_count, index_count, calculation_count, parameter_count, table_count;
    struct holiday holidays[HOLIDAYS_MAX];
    size_t holiday_count;
    struct template_entry *templates;
    size_t template_count;
    const char **let_names;
    uint16_t *let_slots; /* places in lets plus one, by name; let_slot_count is a power of two, or 0 */
    size_t let_slot_count;
    struct choice *countries; /* of the table "pays" */
    size_t country_count;
    struct directory directory;
    struct privacy privacy;
    struct pattern_cache *patterns;
    int base_offset; /* minutes east of UTC in winter */
};

/* What the XPath functions see; xmlXPathContext.userData points to it, in XSLT too. */
struct environment {
    const struct procedure *procedure;
    int32_t today;
    struct evaluation *evaluation; /* that computes the scope when it is asked for; NULL: `scope` is it */
    struct span scope;             /* of parameters; "" none */
    bool scope_known;
    const xmlNode *shown;  /* root of the context that a template is applied to; NULL: in no template */
    struct arena *kept;    /* documents that functions made; NULL none yet */
    struct arena *scratch; /* of the call in hand, emptied after it; NULL none yet */
    bool scratch_taken;
};
struct span environment_scope(struct environment *environment);
/* Where a function keeps a document whose nodes it returns. */
struct arena *environment_keep(struct environment *environment);
/* After the XPath context is gone. */
void environment_close(struct environment *environment);

/* form.c, rules.c, calculation.c, parameters.c, template.c: each reads its file into the procedure and
 * reports what is wrong with it. */
struct source { /* an expression as it was written */
    struct source *next;
    const char *text, *attribute, *file;
    int line;
    const struct calculation *calculation; /* that it belongs to; NULL none */
};

struct loading {
    struct procedure *procedure;
    struct arena *arena; /* of the problems */
    struct problems *problems;
    const char *file;
    bool checked; /* found well before: its files are valid */
    const struct calculation *calculation; /* in hand */
    bool item; /* in hand is what stands in a group: the context node of its expressions is an item */
    struct source *sources;                /* last first */
};

/* namecheck.c: functions, variables and fields that no expression may name in vain. */
void load_check_names(struct loading *loading);
void load_check_template(struct loading *loading, const char *file, const xmlNode *root);

void load_form(struct loading *loading, xmlDoc *doc);
void load_rules(struct loading *loading, xmlDoc *doc);
void load_calculations(struct loading *loading, xmlDoc *doc);
void load_parameters(struct loading *loading, xmlDoc *doc);
void load_directory(struct loading *loading, xmlDoc *doc);
void load_privacy(struct loading *loading, xmlDoc *doc);
/* languages.c */
void load_languages(struct loading *loading);
void load_holidays(struct loading *loading);
void load_template_names(struct loading *loading);
/* Compiles each and forgets it: what is wrong shows. */
void load_check_templates(struct loading *loading);

void loading_problem(struct loading *loading, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Compiles an attribute; NULL when absent (no problem unless required) or faulty (a problem). */
xmlXPathCompExpr *loading_expression(struct loading *loading, const xmlNode *node, const char *attribute, bool required);
const char *loading_attr(struct loading *loading, const xmlNode *node, const char *attribute); /* procedure's arena; NULL absent */
struct span loading_span(struct loading *loading, const xmlNode *node, const char *attribute); /* "" absent */
struct label loading_labels(struct loading *loading, const xmlNode *parent, const char *element);
struct message_text loading_message(struct loading *loading, const xmlNode *parent, const char *lang);
/* A problem when the type is none; NULL is fine. */
void loading_check_type(struct loading *loading, const xmlNode *node, const char *type);
/* alias="a|b" */
struct span *loading_aliases(struct loading *loading, const xmlNode *row, size_t *count);
int32_t loading_day(struct loading *loading, const xmlNode *node, const char *attribute);

/* rules.c: place of a let by its name; SIZE_MAX: there is none. */
size_t let_number(const struct procedure *procedure, const char *name);

/* reach.c: bits of enum reach, once the form is read and those lets that the expression may name; in doubt too
 * many. */
unsigned reach_of(const struct procedure *procedure, const char *source);

/* parameters.c */
/* The scope's own, else the one that holds everywhere; NULL none. */
const struct parameter *parameter_find(const struct procedure *procedure, struct span scope, struct span id);
struct span parameter_value(const struct parameter *parameter, int32_t day); /* data NULL: none on that day */
const struct table *table_find(const struct procedure *procedure, struct span id);
const char *table_file(const struct table *table); /* of the bundle: the procedure's or the site's */

/* calendar.c: days, in civil days */
enum { CALENDAR_DAYS_MAX = 4000 }; /* of one period */
struct period {
    int32_t from, to;
};
/* Asked day by day: it is open at one year, whose holidays in that territory stand in it. */
struct calendar {
    const struct procedure *procedure;
    struct span territory;
    int32_t first, last; /* days of the year */
    int32_t holidays[HOLIDAYS_MAX];
    size_t holiday_count;
};
/* territory: "" unknown, "-" one without holidays; borrowed */
void calendar_open(struct calendar *calendar, const struct procedure *procedure, struct span territory);
bool calendar_is_holiday(struct calendar *calendar, int32_t day);
/* Bits 1 (Monday) to 7 (Sunday) of "1-5", "1,3,5"; "" is 1-5; 0 when malformed. */
unsigned calendar_weekdays(struct span list);
bool calendar_counts(struct calendar *calendar, int32_t day, unsigned weekdays, const struct period *interruptions,
                     size_t count);

/* functions.c */
xmlXPathFunction function_find(const char *name);
void functions_register_xslt(void);

/* evaluation.c */
struct span evaluation_object_string(struct arena *arena, xmlXPathObject *object);
void evaluation_add_message(struct evaluation *evaluation, struct text *out, const struct message_text *message,
                            const char *lang);
struct arena *evaluation_arena(struct evaluation *evaluation);
const struct procedure *evaluation_procedure(struct evaluation *evaluation);
xmlNode *evaluation_origin(struct evaluation *evaluation); /* the usual context node */
/* What was found out about a condition of a rule, or of a field (numbered after the rules), that does not look
 * beside the data: 0 nothing yet.  Forgotten with what it looks at. */
unsigned char *evaluation_verdict(struct evaluation *evaluation, size_t number);
/* Evaluates with `node` as the context node. */
struct span evaluation_string_at(struct evaluation *evaluation, xmlXPathCompExpr *expression, xmlNode *node, struct error *err);
/* For calculations: lets of its own and string variables, no dossier. */
struct evaluation *evaluation_open_bare(struct arena *arena, const struct procedure *procedure, const struct let *lets,
                                        size_t let_count, int64_t now);

enum datatype datatype_named(const char *name, bool *known);
const char *datatype_name(enum datatype type);
/* Minutes of "37.5", "37,5", "37h30", "37 h 30"; cents of "1 234,50 €". */
bool datatype_minutes(struct span written, int64_t *minutes);
bool datatype_cents(struct span written, int64_t *cents);
struct span datatype_show_as(struct arena *arena, const struct procedure *procedure, const char *type, struct span value, const char *lang);

#endif
