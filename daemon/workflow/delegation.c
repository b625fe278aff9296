// SPDX-License-Identifier: Apache-2.0
#include "workflow/delegation.h"

#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "reader/address.h"
#include "workflow/deadline.h"
#include "workflow/machine.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

enum {
    WRITTEN_MAX = 400, /* bytes that are looked at for an address */
    DELEGATE_NAME_MAX = 100,
};

bool
delegation_is_offer(const struct run *run, const xmlNode *task)
{
    return task != NULL && *run_attribute(run, task, "offers") != '\0';
}

bool
delegation_hears(const struct run *run, const xmlNode *task, struct span verb)
{
    return delegation_is_offer(run, task) || span_is(verb, "deleguer") || span_is(verb, "reprendre");
}

xmlNode *
delegation_standing(const struct run *run, const xmlNode *task)
{
    struct span serial = run_span(run, task, "serial");

    for (xmlNode *node = xml_first(run->root, "task"); node != NULL; node = xml_next(node, "task"))
        if (tasks_is_open(run, node) && (span_equal(run_span(run, node, "offers"), serial) ||
                                         span_equal(run_span(run, node, "delegated-from"), serial)))
            return node;
    return NULL;
}

/* What stands before "<", without "à". */
static struct span
read_name(struct arena *arena, struct span written)
{
    size_t open = span_find_byte(written, '<');
    struct span name = open == SIZE_MAX ? SPAN("") : span_trim(span_first(written, open)), rest = name, word;

    if (span_split(&rest, ' ', &word)) {
        word = utf8_fold(arena, word);
        if (span_is(word, "a") || span_is(word, "to"))
            name = span_trim(rest);
    }
    return utf8_clean(arena, span_first(name, DELEGATE_NAME_MAX));
}

/* The one address of "à Paul Petit <paul@univ.example>"; the name, "" when none is written with it. */
static bool
read_delegate(struct arena *arena, struct span written, struct person *delegate)
{
    char *plain = span_dup(arena, span_first(written, WRITTEN_MAX));
    struct span rest = span_of(plain), word;

    *delegate = (struct person){.name = read_name(arena, written)};
    for (char *c = plain; *c != '\0'; c++)
        if (strchr(",;:()<>\"\r\n\t", *c) != NULL)
            *c = ' ';
    while (span_split(&rest, ' ', &word)) {
        if (span_ends(word, "."))
            word.len--;
        if (span_find_byte(word, '@') == SIZE_MAX)
            continue;
        if (!address_is_plain(word) || (delegate->address.len > 0 && !trust_same_address(delegate->address, word)))
            return false;
        delegate->address = word;
    }
    return delegate->address.len > 0;
}

bool
delegation_is_party(struct run *run, struct span role, struct span address)
{
    if (trust_same_address(run_span(run, run->root, "owner"), address))
        return true;
    for (size_t i = 0; i < run->definition->state_count; i++)
        for (size_t j = 0; j < run->definition->states[i].task_count; j++) {
            struct span other = run->definition->states[i].tasks[j].role->id;

            if (!span_equal(other, role) && trust_same_address(run_person(run, other).address, address))
                return true;
        }
    for (xmlNode *node = xml_first(run->root, "task"); node != NULL; node = xml_next(node, "task"))
        if (!span_equal(run_span(run, node, "role"), role) &&
            !span_is(run_span(run, node, "status"), "cancelled") &&
            trust_same_address(run_span(run, node, "address"), address))
            return true;
    return false;
}

const char *
delegation_refusal(struct run *run, const xmlNode *task, struct span verb, struct span argument)
{
    struct span domains = run_span(run, task, "delegate");
    struct person delegate;

    if (span_is(verb, "reprendre"))
        return delegation_standing(run, task) == NULL ? "not-allowed-delegate-none" : NULL;
    if (*run_attribute(run, task, "delegated-by") != '\0')
        return "not-allowed-delegate-again";
    if (domains.len == 0)
        return "not-allowed-delegate";
    if (!read_delegate(run->arena, argument, &delegate) ||
        trust_same_address(delegate.address, run->situation->mailbox))
        return "not-allowed-delegate-address";
    if (trust_same_address(delegate.address, run_span(run, task, "address")))
        return "not-allowed-delegate-self";
    if (delegation_is_party(run, run_span(run, task, "role"), delegate.address))
        return "not-allowed-delegate-party";
    return trust_domain(delegate.address, domains) ? NULL : "not-allowed-delegate-domain";
}

struct span
delegation_kept_verb(const struct run *run, const xmlNode *task, struct span verb)
{
    if (!delegation_is_offer(run, task))
        return verb;
    return span_is(verb, "oui") ? SPAN("deleguer-oui") : SPAN("deleguer-non");
}

static void
name_delegator(const struct run *run, xmlNode *to, const xmlNode *task)
{
    xml_set(to, "delegated-by", run_span(run, task, "address"));
    xml_set(to, "delegated-by-name", run_span(run, task, "name"));
}

