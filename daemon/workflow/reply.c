// SPDX-License-Identifier: Apache-2.0
#include "workflow/reply.h"

#include "common/date.h"
#include "common/xml.h"
#include "procedure/template.h"
#include "workflow/dashboard.h"
#include "workflow/delegation.h"
#include "workflow/statistics.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

enum { SHEET_WIRE_MAX = 4 * 1024 * 1024 };

const char *const reply_templates[WHY_COUNT] = {
    [WHY_UNCLEAR] = "unclear",         [WHY_STALE] = "stale",
    [WHY_FOREIGN] = "foreign",         [WHY_UNAUTHENTICATED] = "unauthenticated",
    [WHY_NOT_ALLOWED] = "not-allowed", [WHY_HELP] = "help",
};

/* The sender; named as the dossier names them, if it does, not as the mail does. */
static struct person
sender(struct run *run, bool bare)
{
    const struct intent *intent = run->event->intent;
    struct person person = {.role = SPAN(""),
                            .address = intent->from,
                            .name = SPAN(""),
                            .language = template_language(run->definition->procedure, intent->language)};

    for (size_t i = 0; !bare && i < run->definition->role_count; i++) {
        struct person role = run_person(run, run->definition->roles[i].id);

        if (!trust_holds(run, &run->definition->roles[i], intent->from))
            continue;
        if (!trust_same_address(role.address, intent->from))
            role.name = SPAN("");
        role.address = intent->from;
        role.language = run_language(run, intent->from, role.language);
        return role;
    }
    person.language = run_language(run, intent->from, person.language);
    return person;
}

/* The reader gave "" when From could not be read: there is nobody to answer. */
static bool
can_answer(const struct run *run)
{
    const struct intent *intent = run->event->intent;

    return intent->from.len > 0 && intent->automatic == AUTO_NO &&
           !trust_same_address(intent->from, run->situation->mailbox);
}

void
reply_why_not(struct run *run, int why, const char *reason, const xmlNode *task)
{
    bool bare = run->blank || why == WHY_FOREIGN || why == WHY_UNAUTHENTICATED || !trust_party(run);
    struct mail_order order = {.template = span_of(reply_templates[why]),
                               .reason = span_of(reason),
                               .answers = true,
                               .quote = !bare,
                               .bare = bare};

    run_record(run, "answer.refused", "reason=%s verb=%.*s task=%s", reason,
               SPAN_ARG(run->event->intent->verb), task == NULL ? "0" : run_attribute(run, task, "serial"));
    if (!can_answer(run))
        return;
    order.person = sender(run, bare);
    if (!bare && (task == NULL || (!tasks_is_open(run, task) && delegation_standing(run, task) == NULL) ||
                  !trust_answers_for(run, task, run->event->intent->from)))
        task = tasks_open_of(run, run->event->intent->from, "");
    if (!bare && task != NULL)
        order.task = run_number(run, task, "serial");
    run_mail(run, &order);
}

/* Who else has to know what was asked; not when anybody could have written it. */
static void
copy_to(struct run *run, const struct command *command, struct mail_order order)
{
    if (run->event->intent->authentication.verdict != AUTH_PASS)
        return;
    order.task = 0;
    order.tells = true;
    for (size_t i = 0; i < command->copy.count; i++) {
        order.person = run_person(run, command->copy.at[i]);
        run_mail(run, &order);
    }
}

static struct span
statistics_of(struct run *run, struct span language, struct span *bytes)
{
    struct text wire = text_new(run->arena, SHEET_WIRE_MAX);
    struct statistics_view view = {.definition = run->definition,
                                   .figures = run->situation->figures,
                                   .words = run->event->intent->argument,
                                   .current = statistics_today(run->arena, run->definition, run->situation->now),
                                   .language = language};
    struct span written, day = day_iso(run->arena, day_of_instant(run->situation->now, run->situation->base_offset));
    struct sheet sheet;

    *bytes = SPAN("");
    if (view.figures == NULL)
        return SPAN("");
    written = statistics_write(run->arena, &view, &sheet);
    sheet.name = span_printf(run->arena, "statistiques-%.*s", SPAN_ARG(day));
    if (sheet.row_count > 0)
        sheet_put(&wire, &sheet);
    *bytes = wire.overflow ? SPAN("") : text_get(&wire);
    return written;
}

void
reply_command(struct run *run, const struct command *command, const char *reason)
{
    struct mail_order order = {
        .template = command->mail, .reason = span_of(reason), .answers = true, .quote = true};
    const xmlNode *task;

    run_record(run, "command.answered", "verb=%.*s", SPAN_ARG(command->verb));
    if (!can_answer(run))
        return;
    order.person = sender(run, run->blank);
    if (!run->blank) {
        order.attach = command->attach;
        task = tasks_open_of(run, run->event->intent->from, "");
        order.task = task == NULL ? 0 : run_number(run, task, "serial");
    }
    if (command->lists)
        order.annex = dashboard_write(run, run->event->intent->argument, order.person.language, &order.sheet);
    if (command->statistics)
        order.annex = statistics_of(run, order.person.language, &order.sheet);
    if (command->data && run->situation->kept != NULL)
        order.annex = xml_serialize(run->arena, run->situation->kept);
    run_mail(run, &order);
    copy_to(run, command, order);
}

void
reply_with(struct run *run, const struct command *command, struct span reason, struct span annex)
{
    struct mail_order order = {.template = command->mail, .reason = reason, .annex = annex, .answers = true, .quote = true};
    const xmlNode *task = run->blank ? NULL : tasks_open_of(run, run->event->intent->from, "");

    if (!can_answer(run))
        return;
    order.person = sender(run, true);
    if (task != NULL) /* a reply to this mail may answer it */
        order.task = run_number(run, task, "serial");
    run_mail(run, &order);
}
