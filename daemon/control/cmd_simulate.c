// SPDX-License-Identifier: Apache-2.0
/* simulate [DIR]: what the rules and workflows of DIR (rules/ and templates/; default: the instance's, as
 * edited and not loaded yet) would change for the open dossiers: what would wait where.  Changes nothing. */
#include <string.h>

#include "control/command.h"
#include "control/simulation.h"
#include "main/places.h"
#include "os/clock.h"
#include "os/folder.h"

enum {
    DOSSIER_ARENA_MAX = 256 * 1024 * 1024,
    PROCEDURES_MAX = 32,
    TALLY_MAX = 500, /* pairs of state and role */
};

/* How many dossiers wait in a state for a role, by the old rules and by the new. */
struct tally {
    struct span state, role;
    unsigned now, then;
};

struct simulating {
    struct command *command;
    struct config config;
    struct applier applier;
    struct database *database;
    struct folder_places places;
    struct definition *next[PROCEDURES_MAX]; /* those of DIR that were needed so far */
    size_t next_count;
    struct tally tallies[TALLY_MAX];
    size_t tally_count;
    unsigned dossiers, changed;
    json_t *rows;
};

static bool
find_places(struct simulating *s)
{
    struct command *command = s->command;

    s->places = (struct folder_places){
        .rules = s->config.rules, .templates = s->config.templates, .parameters = s->config.parameters};
    if (command->argc == 1) {
        s->places.rules = arena_printf(command->arena, "%s/rules", command->argv[0]);
        s->places.templates = arena_printf(command->arena, "%s/templates", command->argv[0]);
    }
    return places_schema(command->arena, s->places.rules, &s->places.schema, &command->err);
}

static bool
load_one(struct simulating *s, struct span procedure, struct definition **definition)
{
    struct command *command = s->command;
    struct problems problems = {0};
    struct bundle bundle;

    s->places.procedure = span_dup(command->arena, procedure);
    if (!folder_bundle(command->arena, &s->places, &bundle, &command->err))
        return false;
    *definition = definition_load(command->arena, &bundle, &problems);
    if (*definition != NULL)
        return true;
    command_print_problems(stderr, &problems);
    return error_set(&command->err, ERROR_BAD_INPUT, "the procedure %.*s can't be loaded: %zu faults",
                     SPAN_ARG(procedure), problems.count);
}

/* The definition that DIR would bring for this procedure; NULL: command->err. */
static const struct definition *
next_of(struct simulating *s, struct span procedure)
{
    for (size_t i = 0; i < s->next_count; i++)
        if (span_equal(procedure_name(definition_procedure(s->next[i])), procedure))
            return s->next[i];
    if (s->next_count == PROCEDURES_MAX) {
        error_set(&s->command->err, ERROR_TOO_BIG, "more than %d procedures", PROCEDURES_MAX);
        return NULL;
    }
    return load_one(s, procedure, &s->next[s->next_count]) ? s->next[s->next_count++] : NULL;
}

static struct tally *
tally_of(struct simulating *s, struct span state, struct span role)
{
    struct tally *tally;

    for (size_t i = 0; i < s->tally_count; i++)
        if (span_equal(s->tallies[i].state, state) && span_equal(s->tallies[i].role, role))
            return &s->tallies[i];
    if (s->tally_count == TALLY_MAX)
        return &s->tallies[TALLY_MAX - 1];
    tally = &s->tallies[s->tally_count++];
    *tally = (struct tally){span_copy(s->command->arena, state), span_copy(s->command->arena, role), 0, 0};
    return tally;
}

static void
count(struct simulating *s, const struct simulated *now, const struct simulated *then)
{
    for (size_t i = 0; i < now->task_count; i++)
        tally_of(s, now->state, now->tasks[i].role)->now++;
    for (size_t i = 0; i < then->task_count; i++)
        tally_of(s, then->state, then->tasks[i].role)->then++;
}

/* ---- one dossier ---- */

struct comparison {
    const struct dossier_row *row;
    struct simulated now, then;
};

/* Tasks of `here` that `there` has not. */
static json_t *
tasks_only_in(const struct simulated *here, const struct simulated *there)
{
    json_t *array = json_array();

    for (size_t i = 0; i < here->task_count; i++)
        if (!simulated_waits(there, &here->tasks[i]))
            json_array_append_new(array, json_pack("{s:o,s:o,s:o}", "task", json_span(here->tasks[i].task),
                                                   "role", json_span(here->tasks[i].role), "address",
                                                   json_span(here->tasks[i].address)));
    return array;
}

static json_t *
blocking_only_in(const struct simulated *here, const struct simulated *there)
{
    json_t *array = json_array();

    for (size_t i = 0; i < here->blocking.count; i++) {
        const struct finding *finding = &here->blocking.items[i];

        if (!simulated_blocks(there, finding))
            json_array_append_new(array, json_pack("{s:o,s:o,s:o}", "rule", json_span(finding->rule), "field",
                                                   json_span(finding->field), "message",
                                                   json_span(finding->message.fr)));
    }
    return array;
}

static json_t *
row_of(const struct comparison *c)
{
    return json_pack("{s:o,s:o,s:o,s:b,s:o,s:o,s:o,s:o}", "number", json_span(c->row->number), "state",
                     json_span(c->now.state), "then", json_span(c->then.state), "known", c->then.known,
                     "asked", tasks_only_in(&c->then, &c->now), "not_asked", tasks_only_in(&c->now, &c->then),
                     "blocks", blocking_only_in(&c->then, &c->now), "blocks_no_more",
                     blocking_only_in(&c->now, &c->then));
}

