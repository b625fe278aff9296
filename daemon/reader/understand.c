// SPDX-License-Identifier: Apache-2.0
#include "reader/understand.h"

#include <string.h>

#include "common/utf8.h"
#include "reader/answer.h"
#include "reader/automatic.h"
#include "reader/language.h"
#include "reader/pdfform.h"
#include "reader/quote.h"
#include "reader/subject.h"
#include "reader/textform.h"
#include "reader/xmlform.h"

enum {
    OBJECTS_MAX = 100,
    OBJECT_BYTES_MIN = 3,
    FORM_LEAST_TAGGED = 1,   /* known fields that make a form of a reply to one of our mails */
    FORM_LEAST_UNTAGGED = 2, /* of any other mail */
    FORM_LEAST_IN_PLACE = 3, /* of a reply in which nothing new was written */
    SCAN_BYTES_MIN = 30000,  /* a smaller picture is a logo */
    PDFS_MAX = 5,            /* looked into for a form */
};

/* One reading of the body: its new text and what it says. */
struct reading {
    struct quote quote;
    struct words words; /* of the new text */
    struct answer answer;
};

static bool
refuse(struct intent *intent, const char *reason)
{
    intent->kind = INTENT_UNCLEAR;
    intent->reason = span_of(reason);
    return true;
}

/* -- reading ----------------------------------------------------------------------- */

/* The words of the forms' names, and of the subject that was ours: "je valide le/la/this OBJECT". */
static size_t
add_objects(struct arena *arena, struct span label, struct span *objects, size_t count)
{
    struct words words = words_of(arena, span_first(label, 200));

    for (size_t i = 0; i < words.count && count < OBJECTS_MAX; i++)
        if (words.at[i].folded.len >= OBJECT_BYTES_MIN)
            objects[count++] = words.at[i].folded;
    return count;
}

static struct answer_context
context_of(struct arena *arena, const struct intent *intent, const struct intent_settings *settings)
{
    struct span *objects = arena_array(arena, OBJECTS_MAX, sizeof *objects);
    size_t count = 0, at = span_find_byte(intent->from, '@');

    for (size_t i = 0; i < settings->form_count; i++) {
        count = add_objects(arena, settings->forms[i].label.fr, objects, count);
        count = add_objects(arena, settings->forms[i].label.en, objects, count);
    }
    if (intent->tag_count > 0)
        count = add_objects(arena, subject_read(arena, intent->subject).words, objects, count);
    return (struct answer_context){
        .author = span_printf(arena, "%.*s %.*s", SPAN_ARG(span_first(intent->from_name, 200)),
                              SPAN_ARG(span_first(intent->from, at == SIZE_MAX ? 0 : at))),
        .objects = objects,
        .object_count = count,
    };
}

static struct reading
read_body(struct arena *arena, struct span body)
{
    struct reading reading = {.quote = quote_read(arena, body)};

    reading.words = words_of(arena, reading.quote.text);
    return reading;
}

static void
read_answer(struct arena *arena, struct reading *reading, struct answer_context context)
{
    context.signature = reading->quote.signature;
    reading->answer = answer_of(arena, &reading->words, &context);
}

static bool
same_decision(const struct answer *a, const struct answer *b)
{
    if (a->verb == NULL && b->verb == NULL)
        return true;
    return a->verb == b->verb &&
           (a->verb->takes != TAKES_ARGUMENT || strcmp(a->verb->id, "modifier") == 0 ||
            strcmp(a->verb->id, "chercher") == 0 || span_equal(a->argument, b->argument));
}

/* -- what is attached -------------------------------------------------------------- */

static bool
name_ends(struct arena *arena, struct span name, const char *suffix)
{
    return span_ends(span_lower(arena, name), suffix);
}

static bool
is_document(struct arena *arena, const struct mime_part *part)
{
    if (part->child_count > 0 || part->data.len == 0)
        return false;
    if (span_is(part->type, "application/pdf") || name_ends(arena, part->name, ".pdf") ||
        (part->attachment && span_starts(part->data, "%PDF-")))
        return true;
    return intent_is_picture(part->type, part->name) && part->attachment && part->data.len >= SCAN_BYTES_MIN &&
           (part->content_id.len == 0 || span_is(part->disposition, "attachment"));
}

static bool
has_document(struct arena *arena, const struct mime *mime)
{
    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part))
        if (is_document(arena, part))
            return true;
    return false;
}

