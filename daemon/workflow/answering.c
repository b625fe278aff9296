// SPDX-License-Identifier: Apache-2.0
#include "workflow/answering.h"

#include "common/xml.h"
#include "workflow/challenge.h"
#include "workflow/custom.h"
#include "workflow/declaring.h"
#include "workflow/delegation.h"
#include "workflow/evidence.h"
#include "workflow/filling.h"
#include "workflow/listing.h"
#include "workflow/lookup.h"
#include "workflow/machine.h"
#include "workflow/replacing.h"
#include "workflow/reply.h"
#include "workflow/returned.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

/* The answer is kept and told of; what follows from it is the caller's. */
static void
take(struct run *run, xmlNode *task, struct span verb, struct span argument)
{
    run->task = task;
    run->answer = evidence_keep(run, task, verb, argument);
    run_record(run, "answer.accepted",
               "task=%s id=%s verb=%.*s revision=%s document=%s sha256=%s message=%s operator=%s "
               "address=%s for=%s delegated-by=%s",
               run_attribute(run, task, "serial"), run_attribute(run, task, "id"), SPAN_ARG(verb),
               run_attribute(run, task, "revision"), run_attribute(run, run->answer, "document"),
               run_attribute(run, run->answer, "document-sha256"), run_attribute(run, run->answer, "message"),
               run_attribute(run, run->answer, "operator"), run_attribute(run, run->answer, "address"),
               run_attribute(run, run->answer, "for"), run_attribute(run, run->answer, "delegated-by"));
    challenge_drop(run, task);
}

/* What a provider asks of several was answered for one in another way: the others are asked anew, without them. */
static void
answered(struct run *run, const xmlNode *task, struct span verb)
{
    bool without = span_is(run_span(run, task, "by"), "provider") && run->event->kind != EVENT_PROVIDER &&
                   !verb_refuses(verb);

    machine_external(run, span_printf(run->arena, "answer.%.*s", SPAN_ARG(verb)));
    if (without && tasks_is_current(run, task))
        machine_again(run);
}

static void
accept(struct run *run, xmlNode *task, struct span verb, struct span argument)
{
    if (delegation_hears(run, task, verb)) {
        take(run, task, delegation_kept_verb(run, task, verb), argument);
        delegation_act(run, task, verb, argument);
        return;
    }
    take(run, task, verb, argument);
    returned_keep(run, task, run->answer);
    delegation_drop(run, task);
    tasks_close(run, task, verb_refuses(verb) ? "refused" : "done", verb);
    answered(run, task, verb);
}

/* Not refused for good: nobody could say yet whether the certificate of what came back is revoked. */
static const char pending[] = "not-allowed-pending";

struct refusal {
    int why;
    const char *reason; /* NULL: nothing against it */
};

static bool
takes(const struct run *run, const xmlNode *task, struct span verb)
{
    if (challenge_is(run, task))
        return span_is(verb, "oui") || span_is(verb, "confirmer");
    if (delegation_is_offer(run, task))
        return span_is(verb, "oui") || span_is(verb, "non");
    return span_is(verb, "deleguer") || names_have(&tasks_plan(run, task)->accept, verb);
}

static struct refusal
refusal_of_delegation(struct run *run, const xmlNode *task, struct span verb, struct span argument)
{
    return (struct refusal){WHY_NOT_ALLOWED, delegation_refusal(run, task, verb, argument)};
}

static const char *
why_closed(const struct run *run, const xmlNode *task)
{
    if (span_is(run_span(run, task, "verb"), "remplacer"))
        return "stale-replaced";
    return delegation_standing(run, task) == NULL ? "stale-closed" : "stale-delegated";
}

