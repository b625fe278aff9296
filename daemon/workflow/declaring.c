// SPDX-License-Identifier: Apache-2.0
#include "workflow/declaring.h"

#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "workflow/provider.h"
#include "workflow/replacing.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

enum { WRITTEN_MAX = 200 }; /* bytes that are looked at */

/* The task that the mail is a reply to, when it takes the verb. */
static xmlNode *
task_in_hand(struct run *run)
{
    xmlNode *task = run->event->match == MATCH_TASK ? dossier_task(run->dossier, run->event->serial) : NULL;
    const struct task_plan *plan = task == NULL ? NULL : tasks_plan(run, task);

    return plan != NULL && names_have(&plan->accept, run->event->intent->verb) ? task : NULL;
}

const struct command *
declaring_command(struct run *run, const struct role **author)
{
    const struct intent *intent = run->event->intent;
    const struct command *command = definition_command(run->definition, intent->verb);
    xmlNode *task = task_in_hand(run);

    if (command == NULL || !command->declares || run->blank || run->event->duplicate_id ||
        run->event->match == MATCH_CONFLICT || (task != NULL && trust_answers_for(run, task, intent->from)))
        return NULL;
    for (size_t i = 0; i < command->roles.count; i++) {
        *author = definition_role(run->definition, command->roles.at[i]);
        if (trust_suffices(run->situation, *author, intent) && trust_holds(run, *author, intent->from))
            return command;
    }
    return NULL;
}

static bool
is_asked(struct run *run, const xmlNode *task)
{
    const struct task_plan *plan = tasks_plan(run, task);

    return plan != NULL && tasks_is_open(run, task) && tasks_is_current(run, task) &&
           names_have(&plan->accept, run->event->intent->verb) &&
           !provider_brings(run, task, run->event->intent->verb);
}

static bool
says_nothing(struct span word)
{
    static const char *const titles[] = {"m", "m.", "mr", "mr.", "mrs", "ms", "mme", "mme.", "monsieur", "madame", "le", "la", "the", "."};

    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (span_is(word, titles[i]))
            return true;
    return word.len == 0;
}

/* Each word that was written is one of the person's name. */
static bool
is_named(struct run *run, const xmlNode *task, struct span written)
{
    struct span name = utf8_fold(run->arena, run_span(run, task, "name")), word;
    size_t found = 0;

    if (trust_same_address(run_span(run, task, "address"), written))
        return true;
    while (span_split(&written, ' ', &word)) {
        struct span rest = name, piece;
        bool here = says_nothing(word);

        if (here)
            continue;
        while (!here && span_split(&rest, ' ', &piece))
            here = span_equal(piece, word);
        if (!here)
            return false;
        found++;
    }
    return found > 0;
}

/* The first line, without brackets and the like. */
static struct span
plain_name(struct arena *arena, struct span written)
{
    struct span line = SPAN("");
    char *plain;

    span_line(&written, &line);
    plain = span_dup(arena, span_first(line, WRITTEN_MAX));

    for (char *c = plain; *c != '\0'; c++)
        if (strchr(",;:()<>\"!\r\n\t", *c) != NULL)
            *c = ' ';
    return span_trim(utf8_fold(arena, span_of(plain)));
}

xmlNode *
declaring_task(struct run *run, const char **reason)
{
    struct span written = span_trim(run->event->intent->argument);
    const struct role *role = replacing_role(run->arena, run->definition, written);
    struct span name = plain_name(run->arena, written);
    xmlNode *found = NULL, *hand = task_in_hand(run);
    size_t named = 0;

    *reason = "declare-not-asked";
    if (written.len == 0) {
        if (hand == NULL)
            *reason = "declare-who";
        return hand != NULL && is_asked(run, hand) ? hand : NULL;
    }
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        bool meant = role != NULL ? span_equal(run_span(run, task, "role"), role->id) : is_named(run, task, name);

        named += meant;
        if (!meant || !is_asked(run, task))
            continue;
        if (found != NULL) {
            *reason = "declare-who";
            return NULL;
        }
        found = task;
    }
    if (role == NULL && named == 0)
        *reason = "declare-who";
    return found;
}