static bool
has_tnef(struct arena *arena, const struct mime *mime)
{
    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part))
        if (span_is(part->type, "application/ms-tnef") || span_is(part->type, "application/vnd.ms-tnef") ||
            name_ends(arena, part->name, "winmail.dat"))
            return true;
    return false;
}

static bool
is_encrypted(const struct mime *mime)
{
    static const char *const types[] = {"application/pkcs7-mime", "application/x-pkcs7-mime",
                                        "application/pgp-encrypted", NULL};

    for (size_t i = 0; types[i] != NULL; i++)
        if (mime_find(mime, types[i]) != NULL)
            return true;
    return false;
}

static const struct mime_part *
xml_part(struct arena *arena, const struct mime *mime)
{
    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part)) {
        bool typed = span_is(part->type, "application/xml") || span_is(part->type, "text/xml") ||
                     name_ends(arena, part->name, ".xml");

        if (typed && part->child_count == 0 && xmlform_is(part->data))
            return part;
    }
    return NULL;
}

/* -- each kind --------------------------------------------------------------------- */

static bool
take_automatic(struct intent *intent, const struct understanding *u)
{
    if (u->bounce || intent->automatic == AUTO_BOUNCE)
        intent->kind = INTENT_BOUNCE;
    else if (intent->automatic != AUTO_NO)
        intent->kind = INTENT_AUTO_REPLY;
    else
        return false;
    return true;
}

static bool
take_faults(struct intent *intent, const struct understanding *u)
{
    if (span_is(u->from_fault, "several-from") || span_is(u->mime->why, "duplicate-from"))
        return refuse(intent, "unclear-several-from");
    if (u->mime->verdict == MIME_REFUSED)
        return refuse(intent, "unclear-mime");
    if (u->from_fault.len > 0)
        return refuse(intent, span_is(u->from_fault, "no-from") ? "unclear-no-from" : "unclear-from");
    if (u->body->refused)
        return refuse(intent, "unclear-charset");
    return false;
}

static bool
take_xml(struct arena *arena, struct intent *intent, const struct understanding *u,
         const struct answer *answer)
{
    const struct mime_part *part = xml_part(arena, u->mime);
    struct xmlform form;
    struct error err;
    const char *name;

    if (part == NULL)
        return false;
    if (answer->seen != NULL && answer->seen->kind == ANSWER_REPLY)
        return refuse(intent, "unclear-mixed");
    name = part->name.len > 0 ? span_dup(arena, part->name) : "form.xml";
    if (!xmlform_read(arena, u->settings->forms, u->settings->form_count, part->data, name, &form, &err)) {
        intent->argument = span_of(arena_strdup(arena, err.text));
        return refuse(intent, "unclear-xml");
    }
    intent->kind = INTENT_FORM;
    intent->form = form.form == NULL ? (struct span){"", 0} : form.form->id;
    intent->values = form.values;
    intent->value_count = form.value_count;
    intent->unknown = form.unknown;
    intent->unknown_count = form.unknown_count;
    intent->others = arena_alloc(arena, sizeof *intent->others);
    intent->other_count = 1;
    *intent->others = (struct intent_reading){intent->form, form.values, form.value_count, form.unknown,
                                              form.unknown_count};
    if (answer->seen != NULL)
        intent->verb = span_of(answer->seen->id);
    return true;
}

static bool
is_pdf(const struct mime_part *part)
{
    return part->child_count == 0 && part->attachment && span_starts(part->data, "%PDF-");
}

/* The first attachment with fields of ours (*file its bytes); without one, what the first PDF is instead. */
static struct pdfform
find_pdf(struct arena *arena, const struct understanding *u, struct span *file)
{
    struct pdfform found = {.state = PDFFORM_FLAT, .number = {"", 0}};
    size_t count = 0;

    for (const struct mime_part *part = u->mime->root; part != NULL && count < PDFS_MAX;
         part = mime_next(u->mime, part)) {
        struct pdfform form;

        if (!is_pdf(part))
            continue;
        form = pdfform_read(arena, u->settings->forms, u->settings->form_count, part->data, false);
        if (form.state == PDFFORM_READ || count == 0) {
            found = form;
            *file = part->data;
        }
        count++;
        /* A damaged one may have cost much. */
        if (form.state == PDFFORM_READ || form.state == PDFFORM_BROKEN)
            break;
    }
    return found;
}

