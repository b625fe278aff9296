// SPDX-License-Identifier: Apache-2.0
/* habit [ADDRESS [TEXT]] [--procedure P] [--operator NAME]: how people are to be written to
 * (workflow/habit.h). TEXT is what the person would mail: "ABSENT du 21 décembre 2026 au 3 janvier 2027
 * COLLÈGUE paul@univ.example", "DE RETOUR", "RÉSUMÉ QUOTIDIEN", "CHAQUE MAIL", "LANGUE anglais".  The person
 * gets the receipt, the event log names the operator. */
#include <string.h>

#include "common/date.h"
#include "control/command.h"
#include "intake/drop.h"
#include "main/apply.h"
#include "os/clock.h"
#include "reader/address.h"
#include "store/listings.h"

enum { WORDS_MAX = 1000 };

struct setting {
    struct command *command;
    struct config config;
    struct database *database;
    struct applier applier;
    struct applied applied;
};

static const char *
day_text(struct command *command, int32_t day)
{
    return day == DAY_NONE ? "" : span_dup(command->arena, day_iso(command->arena, day));
}

static json_t *
as_json(struct command *command, const struct habit *habit)
{
    return json_pack("{s:o,s:s,s:s,s:o,s:b,s:o}", "address", json_span(habit->address), "away_from",
                     day_text(command, habit->away_from), "away_to", day_text(command, habit->away_to),
                     "deputy", json_span(habit->deputy), "daily", habit->daily, "language",
                     json_span(habit->language));
}

static void
print_habit(struct command *command, const struct habit *habit)
{
    printf("%-40.*s", SPAN_ARG(habit->address));
    if (habit->deputy.len > 0)
        printf(" away %s to %s, deputy %.*s;", day_text(command, habit->away_from),
               habit->away_to == DAY_NONE ? "further notice" : day_text(command, habit->away_to),
               SPAN_ARG(habit->deputy));
    printf(" %s", habit->daily ? "daily digest" : "each mail");
    if (habit->language.len > 0)
        printf("; language %.*s", SPAN_ARG(habit->language));
    putchar('\n');
}

static bool
show(struct setting *setting, struct span address, size_t *shown)
{
    struct command *command = setting->command;
    json_t *list = json_array();
    struct habit *habits;
    size_t count;

    *shown = 0;
    if (!habits_all(setting->database, command->arena, &habits, &count, &command->err)) {
        json_decref(list);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (address.len > 0 && !span_equal_nocase(habits[i].address, address))
            continue;
        ++*shown;
        if (command->json)
            json_array_append_new(list, as_json(command, &habits[i]));
        else
            print_habit(command, &habits[i]);
    }
    if (command->json)
        command_print_json(json_pack("{s:o}", "habits", list));
    else
        json_decref(list);
    return true;
}

/* The words are read by the reader of mails, as if the person had sent them. */
static const struct intent *
read_words(struct setting *setting, const struct definition *definition, const char *address,
           const char *words)
{
    struct arena *arena = setting->command->arena;
    struct intent_settings settings = {
        .mailbox = span_of(setting->config.mailboxes[0].address),
        .delimiter = setting->config.delimiter[0],
        .forms = procedure_form(definition_procedure(definition)),
        .form_count = 1,
    };
    struct message message = {
        .bytes = span_printf(arena,
                             "From: <%s>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                             "Content-Transfer-Encoding: 8bit\r\n\r\n%s\r\n",
                             address, words),
    };

    return intent_read(arena, &message, &settings);
}

static bool
set(struct setting *setting, const char *address, const char *words)
{
    struct command *command = setting->command;
    const struct config_mailbox *mailbox = &setting->config.mailboxes[0];
    const char *procedure = command->procedure == NULL ? mailbox->procedure : command->procedure;
    const struct definition *definition =
        versions_newest(setting->applier.versions, setting->database, span_of(procedure), &command->err);
    struct event event = {.kind = EVENT_OPERATOR, .operator= span_of(command_operator(command))};

    if (definition == NULL)
        return false;
    if (!address_is_plain(span_of(address)))
        return error_set(&command->err, ERROR_BAD_INPUT, "\"%s\" is no plain address", address);
    if (strlen(words) > WORDS_MAX)
        return error_set(&command->err, ERROR_TOO_BIG, "over %d bytes of text", WORDS_MAX);
    event.intent = read_words(setting, definition, address, words);
    event.verb = event.intent->verb;
    if (!definition_sets_habit(definition, event.verb))
        return error_set(
            &command->err, ERROR_BAD_INPUT,
            "\"%s\" sets no habit; write what the person would mail: \"RÉSUMÉ QUOTIDIEN\", "
            "\"LANGUE anglais\", \"ABSENT du 1/8/2026 au 20/8/2026 COLLÈGUE paul@univ.example\"...",
            words);
    return apply_event(&setting->applier, setting->database, command->arena, definition, NULL, mailbox,
                       &event, clock_now(), &setting->applied, &command->err);
}

static bool
set_in_transaction(struct setting *setting)
{
    struct command *command = setting->command;
    struct error ignored;

    if (!database_exec(setting->database, "BEGIN IMMEDIATE", &command->err))
        return false;
    if (set(setting, command->argv[0], command->argv[1]) &&
        database_exec(setting->database, "COMMIT", &command->err))
        return true;
    (void)!database_exec(setting->database, "ROLLBACK", &ignored);
    return false;
}

/* What kept it from being set is in the records of the decision. */
static enum outcome
refused(const struct setting *setting)
{
    const struct decision *decision = &setting->applied.decision;

    for (size_t i = 0; i < decision->record_count; i++)
        fprintf(stderr, "conventionctl: %.*s %.*s\n", SPAN_ARG(decision->records[i].event),
                SPAN_ARG(decision->records[i].detail));
    return OUTCOME_NEGATIVE;
}

static enum outcome
work(struct setting *setting)
{
    struct command *command = setting->command;
    struct span address = command->argc > 0 ? span_of(command->argv[0]) : SPAN("");
    size_t shown;

    if (command->argc == 2) {
        if (!set_in_transaction(setting))
            return command_failed(command);
        drop_knock(setting->config.spool);
        if (setting->applied.decision.habit == NULL)
            return refused(setting);
    }
    if (!show(setting, address, &shown))
        return command_failed(command);
    return command->argc > 0 && shown == 0 ? OUTCOME_NEGATIVE : OUTCOME_DONE;
}

enum outcome
cmd_habit(struct command *command)
{
    struct setting setting = {.command = command};
    enum outcome outcome;

    if (command->argc > 2)
        return command_usage(command, "habit [ADDRESS [TEXT]] [--procedure P] [--operator NAME]");
    if (!command_config(command, &setting.config) ||
        !config_secret(command->arena, &setting.config, &setting.applier.key, &command->err) ||
        (setting.database = command_database(command, &setting.config)) == NULL)
        return command_failed(command);
    setting.applier.config = &setting.config;
    setting.applier.versions = versions_open();
    outcome = work(&setting);
    database_close(&setting.database);
    versions_close(&setting.applier.versions);
    return outcome;
}