/* What a task does not take, whoever asks. */
static struct refusal
refusal_by_task(struct run *run, const xmlNode *task, struct span verb, struct span argument)
{
    const struct task_plan *plan = tasks_plan(run, task);

    if (run->event->duplicate_id)
        return (struct refusal){WHY_UNCLEAR, "unclear-duplicate-id"};
    if (span_is(verb, "reprendre") && !challenge_is(run, task) && !delegation_is_offer(run, task))
        return refusal_of_delegation(run, task, verb, argument);
    if (span_is(run_span(run, task, "status"), "waiting"))
        return (struct refusal){WHY_NOT_ALLOWED, "not-allowed-yet"};
    if (!tasks_is_open(run, task) || plan == NULL)
        return (struct refusal){WHY_STALE, why_closed(run, task)};
    if (provider_brings(run, task, verb))
        return (struct refusal){WHY_NOT_ALLOWED, "not-allowed-verb"};
    if (run_number(run, task, "revision") != dossier_revision(run->dossier))
        return (struct refusal){WHY_STALE, "stale-revision"};
    if (!takes(run, task, verb))
        return (struct refusal){WHY_NOT_ALLOWED, "not-allowed-verb"};
    if (span_is(verb, "deleguer"))
        return refusal_of_delegation(run, task, verb, argument);
    if (challenge_is(run, task) && !challenge_holds(run, task))
        return (struct refusal){WHY_STALE, "stale-unconfirmed"};
    if (returned_is_masked(run, task))
        return (struct refusal){WHY_NOT_ALLOWED, "not-allowed-masked"};
    if (returned_refuses(run, task))
        return (struct refusal){WHY_NOT_ALLOWED, returned_is_pending(run) ? pending
                                                 : returned_is_heif(run) ? "not-allowed-heif"
                                                                         : "not-allowed-document"};
    return (struct refusal){0, NULL};
}

/* Order matters: a stranger must not learn whether a task is open. */
static struct refusal
refusal_of(struct run *run, const xmlNode *task, struct span verb, bool *proven)
{
    const struct intent *intent = run->event->intent;
    const struct role *role = definition_role(run->definition, run_span(run, task, "role"));
    struct refusal refusal;

    *proven = trust_suffices(run->situation, role, intent);
    if (!trust_answers_for(run, task, intent->from))
        return (struct refusal){WHY_FOREIGN, "foreign"};
    if (!*proven && !trust_may_prove(run->situation, role, intent))
        return (struct refusal){WHY_UNAUTHENTICATED, "unauthenticated"};
    refusal = refusal_by_task(run, task, verb, intent->argument);
    /* Who has no proof learns no more than a stranger. */
    if (refusal.reason != NULL && !*proven && !challenge_is(run, task))
        return (struct refusal){WHY_UNAUTHENTICATED, "unauthenticated"};
    return refusal;
}

/* The proof came: the answer that was put by is given. */
static void
confirm(struct run *run, xmlNode *challenge)
{
    xmlNode *task = dossier_task(run->dossier, run_number(run, challenge, "confirms"));
    struct span verb = run_span(run, challenge, "pending"), argument = run_span(run, challenge, "pending-text");

    if (task == NULL || refusal_by_task(run, task, verb, argument).reason != NULL) {
        reply_why_not(run, WHY_STALE, "stale-closed", challenge);
        return;
    }
    run->challenge = challenge;
    tasks_close(run, challenge, "done", SPAN("confirmer"));
    accept(run, task, verb, argument);
}

static void
answer_task(struct run *run, struct span verb)
{
    xmlNode *task;
    struct refusal refusal;
    bool proven;

    if (run->event->match != MATCH_TASK) {
        reply_why_not(run, WHY_UNCLEAR, "unclear-no-task", NULL);
        return;
    }
    task = dossier_task(run->dossier, run->event->serial);
    if (task == NULL) {
        reply_why_not(run, WHY_STALE, "stale-unknown", NULL);
        return;
    }
    verb = returned_verb(run, task, verb);
    refusal = refusal_of(run, task, verb, &proven);
    run->waits = refusal.reason == pending;
    if (refusal.reason != NULL)
        reply_why_not(run, refusal.why, refusal.reason, task);
    else if (challenge_is(run, task))
        confirm(run, task);
    else if (proven)
        accept(run, task, verb, run->event->intent->argument);
    else
        challenge_ask(run, task, verb);
}

