// SPDX-License-Identifier: Apache-2.0
/* rules.xml: lets, rules and indexes; and what they find in a dossier. */
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/compiled.h"
#include "procedure/datapath.h"
#include "procedure/datatype.h"

const char *
severity_name(enum severity severity)
{
    static const char *const names[] = {"info", "warn", "block"};

    return names[severity];
}

const char *
gauge_name(enum gauge gauge)
{
    static const char *const names[] = {"red", "orange", "green"};

    return names[gauge];
}

static enum severity
severity_of(const char *name)
{
    if (name != NULL && strcmp(name, "block") == 0)
        return SEVERITY_BLOCK;
    return name != NULL && strcmp(name, "warn") == 0 ? SEVERITY_WARN : SEVERITY_INFO;
}

static size_t
order_of(const struct form *form, struct span field)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (span_equal(form->fields[i].id, field))
            return i;
    return form->field_count;
}

static unsigned
read_reach(struct loading *loading, const xmlNode *node, const char *attribute)
{
    const char *source = loading_attr(loading, node, attribute);

    return source == NULL ? 0 : reach_of(loading->procedure, source);
}

static void
read_let(struct loading *loading, const xmlNode *node)
{
    struct procedure *procedure = loading->procedure;
    struct let *let = &procedure->lets[procedure->let_count];

    let->name = loading_attr(loading, node, "name");
    let->select = loading_expression(loading, node, "select", true);
    let->reach = read_reach(loading, node, "select");
    let->line = xml_line(node);
    if (let->name == NULL || let->select == NULL)
        return;
    if (let->name[0] == DATAPATH_MARK)
        loading_problem(loading, let->line, "the name of the let \"%s\" begins with a \"%c\"", let->name,
                        DATAPATH_MARK);
    for (size_t i = 0; i < procedure->let_count; i++)
        if (strcmp(procedure->lets[i].name, let->name) == 0)
            loading_problem(loading, let->line, "the let \"%s\" stands twice", let->name);
    procedure->let_names[procedure->let_count++] = let->name;
}

static void
read_rule(struct loading *loading, const xmlNode *node)
{
    struct procedure *procedure = loading->procedure;
    struct rule *rule = &procedure->rules[procedure->rule_count];

    rule->line = xml_line(node);
    rule->id = loading_span(loading, node, "id");
    rule->severity = severity_of(loading_attr(loading, node, "severity"));
    rule->field = loading_span(loading, node, "field");
    rule->source = loading_span(loading, node, "source");
    rule->when = loading_expression(loading, node, "when", false);
    rule->test = loading_expression(loading, node, "test", true);
    rule->reach = read_reach(loading, node, "when") | read_reach(loading, node, "test");
    rule->from = loading_day(loading, node, "valid-from");
    rule->to = loading_day(loading, node, "valid-to");
    rule->fr = loading_message(loading, node, "fr");
    rule->en = loading_message(loading, node, "en");
    rule->order = order_of(&procedure->form, rule->field);
    for (size_t i = 0; i < procedure->rule_count; i++)
        if (span_equal(procedure->rules[i].id, rule->id))
            loading_problem(loading, rule->line,
                            "the rule %.*s stands on line %d already: give it another id", SPAN_ARG(rule->id),
                            procedure->rules[i].line);
    if (rule->fr.count == 0)
        loading_problem(loading, rule->line, "the rule %.*s needs a <message xml:lang=\"fr\">",
                        SPAN_ARG(rule->id));
    if (rule->field.len > 0 && rule->order == procedure->form.field_count)
        loading_problem(loading, rule->line, "rule %.*s: form.xml has no field \"%.*s\"", SPAN_ARG(rule->id),
                        SPAN_ARG(rule->field));
    if (rule->test != NULL)
        procedure->rule_count++;
}

static void
read_index(struct loading *loading, const xmlNode *node)
{
    struct procedure *procedure = loading->procedure;
    struct fact_index *index = &procedure->indexes[procedure->index_count];

    index->line = xml_line(node);
    index->name = loading_span(loading, node, "name");
    for (size_t i = 0; i < procedure->index_count; i++)
        if (span_equal(procedure->indexes[i].name, index->name))
            loading_problem(loading, index->line, "the index \"%.*s\" stands twice", SPAN_ARG(index->name));
    index->key = loading_expression(loading, node, "key", true);
    index->from = loading_expression(loading, node, "from", false);
    index->to = loading_expression(loading, node, "to", false);
    index->amount = loading_expression(loading, node, "amount", false);
    index->label = loading_expression(loading, node, "label", false);
    index->when = loading_expression(loading, node, "when", false);
    index->seen = loading_expression(loading, node, "seen", false);
    if (index->key != NULL)
        procedure->index_count++;
}

