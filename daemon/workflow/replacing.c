// SPDX-License-Identifier: Apache-2.0
#include "workflow/replacing.h"

#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "reader/address.h"
#include "workflow/deadline.h"
#include "workflow/delegation.h"
#include "workflow/evidence.h"
#include "workflow/machine.h"
#include "workflow/provider.h"
#include "workflow/reply.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

enum {
    WRITTEN_MAX = 400, /* bytes that are looked at */
    WORDS_MAX = 40,
    NAME_WORDS_MAX = 6,
    NAME_BYTES_MAX = 100,
};

/* ---- reading ---- */

struct words {
    struct span at[WORDS_MAX], folded[WORDS_MAX];
    size_t count;
};

static struct words
words_of(struct arena *arena, struct span written)
{
    struct words words = {.count = 0};
    char *plain = span_dup(arena, span_first(written, WRITTEN_MAX));
    struct span rest, word;

    for (char *c = plain; *c != '\0'; c++)
        if (strchr(",;:()<>\"=\r\n\t", *c) != NULL)
            *c = ' ';
    rest = span_of(plain);
    while (words.count < WORDS_MAX && span_split(&rest, ' ', &word)) {
        if (span_ends(word, ".") && span_find_byte(word, '@') != SIZE_MAX)
            word.len--;
        word = utf8_clean(arena, word);
        if (word.len == 0)
            continue;
        words.folded[words.count] = utf8_fold(arena, word);
        words.at[words.count++] = word;
    }
    return words;
}

static bool
is_one_of(struct span word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (span_is(word, *list))
            return true;
    return false;
}

/* How many words the phrase takes here; "l'" may stand before it. */
static size_t
matches(const struct words *words, size_t at, struct span phrase)
{
    size_t count = 0;
    struct span piece;

    while (span_split(&phrase, ' ', &piece)) {
        struct span word = at + count < words->count ? words->folded[at + count] : SPAN("");

        if (count == 0 && span_starts(word, "l'"))
            word = span_from(word, 2);
        if (!span_equal(word, piece))
            return 0;
        count++;
    }
    return count;
}

/* The longest name of a role that stands here. */
static size_t
take_role(const struct words *words, size_t at, const struct definition *definition, const struct role **role)
{
    size_t longest = 0;

    *role = NULL;
    for (size_t i = 0; i < definition->role_count; i++)
        for (size_t j = 0; j < definition->roles[i].phrase_count; j++) {
            size_t count = matches(words, at, definition->roles[i].phrases[j]);

            if (count > longest) {
                longest = count;
                *role = &definition->roles[i];
            }
        }
    return longest;
}

static const char *const before[] = {"le", "la", "les", "the", NULL};

const struct role *
replacing_role(struct arena *arena, const struct definition *definition, struct span written)
{
    struct words words = words_of(arena, written);
    const struct role *role;

    take_role(&words, words.count > 0 && is_one_of(words.folded[0], before), definition, &role);
    return role;
}

const char *
replacing_read(struct arena *arena, const struct definition *definition, struct span written,
               struct replacement *replacement)
{
    static const char *const between[] = {"par",     "by",    "with",  "->", "-", ".", "!", "nom", "prenom", "name", "courriel", "adresse",
                                          "address", "email", "e-mail", "mail", "m",   "m.",     "mme",  "monsieur", "madame",
                                          "mr",      "mrs",   "ms",     NULL};
    struct words words = words_of(arena, written);
    struct text name = text_new(arena, NAME_BYTES_MAX);
    size_t at = words.count > 0 && is_one_of(words.folded[0], before), named = 0, addresses = 0;

    *replacement = (struct replacement){.person = {.address = SPAN("")}};
    at += take_role(&words, at, definition, &replacement->role);
    if (replacement->role == NULL)
        return "replace-role";
    for (; at < words.count; at++) {
        if (span_find_byte(words.at[at], '@') != SIZE_MAX) {
            addresses += !trust_same_address(replacement->person.address, words.at[at]);
            replacement->person.address = span_lower(arena, words.at[at]);
        } else if (!is_one_of(words.folded[at], between)) {
            text_printf(&name, "%s%.*s", named++ > 0 ? " " : "", SPAN_ARG(words.at[at]));
        }
    }
    replacement->person.role = replacement->role->id;
    replacement->person.name = text_get(&name);
    if (addresses != 1 || !address_is_plain(replacement->person.address))
        return "replace-address";
    return named == 0 || named > NAME_WORDS_MAX || name.overflow || words.count == WORDS_MAX ? "replace-name" : NULL;
}

