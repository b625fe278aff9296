// SPDX-License-Identifier: Apache-2.0
/*
 * finish: the end of a run.  The dossier is at rest; orders become effects, documents before
 * the mails that attach them.
 */
#include <string.h>

#include "common/xml.h"
#include "reader/address.h"
#include "workflow/habit.h"
#include "workflow/run.h"
#include "workflow/trust.h"

enum { NAMES_MAX = 16 * 1024 }; /* bytes of names written one after the other */

struct finish {
    struct run *run;
    struct context_view *view;
    struct effect *effects;
    size_t count;
};

static xmlNode *
document_node(const struct run *run, struct span name, bool this_revision)
{
    struct span revision = run_span(run, run->root, "revision");
    xmlNode *node = xml_first(run->root, "document");

    for (; node != NULL; node = xml_next(node, "document"))
        if (span_equal(run_span(run, node, "name"), name) &&
            (!this_revision || span_equal(run_span(run, node, "revision"), revision)))
            break;
    return node;
}

/* A document of the whole workflow is made anew for each revision, when somebody gets it. */
static void
order_attached(struct run *run, const struct mail_order *mail)
{
    for (size_t i = 0; i < mail->attach.count; i++) {
        const struct action *document = definition_document(run->definition, mail->attach.at[i]);

        if (document != NULL && !run->blank)
            run_document(run, document);
    }
}

static struct span
join(struct arena *arena, const struct names *names)
{
    struct text out = text_new(arena, NAMES_MAX);

    for (size_t i = 0; i < names->count; i++)
        text_printf(&out, "%s%.*s", i == 0 ? "" : " ", SPAN_ARG(names->at[i]));
    return text_get(&out);
}

/* Names of documents that were ever asked for: what never was would be waited for in vain.
 * this_revision: of them only those of the revision.  An annex goes with all while it belongs to the dossier. */
static bool
may_attach(struct run *run, struct span name, bool this_revision)
{
    const struct annex *annex = definition_annex(run->definition, name);

    return document_node(run, name, this_revision && annex == NULL) != NULL &&
           (annex == NULL || run_holds(run, &annex->when));
}

static void
attach(struct run *run, const struct names *names, bool this_revision, struct effect *effect)
{
    effect->attachments = arena_array(run->arena, names->count, sizeof *effect->attachments);
    for (size_t i = 0; i < names->count; i++)
        if (may_attach(run, names->at[i], this_revision))
            effect->attachments[effect->attachment_count++] = names->at[i];
}

static void
note_document(struct run *run, const struct action *plan)
{
    xmlNode *node = xml_add(run->root, "document", SPAN(""));

    xml_set(node, "name", plan->name);
    xml_set(node, "template", plan->template);
    xml_set(node, "revision", run_span(run, run->root, "revision"));
    xml_set(node, "requested", run_now(run));
    run->touched = true;
    run_record(run, "document.requested", "name=%.*s revision=%u", SPAN_ARG(plan->name),
               dossier_revision(run->dossier));
}

static void
make_document(struct finish *finish, const struct document_order *order)
{
    struct run *run = finish->run;
    const struct action *plan = order->plan;
    struct span language = order->language.len > 0 ? order->language : run_span(run, run->root, "language");
    struct context_part part = {.template = plan->template, .language = language};
    struct effect *effect;

    if (document_node(run, plan->name, true) != NULL)
        return;
    note_document(run, plan);
    effect = &finish->effects[finish->count++];
    *effect = (struct effect){.kind = EFFECT_DOCUMENT,
                              .template = plan->template,
                              .language = language,
                              .context = context_write(finish->view, &part),
                              .from = context_sender(finish->view).address,
                              .document = plan->name,
                              .seal = plan->seal,
                              .evidence = join(run->arena, &plan->evidence),
                              .by_hand = order->by_hand,
                              .data = join(run->arena, &plan->data),
                              .revision = dossier_revision(run->dossier)};
    attach(run, &plan->attach, true, effect);
}

static bool
is_reply(const struct run *run, const struct mail_order *order)
{
    const struct intent *intent = run->event->intent;

    return intent != NULL && intent->automatic == AUTO_NO &&
           span_equal_nocase(intent->from, order->person.address);
}