static void
note_form(struct intent *intent, struct span file)
{
    for (size_t i = 0; i < intent->attachment_count; i++)
        if (intent->attachments[i].data.data == file.data)
            intent->attachments[i].form = true;
}

static bool
take_pdf(struct intent *intent, const struct pdfform *form, struct span file, const struct answer *answer)
{
    if (form->state != PDFFORM_READ)
        return false;
    if (answer->seen != NULL && answer->seen->kind == ANSWER_REPLY)
        return refuse(intent, "unclear-mixed");
    if (intent->number.len > 0 && form->number.len > 0 && !span_equal(intent->number, form->number)) {
        intent->argument = form->number;
        return refuse(intent, "unclear-pdf-other");
    }
    if (intent->number.len == 0)
        intent->number = form->number;
    intent->kind = INTENT_FORM;
    intent->form = form->form->id;
    intent->values = form->values;
    intent->value_count = form->value_count;
    intent->unknown = form->unknown;
    intent->unknown_count = form->unknown_count;
    note_form(intent, file);
    return true;
}

/* "See below", "the completed form": the new words send us to the quoted mail. */
static bool
points_below(struct arena *arena, struct span text)
{
    static const char *const words[] = {"dessous",  "ci dessous", "below",     "formulaire",   "form",
                                        "complete", "completee",  "completes", "rempli",       "remplie",
                                        "remplis",  "renseigne",  "filled",    "completed",    "inline",
                                        "corps",    "rouge",      "bleu",      "informations", NULL};
    struct words all = words_of(arena, span_first(text, 2000));

    for (size_t i = 0; i < all.count; i++)
        if (words_match_any(&all, i, words) > 0)
            return true;
    return false;
}

/* Known fields enough, and no verb: the rule of textform.h. */
static bool
is_form(struct arena *arena, const struct intent *intent, const struct reading *reading,
        const struct textform *form)
{
    size_t least = intent->tag_count > 0 ? FORM_LEAST_TAGGED : FORM_LEAST_UNTAGGED;

    if (form->form == NULL)
        return false;
    if (form->in_place) {
        if (intent->tag_count == 0 || reading->quote.forwarded || reading->answer.seen != NULL)
            return false;
        if (reading->quote.inside || points_below(arena, reading->quote.text))
            return form->value_count >= least;
        return strcmp(reading->answer.reason, "unclear-empty") == 0 &&
               form->value_count >= FORM_LEAST_IN_PLACE;
    }
    if (form->value_count < least)
        return false;
    if (form->opens || reading->answer.seen == NULL)
        return true;
    return reading->answer.seen->kind == ANSWER_COMMAND && form->value_count >= FORM_LEAST_UNTAGGED;
}

/* By every form: the dossier may be of another than the one that fits best. */
static void
keep_others(struct arena *arena, struct intent *intent, const struct textform *each, size_t count)
{
    intent->others = arena_array(arena, count, sizeof *intent->others);
    for (size_t i = 0; i < count; i++)
        if (each[i].form != NULL)
            intent->others[intent->other_count++] =
                (struct intent_reading){each[i].form->id, each[i].values, each[i].value_count,
                                        each[i].unknown, each[i].unknown_count};
}

static bool
take_form(struct arena *arena, struct intent *intent, const struct understanding *u,
          const struct reading *reading)
{
    size_t count = u->settings->form_count;
    struct textform *each =
        textform_read_each(arena, u->settings->forms, count, reading->quote.lines, reading->quote.count);
    struct textform form = textform_best(each, count);
    intent->unknown = form.unknown;
    intent->unknown_count = form.unknown_count;
    if (form.value_count > 0)
        keep_others(arena, intent, each, count);
    if (!is_form(arena, intent, reading, &form))
        return false;
    intent->kind = INTENT_FORM;
    intent->form = form.form->id;
    intent->values = form.values;
    intent->value_count = form.value_count;
    if (reading->answer.seen != NULL && reading->answer.seen->kind == ANSWER_COMMAND)
        intent->verb = span_of(reading->answer.seen->id);
    return true;
}

static void
take_verb(struct arena *arena, struct intent *intent, const struct intent_settings *settings,
          const struct answer *answer)
{
    intent->kind = answer->verb->kind == ANSWER_REPLY ? INTENT_ANSWER : INTENT_COMMAND;
    intent->verb = span_of(answer->verb->id);
    intent->argument = answer->argument;
    if (strcmp(answer->verb->id, "modifier") == 0)
        intent->remarks = textform_remarks(arena, settings->forms, settings->form_count, answer->argument,
                                           &intent->remark_count);
}