/* ---- who is in the place ---- */

void
replacing_apply(struct arena *arena, const xmlNode *root, struct person *person)
{
    struct span own = person->address;

    for (const xmlNode *node = xml_first(root, "replaced"); node != NULL; node = xml_next(node, "replaced")) {
        if (!span_equal(span_of(xml_attr_or(arena, node, "role", "")), person->role) ||
            !span_equal(span_of(xml_attr_or(arena, node, "own", "")), own))
            continue;
        person->address = span_of(xml_attr_or(arena, node, "address", ""));
        person->name = span_of(xml_attr_or(arena, node, "name", ""));
    }
}

void
replacing_name(struct run *run, const xmlNode *task, xmlNode *answer)
{
    const xmlNode *last = NULL, *first = xml_first(run->root, "replaced");

    for (const xmlNode *node = first; node != NULL; node = xml_next(node, "replaced"))
        if (span_equal(run_span(run, node, "role"), run_span(run, task, "role")) &&
            (trust_same_address(run_span(run, node, "address"), run_span(run, task, "address")) ||
             trust_same_address(run_span(run, node, "address"), run_span(run, task, "delegated-by"))))
            last = node;
    if (last == NULL || trust_same_address(run_span(run, last, "own"), run_span(run, last, "address")))
        return;
    while (!span_equal(run_span(run, first, "role"), run_span(run, last, "role")) ||
           !span_equal(run_span(run, first, "own"), run_span(run, last, "own")))
        first = xml_next(first, "replaced");
    xml_set(answer, "replaces", run_span(run, last, "own"));
    xml_set(answer, "replaces-name", run_span(run, first, "was-name"));
}

/* ---- acting ---- */

/* The role in which the author may give the command; NULL: in none. */
static const struct role *
author_of(struct run *run, const struct command *command)
{
    for (size_t i = 0; i < command->roles.count; i++) {
        const struct role *role = definition_role(run->definition, command->roles.at[i]);

        if (run->event->kind == EVENT_OPERATOR || (trust_suffices(run->situation, role, run->event->intent) &&
                                                   trust_holds(run, role, run->event->intent->from)))
            return role;
    }
    return NULL;
}

static bool
is_replaceable(struct run *run, const xmlNode *task, struct span role)
{
    const struct task_plan *plan = tasks_plan(run, task);
    struct span status = run_span(run, task, "status");

    return plan != NULL && plan->replaceable && tasks_is_current(run, task) &&
           span_equal(run_span(run, task, "role"), role) && (span_is(status, "open") || span_is(status, "waiting"));
}

static bool
is_asked(struct run *run, struct span role)
{
    const xmlNode *task = xml_first(run->root, "task");

    while (task != NULL && !is_replaceable(run, task, role))
        task = xml_next(task, "task");
    return task != NULL;
}

/* NULL: nothing speaks against it. */
static const char *
refusal_of(struct run *run, const struct replacement *replacement)
{
    struct span address = replacement->person.address, role = replacement->role->id;

    if (!is_asked(run, role))
        return "replace-not-asked";
    if (trust_same_address(run_person(run, role).address, address))
        return "replace-self";
    if (trust_same_address(address, run->situation->mailbox))
        return "replace-address";
    return delegation_is_party(run, role, address) ? "replace-party" : NULL;
}