static bool
differs(const struct comparison *c, const json_t *row)
{
    static const char *const lists[] = {"asked", "not_asked", "blocks", "blocks_no_more"};

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (json_array_size(json_object_get(row, lists[i])) > 0)
            return true;
    return !c->then.known || !span_equal(c->now.state, c->then.state);
}

static void
print_list(const json_t *row, const char *list, const char *format, const char *const keys[3])
{
    const char *value[3];
    json_t *item;
    size_t i;

    json_array_foreach(json_object_get(row, list), i, item)
    {
        for (size_t k = 0; k < 3; k++)
            value[k] = json_string_value(json_object_get(item, keys[k]));
        printf("  %s", format);
        printf(" %s  %s  %s\n", value[0], value[1], value[2]);
    }
}

static void
print_row(const struct comparison *c, const json_t *row)
{
    static const char *const task[] = {"task", "role", "address"}, *const rule[] = {"rule", "field",
                                                                                    "message"};

    printf("%.*s  %.*s", SPAN_ARG(c->row->number), SPAN_ARG(c->now.state));
    if (!c->then.known)
        printf("  the new workflow has no such state\n");
    else if (!span_equal(c->now.state, c->then.state))
        printf(" -> %.*s\n", SPAN_ARG(c->then.state));
    else
        printf("\n");
    print_list(row, "asked", "would ask:       ", task);
    print_list(row, "not_asked", "would not ask:   ", task);
    print_list(row, "blocks", "would block:     ", rule);
    print_list(row, "blocks_no_more", "blocks no more:  ", rule);
}

static bool
compare(struct simulating *s, struct arena *arena, const struct dossier_row *row)
{
    struct command *command = s->command;
    const struct simulation simulation = {
        .applier = &s->applier, .database = s->database, .now = clock_now()};
    const struct definition *old, *next = next_of(s, row->procedure), *parent = NULL;
    struct comparison c = {.row = row};
    json_t *object;
    bool good;

    if (next == NULL ||
        (definition_parent(next).len > 0 && (parent = next_of(s, definition_parent(next))) == NULL) ||
        (old = apply_definition(&s->applier, s->database, row, &command->err)) == NULL ||
        !simulate(arena, &simulation, row, old, &c.now, &command->err))
        return false;
    s->applier.parent = parent; /* what a linked dossier amends is held by the other rules too */
    good = simulate(arena, &simulation, row, next, &c.then, &command->err);
    s->applier.parent = NULL;
    if (!good)
        return false;
    s->dossiers++;
    count(s, &c.now, &c.then);
    object = row_of(&c);
    if (!differs(&c, object)) {
        json_decref(object);
        return true;
    }
    s->changed++;
    if (command->json) {
        json_array_append_new(s->rows, object);
        return true;
    }
    print_row(&c, object);
    json_decref(object);
    return true;
}

/* ---- all of them ---- */

static bool
next_open(struct simulating *s, int64_t after, int64_t *id)
{
    sqlite3_stmt *query = database_query(
        s->database, "SELECT id FROM dossier WHERE open = 1 AND id > ? ORDER BY id LIMIT 1", "i", after);
    enum database_row row = database_step(s->database, query, &s->command->err);

    *id = row == ROW_FOUND ? sqlite3_column_int64(query, 0) : 0;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

static bool
compare_all(struct simulating *s)
{
    int64_t id = 0;
    bool good;

    while ((good = next_open(s, id, &id)) && id != 0) {
        struct arena *arena = arena_open(DOSSIER_ARENA_MAX);
        struct dossier_row row;

        good = dossiers_by_id(s->database, arena, id, &row, &s->command->err) && compare(s, arena, &row);
        arena_close(&arena);
        if (!good)
            break;
    }
    return good;
}

static void
report(struct simulating *s)
{
    json_t *waiting = json_array();

    if (!s->command->json)
        printf("%s%u open dossiers; %u would change\n\nwaiting in, for: now -> then\n",
               s->changed > 0 ? "\n" : "", s->dossiers, s->changed);
    for (size_t i = 0; i < s->tally_count; i++) {
        const struct tally *tally = &s->tallies[i];

        if (s->command->json)
            json_array_append_new(waiting, json_pack("{s:o,s:o,s:i,s:i}", "state", json_span(tally->state),
                                                     "role", json_span(tally->role), "now", (int)tally->now,
                                                     "then", (int)tally->then));
        else
            printf("  %-28.*s %-16.*s %5u -> %u\n", SPAN_ARG(tally->state), SPAN_ARG(tally->role), tally->now,
                   tally->then);
    }
    if (s->command->json)
        command_print_json(json_pack("{s:i,s:i,s:O,s:o}", "dossiers", (int)s->dossiers, "changed",
                                     (int)s->changed, "changes", s->rows, "waiting", waiting));
    else
        json_decref(waiting);
}

enum outcome
cmd_simulate(struct command *command)
{
    struct simulating s = {.command = command, .rows = json_array()};
    bool good;

    if (command->argc > 1)
        return command_usage(command, "simulate [DIR]");
    if (!command_config(command, &s.config) || !find_places(&s) ||
        (s.database = command_database(command, &s.config)) == NULL)
        return command_failed(command);
    s.applier = (struct applier){.config = &s.config, .versions = versions_open()};
    good = database_exec(s.database, "BEGIN", &command->err) && compare_all(&s) &&
           database_exec(s.database, "ROLLBACK", &command->err);
    if (good)
        report(&s);
    for (size_t i = 0; i < s.next_count; i++)
        definition_close(&s.next[i]);
    versions_close(&s.applier.versions);
    database_close(&s.database);
    json_decref(s.rows);
    if (!good)
        return command_failed(command);
    return s.changed > 0 ? OUTCOME_NEGATIVE : OUTCOME_DONE;
}
