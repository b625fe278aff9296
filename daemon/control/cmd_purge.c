// SPDX-License-Identifier: Apache-2.0
/* purge [--dry-run]: takes out of the store what the procedures' privacy.xml says is kept no longer, and says
 * what it took.  Beside the running daemon; a dossier a transaction. */
#include <inttypes.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "control/command.h"
#include "main/apply.h"
#include "os/clock.h"
#include "store/purge.h"

enum { DOSSIER_ARENA_MAX = 64 * 1024 * 1024, DAY_SECONDS = 24 * 60 * 60 };

struct purge {
    struct command *command;
    struct config config;
    struct database *database;
    struct versions *versions;
    int64_t now;
    int32_t today;
    int64_t dossiers; /* of which something was taken */
    int64_t taken;    /* times */
    json_t *rows;
};

/* The last day on which any rule of that kind keeps it; DAY_NONE: no rule has a date. */
static int32_t
last_day(const struct privacy *privacy, struct evaluation *evaluation, enum kept what)
{
    int32_t last = DAY_NONE;

    for (size_t i = 0; i < privacy->keep_count; i++) {
        int32_t day =
            privacy->keeps[i].what == what ? privacy_until(evaluation, &privacy->keeps[i]) : DAY_NONE;

        if (day != DAY_NONE && (last == DAY_NONE || day > last))
            last = day;
    }
    return last;
}

static void
report(struct purge *p, struct span number, const char *what, const struct purged *purged)
{
    struct span hex = digest_hex(p->command->arena, &purged->digest);

    p->taken++;
    if (p->command->json)
        json_array_append_new(p->rows, json_pack("{s:o,s:s,s:I,s:I,s:o}", "number", json_span(number), "what",
                                                 what, "count", purged->count, "bytes", purged->bytes,
                                                 "sha256", json_span(hex)));
    else
        printf("%-12.*s %-10s %5" PRId64 "  %10" PRId64 " bytes  sha256 %.*s\n", SPAN_ARG(number), what,
               purged->count, purged->bytes, SPAN_ARG(hex));
}

static bool
take_out(struct purge *p, struct arena *arena, const struct dossier_row *row, const int32_t last[KEPT_COUNT])
{
    bool any = false;

    for (enum kept what = 0; what < KEPT_COUNT; what++) {
        struct purge_order order = {what, p->now, last};
        struct purged purged;
        bool has;

        if (last[what] == DAY_NONE || last[what] >= p->today)
            continue;
        if (!purge_has(p->database, row->id, what, &has, &p->command->err))
            return false;
        if (!has)
            continue;
        if (!purge_dossier(p->database, arena, row, &order, &purged, &p->command->err))
            return false;
        report(p, row->number, kept_name(what), &purged);
        any = true;
    }
    p->dossiers += any;
    return true;
}

static bool
look_at(struct purge *p, struct arena *arena, int64_t id)
{
    const struct definition *definition;
    struct evaluation *evaluation;
    const struct privacy *privacy;
    struct dossier_row row;
    int32_t last[KEPT_COUNT];
    xmlDoc *dossier;

    if (!dossiers_by_id(p->database, arena, id, &row, &p->command->err) ||
        (definition = versions_of(p->versions, p->database, &row.version, &p->command->err)) == NULL ||
        (dossier = xml_parse(arena, row.data, "dossier", XML_OWN_MAX, &p->command->err)) == NULL)
        return false;
    privacy = procedure_privacy(definition_procedure(definition));
    evaluation = evaluation_open(arena, definition_procedure(definition), dossier, NULL, p->now);
    if (!purge_days(arena, dossier, last))
        for (enum kept what = 0; what < KEPT_COUNT; what++)
            last[what] = last_day(privacy, evaluation, what);
    return take_out(p, arena, &row, last);
}

static bool
in_transaction(struct purge *p, struct arena *arena, int64_t id)
{
    struct error ignored;

    if (!database_exec(p->database, "BEGIN IMMEDIATE", &p->command->err))
        return false;
    if (look_at(p, arena, id) &&
        database_exec(p->database, p->command->dry_run ? "ROLLBACK" : "COMMIT", &p->command->err))
        return true;
    (void)!database_exec(p->database, "ROLLBACK", &ignored);
    return false;
}

static bool
purge_all(struct purge *p)
{
    int64_t id = 0;

    for (;;) {
        struct arena *arena;
        bool good;

        if (!purge_next(p->database, id, &id, &p->command->err))
            return false;
        if (id == 0)
            return true;
        arena = arena_open(DOSSIER_ARENA_MAX);
        good = in_transaction(p, arena, id);
        arena_close(&arena);
        if (!good)
            return error_at(&p->command->err, "dossier %" PRId64, id);
    }
}