static size_t
slot_of(const struct procedure *procedure, const char *name)
{
    uint32_t hash = 2166136261; /* FNV-1a */

    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619;
    return hash & (procedure->let_slot_count - 1);
}

static void
index_lets(struct procedure *procedure)
{
    procedure->let_slot_count = 16;
    while (procedure->let_slot_count < 2 * procedure->let_count)
        procedure->let_slot_count *= 2;
    procedure->let_slots =
        arena_array(procedure->arena, procedure->let_slot_count, sizeof *procedure->let_slots);
    for (size_t i = 0; i < procedure->let_count; i++) {
        size_t slot = slot_of(procedure, procedure->lets[i].name);

        while (procedure->let_slots[slot] != 0)
            slot = (slot + 1) & (procedure->let_slot_count - 1);
        procedure->let_slots[slot] = (uint16_t)(i + 1);
    }
}

size_t
let_number(const struct procedure *procedure, const char *name)
{
    for (size_t slot = slot_of(procedure, name); procedure->let_slots[slot] != 0;
         slot = (slot + 1) & (procedure->let_slot_count - 1))
        if (strcmp(procedure->lets[procedure->let_slots[slot] - 1].name, name) == 0)
            return procedure->let_slots[slot] - 1U;
    return SIZE_MAX;
}

void
load_rules(struct loading *loading, xmlDoc *doc)
{
    struct procedure *procedure = loading->procedure;
    xmlNode *root = xmlDocGetRootElement(doc);

    procedure->lets = arena_array(procedure->arena, xml_count(root, "let") + 1, sizeof *procedure->lets);
    procedure->let_names =
        arena_array(procedure->arena, xml_count(root, "let") + 1, sizeof *procedure->let_names);
    procedure->rules = arena_array(procedure->arena, xml_count(root, "rule") + 1, sizeof *procedure->rules);
    procedure->indexes =
        arena_array(procedure->arena, xml_count(root, "index") + 1, sizeof *procedure->indexes);
    for (xmlNode *node = xml_first(root, NULL); node != NULL; node = xml_next(node, NULL)) {
        if (xml_is(node, "let"))
            read_let(loading, node);
        else if (xml_is(node, "rule"))
            read_rule(loading, node);
        else if (xml_is(node, "index"))
            read_index(loading, node);
        else if (xml_is(node, "scope")) {
            procedure->scope = loading_expression(loading, node, "select", true);
            procedure->scope_line = xml_line(node);
            procedure->scope_reach = read_reach(loading, node, "select");
        }
    }
    index_lets(procedure);
    for (size_t i = 0; i < procedure->form.field_count; i++) {
        struct field *field = &procedure->form.fields[i];

        field->required_reach = field->required == NULL ? 0 : reach_of(procedure, field->required);
    }
}

/* A finding with the place by which all are ordered. */
struct found {
    struct finding finding;
    size_t order, number;
};

struct checking {
    struct evaluation *evaluation;
    struct arena *arena;
    const struct procedure *procedure;
    xmlNode *root, *data;
    struct found *found;
    size_t count, capacity;
    const struct span *unread; /* ids of required fields whose value could not be read */
    size_t unread_count;
    int32_t created;
};

static struct finding *
add_finding(struct checking *checking, size_t order)
{
    struct found *found;

    if (checking->count == checking->capacity) {
        struct found *larger;

        checking->capacity = checking->capacity == 0 ? 64 : checking->capacity * 2;
        larger = arena_array(checking->arena, checking->capacity, sizeof *larger);
        if (checking->count > 0)
            memcpy(larger, checking->found, checking->count * sizeof *larger);
        checking->found = larger;
    }
    found = &checking->found[checking->count];
    found->order = order;
    found->number = checking->count++;
    return &found->finding;
}

static bool
is_rejected(const struct checking *checking, struct span field)
{
    for (xmlNode *node = xml_first(checking->root, "rejected"); node != NULL;
         node = xml_next(node, "rejected"))
        if (span_is(field, xml_attr_or(checking->arena, node, "field", "")))
            return true;
    return false;
}