/* A command alone in the subject of a mail that says nothing else. */
static bool
take_subject(struct arena *arena, struct intent *intent, const struct understanding *u,
             const struct subject *subject, const struct answer_context *context)
{
    struct answer answer = answer_read(arena, subject->words, context);

    if (subject->forward || answer.verb == NULL || answer.verb->kind != ANSWER_COMMAND)
        return false;
    take_verb(arena, intent, u->settings, &answer);
    return true;
}

static void
take_unclear(struct arena *arena, struct intent *intent, const struct understanding *u,
             const struct reading *reading)
{
    bool empty = strcmp(reading->answer.reason, "unclear-empty") == 0;

    if (automatic_is_notice(arena, intent->subject, reading->quote.text) ||
        (reading->answer.seen == NULL && automatic_says_absent(arena, reading->quote.text))) {
        intent->automatic = AUTO_REPLY;
        intent->kind = INTENT_AUTO_REPLY;
    } else if (empty && has_tnef(arena, u->mime))
        refuse(intent, "unclear-tnef");
    else if (empty && is_encrypted(u->mime))
        refuse(intent, "unclear-encrypted");
    else if (empty && reading->quote.quoted)
        refuse(intent, "unclear-quote-only");
    else
        refuse(intent, reading->answer.reason);
}

/* "Absente du bureau jusqu'au 9 mars" says so to everybody; the command names a colleague's address. */
static bool
is_notice(struct arena *arena, const struct reading *reading)
{
    return reading->answer.verb != NULL && strcmp(reading->answer.verb->id, "absent") == 0 &&
           span_find_byte(reading->answer.argument, '@') == SIZE_MAX &&
           automatic_says_absent(arena, reading->quote.text);
}

static void
decide(struct arena *arena, struct intent *intent, const struct understanding *u, struct reading reading)
{
    struct answer_context context = context_of(arena, intent, u->settings);
    struct subject subject = subject_read(arena, intent->subject);
    struct reading html;
    bool forwarded = subject.forward || reading.quote.forwarded;
    const char *reason;
    struct span file = {"", 0};
    struct pdfform pdf = find_pdf(arena, u, &file);

    read_answer(arena, &reading, context);
    reason = reading.answer.reason == NULL ? "" : reading.answer.reason;
    html = reading;
    if (u->body->has_plain && u->body->has_html && !u->body->html_unreadable) {
        html = read_body(arena, u->body->html);
        read_answer(arena, &html, context);
    }
    if (take_xml(arena, intent, u, &reading.answer) || take_pdf(intent, &pdf, file, &reading.answer) ||
        take_form(arena, intent, u, &reading))
        return;
    if (!same_decision(&reading.answer, &html.answer)) {
        refuse(intent, "unclear-html-differs");
    } else if (reading.answer.verb != NULL && (forwarded || html.quote.forwarded)) {
        refuse(intent, "unclear-forward");
    } else if (reading.answer.verb != NULL && (reading.quote.inside || html.quote.inside)) {
        refuse(intent, "unclear-inline");
    } else if (is_notice(arena, &reading)) {
        intent->automatic = AUTO_REPLY;
        intent->kind = INTENT_AUTO_REPLY;
    } else if (reading.answer.verb != NULL) {
        take_verb(arena, intent, u->settings, &reading.answer);
    } else if (reading.answer.seen == NULL && strcmp(reason, "unclear-negation") != 0 &&
               has_document(arena, u->mime)) {
        intent->kind = INTENT_DOCUMENT;
        intent->reason = span_printf(arena, "pdf-%s", pdfform_state_name(pdf.state));
    } else if (strcmp(reason, "unclear-empty") != 0 || !take_subject(arena, intent, u, &subject, &context)) {
        take_unclear(arena, intent, u, &reading);
        if (forwarded && reading.answer.seen == NULL && intent->automatic == AUTO_NO)
            refuse(intent, "unclear-forward");
    }
}

void
understand(struct arena *arena, struct intent *intent, const struct understanding *u)
{
    struct reading reading = read_body(arena, u->body->text);

    intent->text = reading.quote.text;
    intent->language =
        intent->text.len > 0 ? language_of(&reading.words) : language_guess(arena, intent->subject);
    if (!take_automatic(intent, u) && !take_faults(intent, u))
        decide(arena, intent, u, reading);
}