/* Mails that never led to a dossier. */
static bool
purge_unrelated(struct purge *p)
{
    struct purged purged;
    int64_t before = p->now - p->config.keep_strays * DAY_SECONDS;

    if (!database_exec(p->database, "BEGIN IMMEDIATE", &p->command->err) ||
        !purge_strays(p->database, before, p->now, &purged, &p->command->err))
        return false;
    if (purged.count > 0)
        report(p, SPAN("-"), kept_name(KEPT_MESSAGES), &purged);
    return database_exec(p->database, p->command->dry_run ? "ROLLBACK" : "COMMIT", &p->command->err);
}

/* Raw mails that hold what is never asked for. */
static bool
purge_screened(struct purge *p)
{
    struct purged purged;

    if (!database_exec(p->database, "BEGIN IMMEDIATE", &p->command->err) ||
        !purge_masked(p->database, p->now - p->config.keep_masked * DAY_SECONDS, p->now, &purged,
                      &p->command->err))
        return false;
    if (purged.count > 0)
        report(p, SPAN("-"), "masked", &purged);
    return database_exec(p->database, p->command->dry_run ? "ROLLBACK" : "COMMIT", &p->command->err);
}

static bool
forget(struct purge *p, struct evaluation *evaluation, const struct forget *forget)
{
    uint64_t months;
    struct purged purged;
    struct civil civil = day_civil(p->today);
    int64_t before;

    if (!span_to_uint(span_trim(evaluation_string(evaluation, forget->months, NULL)), &months) ||
        months > 1200)
        return true; /* kept without end */
    civil.year -= (int)(months / 12);
    civil.month -= (int)(months % 12);
    if (civil.month < 1)
        civil.month += 12, civil.year--;
    before = instant_of_local(day_of(civil.year, civil.month, civil.day > 28 ? 28 : civil.day), 0, 0,
                              (int)p->config.time_offset);
    if (!(forget->kind.len == 0
              ? purge_habits(p->database, before, p->now, &purged, &p->command->err)
              : purge_entries(p->database, forget->kind, before, p->now, &purged, &p->command->err)))
        return false;
    if (purged.count > 0)
        report(p, SPAN("-"), forget->kind.len == 0 ? "habits" : "entries", &purged);
    return true;
}

/* People whom nobody speaks of any more, by each mailbox's procedure. */
static bool
forget_people(struct purge *p, const char *procedure)
{
    const struct definition *definition =
        versions_newest(p->versions, p->database, span_of(procedure), &p->command->err);
    struct arena *arena = arena_open(DOSSIER_ARENA_MAX);
    struct evaluation *evaluation;
    const struct privacy *privacy;
    bool good = definition != NULL && database_exec(p->database, "BEGIN IMMEDIATE", &p->command->err);

    if (good) {
        privacy = procedure_privacy(definition_procedure(definition));
        evaluation =
            evaluation_open(arena, definition_procedure(definition), xml_new(arena, "dossier"), NULL, p->now);
        for (size_t i = 0; good && i < privacy->forget_count; i++)
            good = forget(p, evaluation, &privacy->forgets[i]);
        good =
            good && database_exec(p->database, p->command->dry_run ? "ROLLBACK" : "COMMIT", &p->command->err);
    }
    arena_close(&arena);
    return good;
}

static bool
forget_all_people(struct purge *p)
{
    for (size_t i = 0; i < p->config.mailbox_count; i++)
        if (!forget_people(p, p->config.mailboxes[i].procedure))
            return false;
    return true;
}

/* Earlier states of what was purged may lie in freed pages and in the log of writes: the file is written
 * anew.  The daemon's writer waits meanwhile; what it is given stays in the journal. */
static bool
wipe(struct purge *p)
{
    if (p->command->dry_run || p->taken == 0)
        return true;
    return database_exec(p->database, "VACUUM", &p->command->err) &&
           database_exec(p->database, "PRAGMA wal_checkpoint(TRUNCATE)", &p->command->err);
}

enum outcome
cmd_purge(struct command *command)
{
    struct purge p = {.command = command, .now = clock_now(), .rows = json_array()};
    bool good;

    if (command->argc != 0)
        return command_usage(command, "purge [--dry-run]");
    if (!command_config(command, &p.config) || (p.database = command_database(command, &p.config)) == NULL)
        return command_failed(command);
    p.today = day_of_instant(p.now, (int)p.config.time_offset);
    p.versions = versions_open();
    good = purge_all(&p) && purge_unrelated(&p) && purge_screened(&p) && forget_all_people(&p) && wipe(&p);
    versions_close(&p.versions);
    database_close(&p.database);
    if (good && command->json)
        command_print_json(json_pack("{s:b,s:I,s:O}", "dry_run", command->dry_run, "dossiers", p.dossiers,
                                     "purged", p.rows));
    else if (good)
        printf("%s%" PRId64 " dossiers\n", command->dry_run ? "would purge of " : "purged of ", p.dossiers);
    json_decref(p.rows);
    return good ? OUTCOME_DONE : command_failed(command);
}