static void
missing(struct checking *checking, const struct field *field, size_t order, struct span id)
{
    struct finding *finding = add_finding(checking, order);

    finding->rule = SPAN("required");
    finding->severity = SEVERITY_BLOCK;
    finding->field = id;
    finding->source = SPAN("");
    finding->missing = true;
    finding->message.fr = span_printf(checking->arena, "%.*s\u00a0: à renseigner", SPAN_ARG(field->label.fr));
    finding->message.en = span_printf(checking->arena, "%.*s: to be filled in", SPAN_ARG(field->label.en));
}

static bool
is_empty(struct checking *checking, const xmlNode *parent, const struct field *field)
{
    return span_trim(xml_text(checking->arena, xml_first(parent, field->name.data))).len == 0;
}

bool
rules_required(struct evaluation *evaluation, const struct field *field)
{
    enum { UNKNOWN, OPTIONAL, REQUIRED };
    const struct procedure *procedure = evaluation_procedure(evaluation);
    unsigned char *verdict =
        evaluation_verdict(evaluation, procedure->rule_count + (size_t)(field - procedure->form.fields));
    bool required;

    if (*verdict != UNKNOWN)
        return *verdict == REQUIRED;
    required = evaluation_boolean(evaluation, field->required_when, NULL);
    if ((field->required_reach & REACH_BESIDE) == 0)
        *verdict = required ? REQUIRED : OPTIONAL;
    return required;
}

/* Absent, and wanted: missing, or given in a way that can't be read. */
static void
check_absent(struct checking *checking, const struct field *field, size_t order, struct span id)
{
    struct span *unread;

    if (!is_rejected(checking, id)) {
        missing(checking, field, order, id);
        return;
    }
    unread = arena_array(checking->arena, checking->unread_count + 1, sizeof *unread);
    for (size_t i = 0; i < checking->unread_count; i++)
        unread[i] = checking->unread[i];
    unread[checking->unread_count++] = id;
    checking->unread = unread;
}

/* The first item's fields have the plain id, "loan.item.name"; then "loan.item.2.name". */
static void
check_group_field(struct checking *checking, const xmlNode *section, const struct field *field, size_t order)
{
    const char *group = span_dup(checking->arena, field->group);
    int number = 0;

    for (xmlNode *item = xml_first(section, group); item != NULL; item = xml_next(item, group)) {
        struct span id = field->id;

        if (++number > 1)
            id = span_printf(checking->arena, "%.*s.%s.%d.%.*s", SPAN_ARG(field->section->id), group, number,
                             SPAN_ARG(field->name));
        if (is_empty(checking, item, field) &&
            evaluation_boolean_at(checking->evaluation, field->required_when, item, NULL))
            check_absent(checking, field, order, id);
    }
}

static void
check_required(struct checking *checking)
{
    const struct form *form = &checking->procedure->form;
    const struct section *section = NULL;
    xmlNode *node = NULL; /* of that section */

    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = &form->fields[i];

        if (field->section != section) {
            section = field->section;
            node = xml_first(checking->data, span_dup(checking->arena, section->id));
        }
        if (field->required_when == NULL || field->calculation != NULL)
            continue;
        if (field->group.len > 0)
            check_group_field(checking, node, field, i);
        else if (is_empty(checking, node, field) && rules_required(checking->evaluation, field))
            check_absent(checking, field, i, field->id);
    }
}

/* "loan.item.2.name" is ordered as "loan.item.name". */
static const struct field *
field_of_instance(struct checking *checking, struct span id)
{
    const struct form *form = &checking->procedure->form;
    struct text plain = text_new(checking->arena, 500);
    struct span piece;
    uint64_t number;

    while (span_split(&id, '.', &piece))
        if (!span_to_uint(piece, &number))
            text_printf(&plain, "%s%.*s", plain.len > 0 ? "." : "", SPAN_ARG(piece));
    return form_field(form, text_get(&plain));
}