/* A command that its author may have act on the dossier: command.VERB, if a transition hears it. */
static bool
act_on_command(struct run *run, const struct command *command)
{
    const struct intent *intent = run->event->intent;
    const struct role *role = NULL;
    bool known = false;

    if (run->blank || run->event->duplicate_id || run->event->match == MATCH_CONFLICT)
        return false;
    if (command->roles.count == 0) {
        role = run->definition->owner;
        known = trust_suffices(run->situation, role, intent) &&
                trust_same_address(run_span(run, run->root, "owner"), intent->from);
    }
    for (size_t i = 0; i < command->roles.count && !known; i++) {
        role = definition_role(run->definition, command->roles.at[i]);
        known = trust_suffices(run->situation, role, intent) && trust_holds(run, role, intent->from);
    }
    if (!known)
        return false;
    run->task = dossier_task(run->dossier, run->event->serial);
    run->answer = evidence_keep(run, NULL, intent->verb, intent->argument);
    xml_set(run->answer, "role", role->id);
    xml_set(run->answer, "address", intent->from);
    run->touched = run->acted = false;
    machine_external(run, span_printf(run->arena, "command.%.*s", SPAN_ARG(intent->verb)));
    if (run->taken) {
        run_record(run, "command.accepted", "verb=%.*s role=%.*s message=%s", SPAN_ARG(intent->verb),
                   SPAN_ARG(role->id), run_attribute(run, run->answer, "message"));
        return true;
    }
    run_forget_answer(run);
    return false;
}

/* What is found becomes proposals of the dossier, if who asks may change it; else lines to copy. */
static void
search(struct run *run, const struct command *command)
{
    const struct intent *intent = run->event->intent;
    const struct role *editor = NULL;
    bool known;

    if (!trust_suffices(run->situation, run->definition->owner, intent)) {
        reply_why_not(run, WHY_UNAUTHENTICATED, "unauthenticated", NULL);
        return;
    }
    if (run->blank && !filling_owner_domain(run, intent->from)) {
        reply_why_not(run, WHY_NOT_ALLOWED, "not-allowed-domain", NULL);
        return;
    }
    lookup_search(run->arena, run->situation, run->dossier, intent->argument);
    if (!run->blank && !run->event->duplicate_id)
        editor = trust_editor(run, machine_state(run), &known);
    if (editor != NULL)
        run->touched = run->acted = true;
    reply_command(run, command, editor != NULL ? "search-choose" : "search-copy");
}

/* A first mail: what the directory knows of who writes stands in the answer. */
static void
fill_blank(struct run *run)
{
    const struct intent *intent = run->event->intent;

    if (!run->blank || !trust_suffices(run->situation, run->definition->owner, intent) || !filling_owner_domain(run, intent->from))
        return;
    lookup_settle(run->arena, run->situation, run->dossier, run->evaluation, NULL);
    form_compute(run->evaluation, run->dossier);
    run_changed(run);
}

/* In a language one is spoken to: who is believed to be a person of the dossier may choose it, as they may answer. */
static bool
needs_voucher(struct run *run, const struct command *command)
{
    if (span_is(command->habit, "language") && !run->blank && trust_party(run))
        return false;
    return command->lists || command->statistics || command->habit.len > 0;
}