static void
make_mail(struct finish *finish, const struct mail_order *order)
{
    struct run *run = finish->run;
    bool reply = is_reply(run, order);
    struct context_part part = {.template = order->template,
                                .language = order->person.language,
                                .person = &order->person,
                                .task = order->bare ? NULL : dossier_task(run->dossier, order->task),
                                .reason = order->reason,
                                .address = order->address,
                                .annex = order->annex,
                                .quote = order->quote,
                                .bare = order->bare};
    struct person sender = {.address = run->situation->mailbox, .name = SPAN("")};
    struct effect *effect = &finish->effects[finish->count++];

    if (!order->bare)
        sender = context_sender(finish->view);
    if (order->tells || (reply && (order->answers || run->has_applied || run->event->masked != NULL)))
        part.message = run->event->intent;
    if (reply)
        part.masked = run->event->masked;
    if (reply && run->has_applied)
        part.applied = &run->applied;
    *effect = (struct effect){.kind = EFFECT_MAIL,
                              .template = order->template,
                              .language = order->person.language,
                              .context = context_write(finish->view, &part),
                              .revision = dossier_revision(run->dossier),
                              .from = sender.address,
                              .from_name = sender.name,
                              .to = order->person.address,
                              .to_name = order->person.name,
                              .task = order->task,
                              .sheet = order->sheet,
                              .items = order->items,
                              .item_count = order->item_count,
                              .in_reply_to = reply ? run->event->intent->message_id : SPAN(""),
                              .automatic_reply = reply};
    attach(run, &order->attach, false, effect);
    run_record(run, "mail.queued", "template=%.*s to=%.*s task=%u%s%.*s", SPAN_ARG(order->template),
               SPAN_ARG(order->person.address), order->task, order->reason.len > 0 ? " reason=" : "",
               SPAN_ARG(order->reason));
}

/* A mail to a role that has a task open can be answered: it carries that task. */
static uint32_t
task_of_role(const struct run *run, const struct person *person)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (span_is(run_span(run, task, "status"), "open") &&
            span_equal(run_span(run, task, "role"), person->role) &&
            span_equal(run_span(run, task, "address"), person->address))
            return run_number(run, task, "serial");
    return 0;
}

/* Who chose one mail a morning finds it there (what is in no list isn't), unless the role says that it
 * can't wait. */
static bool
may_wait(struct run *run, const struct role *role, struct span address)
{
    const struct habit *habit = habit_of(run->situation, address);

    return habit != NULL && habit->daily && role != NULL && role->digest.compiled != NULL &&
           definition_dashboard(run->definition, role) != NULL && run_holds(run, &role->digest);
}

static void
send_to_deputy(struct run *run, struct mail_order *order)
{
    const struct role *role = definition_role(run->definition, order->person.role);
    struct span deputy =
        role != NULL && role->deputies ? habit_deputy(run->situation, order->person.address) : SPAN("");
    xmlNode *task = dossier_task(run->dossier, order->task);

    if (deputy.len == 0)
        return;
    if (task != NULL) {
        xml_set(task, "deputy", deputy);
        run->touched = true;
    }
    run_record(run, "mail.deputy", "template=%.*s for=%.*s to=%.*s", SPAN_ARG(order->template),
               SPAN_ARG(order->person.address), SPAN_ARG(deputy));
    order->person.address = deputy;
    order->person.name = SPAN("");
}

static bool
is_held(struct run *run, const struct mail_order *order)
{
    if (!may_wait(run, definition_role(run->definition, order->person.role), order->person.address))
        return false;
    run_record(run, "mail.held", "template=%.*s to=%.*s task=%u", SPAN_ARG(order->template),
               SPAN_ARG(order->person.address), order->task);
    return true;
}

/* A task that was opened and closed in one decision asks nobody. */
static bool
is_void(const struct run *run, const struct mail_order *order)
{
    return order->of_task &&
           !span_is(run_span(run, dossier_task(run->dossier, order->task), "status"), "open");
}

/* Who is asked by a mail need not be told by the same one, in another of their roles, that somebody is.
 * What brings a document is for that role. */