static void
check_rejected(struct checking *checking)
{
    struct arena *arena = checking->arena;

    for (xmlNode *node = xml_first(checking->root, "rejected"); node != NULL;
         node = xml_next(node, "rejected")) {
        struct span id = span_of(xml_attr_or(arena, node, "field", ""));
        const struct field *field = field_of_instance(checking, id);
        struct span value = span_of(xml_attr_or(arena, node, "value", ""));
        struct finding *finding =
            add_finding(checking, field == NULL ? SIZE_MAX : order_of(&checking->procedure->form, field->id));
        struct span fr = field == NULL ? id : field->label.fr, en = field == NULL ? id : field->label.en;

        finding->rule = SPAN("value");
        for (size_t i = 0; i < checking->unread_count; i++)
            finding->missing = finding->missing || span_equal(checking->unread[i], id);
        finding->severity = SEVERITY_BLOCK;
        finding->field = id;
        finding->source = SPAN("");
        finding->message.fr =
            span_printf(arena, "%.*s\u00a0: «\u00a0%.*s\u00a0» n’a pas pu être lu\u00a0; %.*s", SPAN_ARG(fr),
                        SPAN_ARG(value), SPAN_ARG(xml_text(arena, xml_first(node, "fr"))));
        finding->message.en = span_printf(arena, "%.*s: “%.*s” could not be read; %.*s", SPAN_ARG(en),
                                          SPAN_ARG(value), SPAN_ARG(xml_text(arena, xml_first(node, "en"))));
    }
}

/* What somebody wrote beside what the directory knows. */
static void
add_origin(struct checking *checking, const struct field *field, struct span known, struct span written)
{
    struct arena *arena = checking->arena;
    struct finding *finding = add_finding(checking, order_of(&checking->procedure->form, field->id));
    struct span fr = datatype_show(arena, field, known, "fr"), en = datatype_show(arena, field, known, "en");

    finding->rule = SPAN("directory");
    finding->severity = written.len > 0 ? SEVERITY_INFO : SEVERITY_WARN;
    finding->field = field->id;
    finding->source = SPAN("");
    finding->message.fr = span_printf(arena, "%.*s\u00a0: l’annuaire indique «\u00a0%.*s\u00a0»",
                                      SPAN_ARG(field->label.fr), SPAN_ARG(fr));
    finding->message.en =
        span_printf(arena, "%.*s: the directory says “%.*s”", SPAN_ARG(field->label.en), SPAN_ARG(en));
    if (written.len == 0)
        return;
    finding->message.fr = span_printf(arena,
                                      "%.*s, qui est retenu («\u00a0%.*s\u00a0» était écrit)\u00a0; une erreur de "
                                      "l’annuaire se corrige dans l’annuaire",
                                      SPAN_ARG(finding->message.fr), SPAN_ARG(written));
    finding->message.en = span_printf(arena,
                                      "%.*s, which is kept (“%.*s” was written); an error of the directory is to be "
                                      "corrected there",
                                      SPAN_ARG(finding->message.en), SPAN_ARG(written));
}

static void
check_origins(struct checking *checking)
{
    struct arena *arena = checking->arena;

    for (xmlNode *node = xml_first(checking->root, "origin"); node != NULL; node = xml_next(node, "origin")) {
        const struct field *field =
            form_field(&checking->procedure->form, span_of(xml_attr_or(arena, node, "field", "")));
        const char *status = xml_attr_or(arena, node, "status", "");

        if (field != NULL && strcmp(status, "filled") != 0)
            add_origin(checking, field, xml_text(arena, node), span_of(xml_attr_or(arena, node, "written", "")));
    }
}

static struct span
message_in(struct checking *checking, const struct message_text *message, const char *lang)
{
    struct text out = text_new(checking->arena, 8192);

    evaluation_add_message(checking->evaluation, &out, message, lang);
    return text_get(&out);
}

static bool
is_broken(struct checking *checking, const struct rule *rule)
{
    enum { UNKNOWN, KEPT, BROKEN };
    unsigned char *verdict =
        evaluation_verdict(checking->evaluation, (size_t)(rule - checking->procedure->rules));
    bool broken;

    if (*verdict != UNKNOWN)
        return *verdict == BROKEN;
    broken = (rule->when == NULL || evaluation_boolean(checking->evaluation, rule->when, NULL)) &&
             !evaluation_boolean(checking->evaluation, rule->test, NULL);
    if ((rule->reach & REACH_BESIDE) == 0)
        *verdict = broken ? BROKEN : KEPT;
    return broken;
}

static void
check_rule(struct checking *checking, const struct rule *rule)
{
    struct finding *finding;

    if ((rule->from != DAY_NONE && checking->created < rule->from) ||
        (rule->to != DAY_NONE && checking->created > rule->to))
        return;
    if (!is_broken(checking, rule))
        return;
    finding = add_finding(checking, rule->order);
    finding->rule = rule->id;
    finding->severity = rule->severity;
    finding->field = rule->field;
    finding->source = rule->source;
    finding->message.fr = message_in(checking, &rule->fr, "fr");
    finding->message.en = message_in(checking, rule->en.count > 0 ? &rule->en : &rule->fr, "en");
}

