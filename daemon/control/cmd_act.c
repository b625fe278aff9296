// SPDX-License-Identifier: Apache-2.0
/* act NUMBER TEXT [--task ID] [--operator NAME]: does to a dossier what the answer TEXT would do if a task's
 * person had mailed it: "VALIDER", "NON motif", "MODIFIER\nSIRET : ...", or a verb that the workflow hears as
 * operator.VERB.  The event log names the operator.  Beside the running daemon, in one transaction. */
#include <string.h>
#include <unistd.h>

#include "control/command.h"
#include "intake/drop.h"
#include "main/apply.h"
#include "os/clock.h"
#include "os/file.h"
#include "workflow/decide.h"

enum { ORDER_MAX = 64 * 1024 };

struct act {
    struct command *command;
    struct config config;
    struct database *database;
    struct applier applier;
    struct dossier_row row;
    const struct definition *definition;
    struct event event;
    struct applied applied;
};

/* The words are read by the reader of mails: what it finds unclear does not act here either. */
static bool
read_order(struct act *act, const char *words)
{
    struct arena *arena = act->command->arena;
    struct intent_settings settings = {
        .mailbox = span_of(act->config.mailboxes[0].address),
        .delimiter = act->config.delimiter[0],
        .forms = procedure_form(definition_procedure(act->definition)),
        .form_count = 1,
    };
    struct message message = {
        .bytes = span_printf(arena,
                             "From: <operator@localhost>\r\nMIME-Version: 1.0\r\n"
                             "Content-Type: text/plain; charset=utf-8\r\n"
                             "Content-Transfer-Encoding: 8bit\r\n\r\n%s\r\n",
                             words),
    };
    const struct intent *intent;

    if (strlen(words) > ORDER_MAX)
        return error_set(&act->command->err, ERROR_TOO_BIG, "over %d bytes of text", ORDER_MAX);
    intent = intent_read(arena, &message, &settings);
    if (intent->kind != INTENT_ANSWER && intent->kind != INTENT_COMMAND)
        return error_set(&act->command->err, ERROR_BAD_INPUT,
                         "\"%s\" is no answer (%.*s); begin with a verb: VALIDER, NON reason, MODIFIER and "
                         "lines \"field: remark\"...",
                         words, SPAN_ARG(intent->reason));
    act->event = (struct event){.kind = EVENT_OPERATOR,
                                .intent = intent,
                                .verb = intent->verb,
                                .argument = intent->argument,
                                .operator= span_of(command_operator(act->command))};
    return true;
}

static bool
takes(const struct act *act, const xmlNode *task)
{
    struct arena *arena = act->command->arena;
    const char *id = xml_attr_or(arena, task, "id", "");
    struct span state = span_of(xml_attr_or(arena, task, "state", ""));

    return strcmp(xml_attr_or(arena, task, "status", ""), "open") == 0 &&
           definition_task_takes(act->definition, state, span_of(id), act->event.verb) &&
           (act->command->task == NULL || strcmp(act->command->task, id) == 0);
}

/* The one open task that takes the verb; none: the workflow as a whole is asked. */
static bool
find_task(struct act *act)
{
    struct arena *arena = act->command->arena;
    xmlDoc *dossier = xml_parse(arena, act->row.data, "dossier", XML_OWN_MAX, &act->command->err);
    struct text several = text_new(arena, 4096);
    size_t found = 0;

    if (dossier == NULL)
        return false;
    for (xmlNode *task = xml_first(xmlDocGetRootElement(dossier), "task"); task != NULL;
         task = xml_next(task, "task")) {
        uint64_t serial = 0;

        if (!takes(act, task))
            continue;
        found++;
        text_printf(&several, " %s", xml_attr_or(arena, task, "id", ""));
        span_to_uint(span_of(xml_attr_or(arena, task, "serial", "0")), &serial);
        act->event.serial = (uint32_t)serial;
    }
    if (found > 1)
        return error_set(&act->command->err, ERROR_BAD_INPUT,
                         "several tasks wait for this answer: say which with --task ID, one of%.*s",
                         SPAN_ARG(text_get(&several)));
    if (found == 0 && act->command->task != NULL)
        return error_set(&act->command->err, ERROR_BAD_INPUT, "no open task \"%s\" takes \"%.*s\"",
                         act->command->task, SPAN_ARG(act->event.verb));
    return true;
}

static bool
find(struct act *act)
{
    struct command *command = act->command;

    if (!dossiers_by_number(act->database, command->arena, span_of(command->argv[0]), &act->row,
                            &command->err))
        return false;
    if (act->row.id == 0)
        return error_set(&command->err, ERROR_BAD_INPUT, "there is no dossier %s", command->argv[0]);
    act->definition = apply_definition(&act->applier, act->database, &act->row, &command->err);
    return act->definition != NULL;
}

static bool
decide(struct act *act)
{
    struct command *command = act->command;
    const struct config_mailbox *mailbox;

    return apply_mailbox(&act->applier, act->database, command->arena, &act->row, &mailbox, &command->err) &&
           apply_event(&act->applier, act->database, command->arena, act->definition, &act->row, mailbox,
                       &act->event, clock_now(), &act->applied, &command->err);
}

/* The dossier can't change between being looked at and being changed. */
static bool
run(struct act *act)
{
    struct command *command = act->command;
    struct error ignored;

    if (!database_exec(act->database, "BEGIN IMMEDIATE", &command->err))
        return false;
    if (find(act) && read_order(act, command->argv[1]) && find_task(act) && decide(act) &&
        database_exec(act->database, "COMMIT", &command->err))
        return true;
    if (!database_exec(act->database, "ROLLBACK", &ignored))
        return false;
    return false;
}

static void
report(const struct act *act)
{
    const struct decision *decision = &act->applied.decision;
    json_t *events = json_array();

    for (size_t i = 0; i < decision->record_count; i++) {
        const struct record *record = &decision->records[i];

        if (act->command->json)
            json_array_append_new(events, json_pack("{s:o,s:o}", "event", json_span(record->event), "detail",
                                                    json_span(record->detail)));
        else
            printf("%-22.*s %.*s\n", SPAN_ARG(record->event), SPAN_ARG(record->detail));
    }
    if (act->command->json)
        command_print_json(json_pack("{s:b,s:o}", "acted", decision->acted, "events", events));
    else
        json_decref(events);
}

static bool
open_all(struct act *act)
{
    struct command *command = act->command;

    if (!command_config(command, &act->config) ||
        !config_secret(command->arena, &act->config, &act->applier.key, &command->err))
        return false;
    act->database = command_database(command, &act->config);
    act->applier.config = &act->config;
    act->applier.versions = versions_open();
    return act->database != NULL;
}

enum outcome
cmd_act(struct command *command)
{
    struct act act = {.command = command};
    enum outcome outcome;

    if (command->argc != 2)
        return command_usage(command, "act NUMBER TEXT [--task ID] [--operator NAME]");
    if (open_all(&act) && run(&act)) {
        drop_knock(act.config.spool);
        report(&act);
        outcome = act.applied.decision.acted ? OUTCOME_DONE : OUTCOME_NEGATIVE;
    } else {
        outcome = command_failed(command);
    }
    database_close(&act.database);
    versions_close(&act.applier.versions);
    return outcome;
}