static void
answer_command(struct run *run)
{
    const struct command *command = definition_command(run->definition, run->event->intent->verb);
    struct span find = procedure_directory(run->definition->procedure)->find_verb;

    fill_blank(run);
    if (command != NULL && find.len > 0 && span_equal(find, run->event->intent->verb))
        search(run, command);
    else if (command == NULL)
        reply_why_not(run, WHY_HELP, "help-unknown-command", NULL);
    else if (needs_voucher(run, command) && trust_command(run->definition, run->event) == NULL)
        reply_why_not(run, WHY_UNAUTHENTICATED, "unauthenticated", NULL);
    else if (command->habit.len > 0)
        custom_command(run, command);
    else if (!(command->replaces ? replacing_command(run, command) : act_on_command(run, command)))
        reply_command(run, command, "");
}

/* A command with lines below it: the command, and the first form of what it opens. */
static bool
is_opening(const struct run *run)
{
    const struct command *command = definition_command(run->definition, run->event->intent->verb);

    return run->event->intent->kind == INTENT_FORM && command != NULL && command->opens.len > 0;
}

static const xmlNode *
task_of_event(const struct run *run)
{
    return run->event->match == MATCH_TASK ? dossier_task(run->dossier, run->event->serial) : NULL;
}

/* A command that the matched task takes as its answer ("annuler" on a task that accepts it). */
static bool
task_takes(const struct run *run, struct span verb)
{
    const xmlNode *task = task_of_event(run);
    const struct task_plan *plan = task == NULL ? NULL : tasks_plan(run, task);

    return plan != NULL && tasks_is_open(run, task) && !challenge_is(run, task) &&
           names_have(&plan->accept, verb);
}

/* Whoever sends a document where a form is awaited filled it in and printed it. */
static void
answer_document(struct run *run)
{
    const struct intent *intent = run->event->intent;
    const xmlNode *task = task_of_event(run);
    const struct task_plan *plan = task == NULL ? NULL : tasks_plan(run, task);

    if (filling_annex(run))
        return;
    if (plan != NULL && tasks_is_open(run, task) && names_have(&plan->accept, SPAN("form")) &&
        !names_have(&plan->accept, SPAN("document")))
        reply_why_not(run, WHY_UNCLEAR, arena_printf(run->arena, "unclear-%.*s", SPAN_ARG(intent->reason)),
                      task);
    else
        answer_task(run, SPAN("document"));
}

/* An answer for somebody else; the person, and who gave it, are told by the workflow and by the command's mail. */
static void
declare(struct run *run, const struct command *command, const struct role *author)
{
    const struct intent *intent = run->event->intent;
    const char *reason;
    xmlNode *task = declaring_task(run, &reason);

    if (task == NULL) {
        run_record(run, "answer.refused", "reason=%s verb=%.*s", reason, SPAN_ARG(command->verb));
        reply_command(run, command, reason);
        return;
    }
    run->declared_by = author;
    accept(run, task, command->verb, intent->argument);
    run->declared_by = NULL;
    reply_command(run, command, "declared");
}

void
answering_message(struct run *run)
{
    const struct intent *intent = run->event->intent;
    const struct command *declared;
    const struct role *author = NULL;

    run_record(run, "message.received", "kind=%s verb=%.*s auth=%s method=%.*s",
               intent_kind_name(intent->kind), SPAN_ARG(intent->verb),
               auth_verdict_name(intent->authentication.verdict), SPAN_ARG(intent->authentication.method));
    if ((intent->kind == INTENT_COMMAND && !task_takes(run, intent->verb)) || is_opening(run))
        answer_command(run);
    else if (intent->kind == INTENT_ANSWER && (declared = declaring_command(run, &author)) != NULL)
        declare(run, declared, author);
    else if (run->event->match == MATCH_CONFLICT)
        reply_why_not(run, WHY_UNCLEAR, "unclear-conflict", NULL);
    else if (run->event->match == MATCH_UNKNOWN)
        reply_why_not(run, WHY_STALE, "stale-unknown", NULL);
    else if (intent->kind == INTENT_FORM || filling_is_pick(run->situation->dossier, intent))
        filling_form(run);
    else if (intent->kind == INTENT_ANSWER || intent->kind == INTENT_COMMAND)
        answer_task(run, intent->verb);
    else if (intent->kind == INTENT_DOCUMENT)
        answer_document(run);
    else
        reply_why_not(run, WHY_UNCLEAR,
                      intent->reason.len > 0 ? span_dup(run->arena, intent->reason) : "unclear",
                      task_of_event(run));
}