static bool
is_asked_anyway(const struct run *run, const struct mail_order *orders, size_t count,
                const struct mail_order *told)
{
    if (told->task != 0 || told->answers || told->attach.count > 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (orders[i].task != 0 && !is_void(run, &orders[i]) &&
            span_equal(orders[i].template, told->template) && span_equal(orders[i].reason, told->reason) &&
            trust_same_address(orders[i].person.address, told->person.address))
            return true;
    return false;
}

/* Nobody is asked, or told, the same twice. */
static void
settle_mails(struct run *run)
{
    size_t count = run->mail_count;
    struct mail_order *orders = arena_array(run->arena, count, sizeof *orders);

    for (size_t i = 0; i < count; i++) {
        orders[i] = run->mails[i];
        if (orders[i].to_role)
            orders[i].task = task_of_role(run, &orders[i].person);
    }
    run->mail_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct mail_order order = orders[i];

        if (is_void(run, &order) || is_asked_anyway(run, orders, count, &order))
            continue;
        if (order.informs)
            send_to_deputy(run, &order);
        if (order.waits && is_held(run, &order))
            continue;
        run_mail(run, &order);
    }
}

static void
make_effects(struct finish *finish)
{
    struct run *run = finish->run;
    size_t mails, documents;

    run->task = run->answer = NULL;
    settle_mails(run);
    mails = run->mail_count;
    for (size_t i = 0; i < mails; i++)
        order_attached(run, &run->mails[i]);
    finish->effects = arena_array(run->arena, mails + run->document_count, sizeof *finish->effects);
    for (size_t i = 0; i < run->document_count; i++)
        make_document(finish, &run->documents[i]);
    documents = finish->count;
    for (size_t i = 0; i < mails; i++)
        make_mail(finish, &run->mails[i]);
    for (size_t i = 0; i < finish->count; i++)
        if (i < documents || !run->mails[i - documents].bare)
            finish->effects[i].basis = context_basis(finish->view);
}

/* What can't be done whole isn't done at all: the log learns of it, and who wrote. */
static struct decision
give_up(struct run *run, const char *event, const char *reason)
{
    const struct intent *intent = run->event->kind == EVENT_MESSAGE ? run->event->intent : NULL;
    struct finish finish = {.run = run};
    struct mail_order order = {.template = SPAN("not-allowed"), .reason = span_of(reason), .bare = true};

    run->record_count = run->mail_count = run->document_count = 0;
    run->has_applied = false;
    run_record(run, event, "event=%.*s", SPAN_ARG(run->external));
    if (intent != NULL && intent->automatic == AUTO_NO && intent->from.len > 0) {
        order.person = (struct person){SPAN(""), intent->from, SPAN(""),
                                       run_language(run, intent->from, intent->language)};
        finish.view = context_open(run->arena, run->situation, run->dossier, run->evaluation, &run->findings);
        finish.effects = arena_alloc(run->arena, sizeof *finish.effects);
        make_mail(&finish, &order);
    }
    return (struct decision){.masked = run->event->masked != NULL,
                             .effects = finish.effects,
                             .effect_count = finish.count,
                             .records = run->records,
                             .record_count = run->record_count};
}

struct decision
run_finish(struct run *run)
{
    struct finish finish = {.run = run};
    struct decision decision = {0};

    if (run->stuck)
        return give_up(run, "workflow.endless", "not-allowed-endless");
    finish.view = context_open(run->arena, run->situation, run->dossier, run->evaluation, run_findings(run));
    context_link(finish.view, run->amended);
    make_effects(&finish);
    if (run->touched && !run->blank) {
        decision.bytes = context_dossier(finish.view);
        if (decision.bytes.len > DOSSIER_BYTES_MAX)
            return give_up(run, "dossier.too-big", "not-allowed-too-big");
        decision.dossier = run->dossier;
        decision.evaluation = run->evaluation;
    }
    decision.effects = finish.effects;
    decision.effect_count = finish.count;
    decision.records = run->records;
    decision.record_count = run->record_count;
    decision.links = run->links;
    decision.link_count = run->link_count;
    decision.keep = run->keep;
    decision.keep_revision = run->keep_revision;
    decision.findings = *run_findings(run);
    decision.acted = run->acted;
    decision.adopted = run->adopted;
    decision.waits = run->waits;
    decision.masked = run->event->masked != NULL;
    decision.habit = run->habit;
    return decision;
}