/* Tells the person of `task` what came of the delegation. */
static void
note(struct run *run, const xmlNode *task, const char *reason)
{
    struct mail_order order = {.template = SPAN(DELEGATION_NOTE_TEMPLATE),
                               .person = tasks_person(run, task),
                               .task = run_number(run, task, "serial"),
                               .reason = span_of(reason)};

    run_mail(run, &order);
}

/* The documents go to who has agreed only: the address may be a stranger's. */
static void
offer(struct run *run, const xmlNode *task, struct span argument)
{
    struct mail_order order = {.template = SPAN(DELEGATION_TEMPLATE), .of_task = true};
    struct person delegate;
    xmlNode *made;

    if (!read_delegate(run->arena, argument, &delegate))
        return;
    delegation_drop(run, task);
    delegate.language = run_span(run, task, "language");
    made = tasks_like(run, task, &delegate);
    xml_set(made, "offers", run_span(run, task, "serial"));
    name_delegator(run, made, task);
    order.person = tasks_person(run, made);
    order.task = run_number(run, made, "serial");
    run_mail(run, &order);
    run_record(run, "delegation.asked", "task=%s offer=%u by=%s to=%.*s", run_attribute(run, task, "serial"),
               order.task, run_attribute(run, task, "address"), SPAN_ARG(delegate.address));
    note(run, task, "delegation-asked");
}

/* Who agreed is called as the delegator called them, else as they call themselves. */
static struct person
delegate_of(const struct run *run, const xmlNode *made)
{
    struct person person = tasks_person(run, made);

    if (person.name.len == 0 && run->event->kind == EVENT_MESSAGE)
        person.name = utf8_clean(run->arena, span_first(run->event->intent->from_name, DELEGATE_NAME_MAX));
    if (person.name.len == 0)
        person.name = person.address;
    return person;
}

static void
pass_on(struct run *run, xmlNode *made)
{
    xmlNode *task = dossier_task(run->dossier, run_number(run, made, "offers")), *passed;
    struct person delegate = delegate_of(run, made);

    tasks_close(run, made, "cancelled", SPAN("deleguer-oui"));
    tasks_close(run, task, "cancelled", SPAN("deleguer"));
    passed = tasks_like(run, task, &delegate);
    xml_set(passed, "delegated-from", run_span(run, task, "serial"));
    name_delegator(run, passed, task);
    run_record(run, "delegation.confirmed", "task=%s by=%s now=%s address=%.*s", run_attribute(run, task, "serial"),
               run_attribute(run, task, "address"), run_attribute(run, passed, "serial"), SPAN_ARG(delegate.address));
    deadline_start_task(run, machine_state(run), passed);
    tasks_mail(run, passed);
    note(run, task, "delegation-confirmed");
}

static void
decline(struct run *run, xmlNode *made)
{
    const xmlNode *task = dossier_task(run->dossier, run_number(run, made, "offers"));

    tasks_close(run, made, "cancelled", SPAN("deleguer-non"));
    run_record(run, "delegation.declined", "task=%s offer=%s", run_attribute(run, task, "serial"),
               run_attribute(run, made, "serial"));
    note(run, task, "delegation-declined");
}

static void
take_back(struct run *run, xmlNode *task)
{
    xmlNode *standing = delegation_standing(run, task);
    struct person person = tasks_person(run, task);
    bool passed = !delegation_is_offer(run, standing);

    tasks_close(run, standing, "cancelled", SPAN("reprendre"));
    note(run, standing, "delegation-withdrawn");
    run_record(run, "delegation.withdrawn", "task=%s from=%s", run_attribute(run, task, "serial"),
               run_attribute(run, standing, "address"));
    if (passed) {
        struct span domains = run_span(run, task, "delegate");

        task = tasks_like(run, task, &person);
        xml_set(task, "delegate", domains);
        deadline_start_task(run, machine_state(run), task);
    }
    tasks_mail(run, task);
}

void
delegation_act(struct run *run, xmlNode *task, struct span verb, struct span argument)
{
    if (delegation_is_offer(run, task) && span_is(verb, "oui"))
        pass_on(run, task);
    else if (delegation_is_offer(run, task))
        decline(run, task);
    else if (span_is(verb, "deleguer"))
        offer(run, task, argument);
    else
        take_back(run, task);
}

void
delegation_drop(struct run *run, const xmlNode *task)
{
    xmlNode *standing = delegation_standing(run, task);

    if (standing == NULL)
        return;
    tasks_close(run, standing, "cancelled", SPAN("reprendre"));
    note(run, standing, "delegation-withdrawn");
}

void
delegation_tell(struct run *run, const struct mail_order *order)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        struct mail_order copy = *order;

        if (*run_attribute(run, task, "delegated-from") == '\0' ||
            span_is(run_span(run, task, "status"), "cancelled") ||
            !span_equal(run_span(run, task, "role"), order->person.role))
            continue;
        copy.person = tasks_person(run, task);
        run_mail(run, &copy);
    }
}