static void
refuse_form(struct run *run)
{
    const struct intent *intent = run->event->intent;

    if (!trust_suffices(run->situation, run->definition->owner, intent))
        reply_why_not(run, WHY_UNAUTHENTICATED, "unauthenticated", NULL);
    else if (!filling_owner_domain(run, intent->from))
        reply_why_not(run, WHY_NOT_ALLOWED, "not-allowed-domain", NULL);
    else if (run->situation->full)
        reply_why_not(run, WHY_NOT_ALLOWED, "not-allowed-too-many", NULL);
    else
        reply_why_not(run, WHY_UNCLEAR, "unclear-duplicate-id", NULL);
}

void
answering_without_dossier(struct run *run)
{
    const struct intent *intent = run->event->intent;

    run_record(run, "message.received", "kind=%s verb=%.*s auth=%s method=%.*s",
               intent_kind_name(intent->kind), SPAN_ARG(intent->verb),
               auth_verdict_name(intent->authentication.verdict), SPAN_ARG(intent->authentication.method));
    if (run->event->match == MATCH_CONFLICT)
        reply_why_not(run, WHY_UNCLEAR, "unclear-which-dossier", NULL);
    else if (intent->kind == INTENT_COMMAND || is_opening(run))
        answer_command(run);
    else if (run->event->match == MATCH_UNKNOWN)
        reply_why_not(run, WHY_STALE, "stale-unknown", NULL);
    else if (intent->kind == INTENT_FORM)
        refuse_form(run);
    else if (intent->kind == INTENT_UNCLEAR && intent->reason.len > 0)
        reply_why_not(run, WHY_UNCLEAR, span_dup(run->arena, intent->reason), NULL);
    else if (intent->kind == INTENT_DOCUMENT && intent->reason.len > 0)
        reply_why_not(run, WHY_UNCLEAR, arena_printf(run->arena, "unclear-%.*s", SPAN_ARG(intent->reason)),
                      NULL);
    else
        reply_why_not(run, WHY_UNCLEAR, "unclear-no-task", NULL);
}

void
answering_operator(struct run *run)
{
    const struct event *event = run->event;
    const struct command *command = definition_command(run->definition, event->verb);
    xmlNode *task = dossier_task(run->dossier, event->serial);
    const struct task_plan *plan = task == NULL ? NULL : tasks_plan(run, task);

    if (plan != NULL && tasks_is_open(run, task) && !challenge_is(run, task) &&
        names_have(&plan->accept, event->verb) && !provider_brings(run, task, event->verb)) {
        accept(run, task, event->verb, event->argument);
        return;
    }
    if (command != NULL && command->replaces && replacing_command(run, command))
        return;
    run->task = task;
    run->answer = evidence_keep(run, task, event->verb, event->argument);
    run->touched = run->acted = false;
    machine_external(run, span_printf(run->arena, "operator.%.*s", SPAN_ARG(event->verb)));
    if (run->taken) {
        run_record(run, "operator.acted", "verb=%.*s operator=%.*s", SPAN_ARG(event->verb),
                   SPAN_ARG(event->operator));
        return;
    }
    run_forget_answer(run);
    run_record(run, "answer.refused", "reason=not-allowed-verb verb=%.*s operator=%.*s task=%u",
               SPAN_ARG(event->verb), SPAN_ARG(event->operator), event->serial);
}

void
answering_provider(struct run *run, xmlNode *task, struct span verb,
                   const struct provider_signature *signature)
{
    accept(run, task, verb, signature->reason);
    if (run->answer != NULL && signature->at.len > 0)
        xml_set(run->answer, "given", signature->at);
}