static int
by_order(const void *a, const void *b)
{
    const struct found *one = a, *other = b;

    if (one->order != other->order)
        return one->order < other->order ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}

struct findings
rules_check(struct evaluation *evaluation)
{
    const struct procedure *procedure = evaluation_procedure(evaluation);
    struct checking checking = {.evaluation = evaluation,
                                .arena = evaluation_arena(evaluation),
                                .procedure = procedure,
                                .root = xmlDocGetRootElement(evaluation_dossier(evaluation))};
    struct findings findings;
    int64_t created;

    checking.data = xml_first(checking.root, "data");
    checking.created = DAY_NONE + 1;
    if (instant_parse_iso(span_of(xml_attr_or(checking.arena, checking.root, "created", "")), &created))
        checking.created = day_of_instant(created, procedure->base_offset);
    check_required(&checking);
    check_rejected(&checking);
    check_origins(&checking);
    for (size_t i = 0; i < procedure->rule_count; i++)
        check_rule(&checking, &procedure->rules[i]);
    if (checking.count > 1)
        qsort(checking.found, checking.count, sizeof *checking.found, by_order);
    findings.count = checking.count;
    findings.items = arena_array(checking.arena, checking.count, sizeof *findings.items);
    for (size_t i = 0; i < checking.count; i++)
        findings.items[i] = checking.found[i].finding;
    return findings;
}

bool
findings_complete(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].missing)
            return false;
    return true;
}

bool
findings_valid(const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == SEVERITY_BLOCK)
            return false;
    return true;
}

static bool
is_in_section(const struct section *section, struct span field)
{
    return field.len > section->id.len && field.data[section->id.len] == '.' &&
           span_equal(span_first(field, section->id.len), section->id);
}

enum gauge
rules_gauge(struct arena *arena, const xmlNode *data, const struct section *section,
            const struct findings *findings)
{
    const xmlNode *node = xml_first(data, span_dup(arena, section->id));
    bool blocked = false, begun = false;

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        if (!is_in_section(section, finding->field))
            continue;
        blocked = blocked || finding->severity == SEVERITY_BLOCK;
        begun = begun || span_is(finding->rule, "value");
    }
    if (!blocked)
        return GAUGE_GREEN;
    for (xmlNode *child = xml_first(node, NULL); child != NULL && !begun; child = xml_next(child, NULL))
        begun = span_trim(xml_text(arena, child)).len > 0;
    return begun ? GAUGE_ORANGE : GAUGE_RED;
}

static int32_t
day_from(struct evaluation *evaluation, xmlXPathCompExpr *expression)
{
    int32_t day;

    if (expression == NULL ||
        !day_parse_iso(span_trim(evaluation_string(evaluation, expression, NULL)), &day))
        return DAY_NONE;
    return day;
}

size_t
facts_wanted(struct evaluation *evaluation, struct index_entry **entries)
{
    const struct procedure *procedure = evaluation_procedure(evaluation);
    struct arena *arena = evaluation_arena(evaluation);
    size_t count = 0;

    *entries = arena_array(arena, procedure->index_count + 1, sizeof **entries);
    for (size_t i = 0; i < procedure->index_count; i++) {
        const struct fact_index *index = &procedure->indexes[i];
        struct index_entry *entry = &(*entries)[count];
        double amount;

        if (index->when != NULL && !evaluation_boolean(evaluation, index->when, NULL))
            continue;
        entry->index = index->name;
        entry->key = utf8_fold(arena, evaluation_string(evaluation, index->key, NULL));
        if (entry->key.len == 0)
            continue;
        amount = index->amount == NULL ? 0 : evaluation_number(evaluation, index->amount, NULL);
        entry->from = day_from(evaluation, index->from);
        entry->to = day_from(evaluation, index->to);
        entry->amount = amount > -9e15 && amount < 9e15 ? (int64_t)amount : 0;
        entry->label = index->label == NULL ? SPAN("") : evaluation_string(evaluation, index->label, NULL);
        entry->seen = index->seen == NULL || evaluation_boolean(evaluation, index->seen, NULL);
        count++;
    }
    return count;
}