static void
write_down(struct run *run, const struct replacement *replacement, const struct role *author)
{
    struct person was = run_person(run, replacement->role->id);
    xmlNode *node = xml_add(run->root, "replaced", SPAN(""));

    xml_set(node, "role", replacement->role->id);
    xml_set(node, "own", run_string(run, &replacement->role->address));
    xml_set(node, "was", was.address);
    xml_set(node, "was-name", was.name);
    xml_set(node, "address", replacement->person.address);
    xml_set(node, "name", replacement->person.name);
    xml_set(node, "by", author->id);
    if (run->event->kind != EVENT_OPERATOR)
        xml_set(node, "by-address", run->event->intent->from);
    xml_set(node, "at", run_now(run));
    xml_set(node, "revision", run_span(run, run->root, "revision"));
    if (*run_attribute(run, run->answer, "message") != '\0')
        xml_set(node, "message", run_span(run, run->answer, "message"));
    run->touched = run->acted = true;
    run_moved(run);
    run_record(run, "role.replaced", "role=%.*s was=%.*s address=%.*s by=%.*s", SPAN_ARG(replacement->role->id),
               SPAN_ARG(was.address), SPAN_ARG(replacement->person.address), SPAN_ARG(author->id));
}

static void
tell_who_was_asked(struct run *run, const xmlNode *task)
{
    struct mail_order order = {.template = SPAN(REPLACED_TEMPLATE),
                               .person = tasks_person(run, task),
                               .task = run_number(run, task, "serial")};

    run_mail(run, &order);
}

static void
open_for(struct run *run, const xmlNode *task, const struct person *person)
{
    xmlNode *opened = tasks_like(run, task, person);

    if (*run_attribute(run, task, "delegate") != '\0')
        xml_set(opened, "delegate", run_span(run, task, "delegate"));
    deadline_start_task(run, machine_state(run), opened);
    if (!span_is(run_span(run, opened, "by"), "provider")) /* which writes itself */
        tasks_mail(run, opened);
}

/* One task of the role's; *opened: the new person is asked already. */
static void
pass_over(struct run *run, xmlNode *task, const struct person *person, bool *opened)
{
    if (!tasks_is_open(run, task)) { /* it is asked in its turn; the provider knows all from the start */
        if (span_is(run_span(run, task, "by"), "provider")) {
            xml_set(task, "address", person->address);
            xml_set(task, "name", person->name);
        }
        return;
    }
    tasks_close(run, task, "cancelled", SPAN("remplacer"));
    tell_who_was_asked(run, task);
    if (!*opened && !delegation_is_offer(run, task))
        open_for(run, task, person);
    *opened = *opened || !delegation_is_offer(run, task);
}

static uint32_t
newest_serial(const struct run *run)
{
    uint32_t newest = 0;

    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (run_number(run, task, "serial") > newest)
            newest = run_number(run, task, "serial");
    return newest;
}

static void
replace(struct run *run, const struct replacement *replacement, const struct role *author)
{
    uint32_t newest = newest_serial(run); /* what is opened below comes after it */
    struct person person;
    bool opened = false;

    write_down(run, replacement, author);
    person = run_person(run, replacement->role->id);
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (run_number(run, task, "serial") <= newest && is_replaceable(run, task, replacement->role->id))
            pass_over(run, task, &person, &opened);
    provider_changed(run);
}

bool
replacing_command(struct run *run, const struct command *command)
{
    const struct role *author = run->blank || run->event->duplicate_id ? NULL : author_of(run, command);
    struct span written = run->event->kind == EVENT_OPERATOR ? run->event->argument : run->event->intent->argument;
    struct replacement replacement;
    const char *reason;

    if (author == NULL)
        return false;
    reason = replacing_read(run->arena, run->definition, written, &replacement);
    if (reason == NULL)
        reason = refusal_of(run, &replacement);
    if (reason == NULL) {
        run->answer = evidence_keep(run, NULL, command->verb, written);
        xml_set(run->answer, "role", author->id);
        if (run->event->kind != EVENT_OPERATOR)
            xml_set(run->answer, "address", run->event->intent->from);
        replace(run, &replacement, author);
        machine_settle(run);
    } else
        run_record(run, "answer.refused", "reason=%s verb=%.*s", reason, SPAN_ARG(command->verb));
    if (run->event->kind != EVENT_OPERATOR)
        reply_command(run, command, reason == NULL ? "replaced" : reason);
    return true;
}
