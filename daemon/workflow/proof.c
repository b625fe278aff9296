// SPDX-License-Identifier: Apache-2.0
#include "workflow/proof.h"

#include <inttypes.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/privacy.h"
#include "workflow/markup.h"
#include "workflow/model.h"

enum { PROOF_MAX = 1024 * 1024 };

struct proof {
    struct arena *arena;
    const struct proof_parts *parts;
    const xmlNode *dossier;
    struct text out;
};

static struct span
value(const struct proof *proof, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(proof->arena, node, name, ""));
}

/* An attribute of ours under another name; absent when it is empty. */
static void
put(struct proof *proof, const char *name, struct span text)
{
    if (text.len > 0)
        markup_attribute(&proof->out, name, text);
}

struct renamed {
    const char *ours, *theirs;
};

static void
put_all(struct proof *proof, const xmlNode *node, const struct renamed *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put(proof, names[i].theirs, value(proof, node, names[i].ours));
}

static bool
have_word(struct span words, struct span word)
{
    struct span each;

    while (words.len > 0) {
        span_split(&words, ' ', &each);
        if (word.len > 0 && span_equal(each, word))
            return true;
    }
    return false;
}

static const xmlNode *
task_of(const struct proof *proof, const xmlNode *answer)
{
    struct span serial = value(proof, answer, "task");
    const xmlNode *task = xml_first(proof->dossier, "task");

    while (task != NULL && !span_equal(value(proof, task, "serial"), serial))
        task = xml_next(task, "task");
    return task;
}

/* ---- who signed by an answer ---- */

/* The last entry of the state. */
static struct span
last_entry(const struct proof *proof, struct span state)
{
    struct span entry = SPAN("");

    for (const xmlNode *task = xml_first(proof->dossier, "task"); task != NULL; task = xml_next(task, "task"))
        if (span_equal(value(proof, task, "state"), state))
            entry = value(proof, task, "entry");
    return entry;
}

static bool
is_signature(const struct proof *proof, const xmlNode *answer)
{
    const xmlNode *task = task_of(proof, answer);
    struct span verb = value(proof, answer, "verb"), state = value(proof, task, "state");

    return task != NULL && have_word(proof->parts->effect->evidence, state) &&
           span_equal(value(proof, task, "entry"), last_entry(proof, state)) &&
           span_is(value(proof, task, "status"), "done") &&
           span_equal(verb, value(proof, task, "verb")) && !verb_refuses(verb) &&
           !have_word(proof->parts->effect->by_hand, value(proof, task, "role"));
}

static const char *
means_of(const struct proof *proof, const xmlNode *answer)
{
    struct span method = value(proof, answer, "method");

    if (value(proof, answer, "operator").len > 0)
        return "operator";
    if (span_is(method, "pdf"))
        return "certificate";
    return span_is(method, "provider") ? "provider" : "reply";
}

static void
put_document(struct proof *proof, const xmlNode *answer)
{
    static const struct renamed names[] = {
        {"document", "name"}, {"revision", "revision"}, {"document-sha256", "sha256"}};

    if (value(proof, answer, "document").len == 0)
        return;
    text_string(&proof->out, "    <document");
    put_all(proof, answer, names, sizeof names / sizeof names[0]);
    text_string(&proof->out, "/>\n");
}

static void
put_request(struct proof *proof, const xmlNode *answer)
{
    static const struct renamed names[] = {
        {"shown-at", "at"}, {"shown-message", "message-id"}, {"shown-receipt", "accepted"}};

    if (value(proof, answer, "shown-at").len == 0)
        return;
    text_string(&proof->out, "    <request");
    put_all(proof, answer, names, sizeof names / sizeof names[0]);
    text_string(&proof->out, "/>\n");
}

/* The mail that brought the answer, and what vouched for its author.  A one-time code (workflow/challenge.h)
 * came with a second mail: the first one is named too. */
static void
put_mail(struct proof *proof, const xmlNode *answer)
{
    static const struct renamed names[] = {{"message-id", "message-id"}, {"message", "sha256"}, {"domain", "domain"}};
    struct span method = value(proof, answer, "method");
    bool code = span_is(method, "code");

    if (value(proof, answer, "message").len == 0)
        return;
    if (span_is(method, "pdf"))
        method = value(proof, answer, "mail-method");
    text_string(&proof->out, "    <message");
    put_all(proof, answer, names, sizeof names / sizeof names[0]);
    put(proof, "authentication", code ? SPAN("none") : method.len == 0 ? SPAN("none") : method);
    put(proof, "code", code ? SPAN("used") : SPAN("not-asked"));
    put(proof, "first-sha256", value(proof, answer, "first-message"));
    text_string(&proof->out, "/>\n");
}

static void
put_certificate(struct proof *proof, const xmlNode *answer)
{
    static const struct renamed names[] = {{"signer", "subject"},
                                           {"organisation", "organisation"},
                                           {"level", "level"},
                                           {"signed-at", "time-proved"},
                                           {"signed-said", "time-said"},
                                           {"signed-sha256", "sha256"}};

    if (value(proof, answer, "signed-sha256").len == 0)
        return;
    text_string(&proof->out, "    <certificate");
    put_all(proof, answer, names, sizeof names / sizeof names[0]);
    text_string(&proof->out, "/>\n");
}

static void
put_signature(struct proof *proof, const xmlNode *answer)
{
    static const struct renamed names[] = {{"role", "role"},
                                           {"name", "name"},
                                           {"address", "address"},
                                           {"for", "for"},
                                           {"for-name", "for-name"},
                                           {"delegated-by", "delegated-by"},
                                           {"delegated-by-name", "delegated-by-name"},
                                           {"replaces", "replaces"},
                                           {"replaces-name", "replaces-name"}};

    text_string(&proof->out, "  <signature");
    put_all(proof, answer, names, sizeof names / sizeof names[0]);
    put(proof, "means", span_of(means_of(proof, answer)));
    put(proof, "at", value(proof, answer, "at"));
    text_string(&proof->out, ">\n");
    put_document(proof, answer);
    put_request(proof, answer);
    put_mail(proof, answer);
    put_certificate(proof, answer);
    text_string(&proof->out, "  </signature>\n");
}

/* ---- who signed by hand ---- */

/* The file that came back last, of this revision. */
static const xmlNode *
last_scan(const struct proof *proof)
{
    struct span revision = value(proof, proof->dossier, "revision");
    const xmlNode *found = NULL;

    for (const xmlNode *answer = xml_first(proof->dossier, "answer"); answer != NULL;
         answer = xml_next(answer, "answer"))
        if (value(proof, answer, "kept-sha256").len > 0 &&
            span_equal(value(proof, answer, "revision"), revision))
            found = answer;
    return found;
}

/* Who said OUI to what it shows: in the same state, not before it. */
static const xmlNode *
last_check(const struct proof *proof, const xmlNode *scan)
{
    struct span state = value(proof, task_of(proof, scan), "state");
    const xmlNode *found = NULL;

    for (const xmlNode *answer = scan; answer != NULL; answer = xml_next(answer, "answer"))
        if (span_is(value(proof, answer, "verb"), "oui") &&
            span_equal(value(proof, task_of(proof, answer), "state"), state))
            found = answer;
    return found;
}

static void
put_scan(struct proof *proof, const xmlNode *scan)
{
    const xmlNode *check = scan == NULL ? NULL : last_check(proof, scan);

    if (scan != NULL) {
        text_string(&proof->out, "    <scan");
        put(proof, "document", value(proof, scan, "kept"));
        put(proof, "sha256", value(proof, scan, "kept-sha256"));
        put(proof, "at", value(proof, scan, "at"));
        put(proof, "message-sha256", value(proof, scan, "message"));
        text_string(&proof->out, "/>\n");
    }
    if (check != NULL) {
        text_string(&proof->out, "    <checked");
        put(proof, "role", value(proof, check, "role"));
        put(proof, "at", value(proof, check, "at"));
        put(proof, "message-sha256", value(proof, check, "message"));
        text_string(&proof->out, "/>\n");
    }
}

static void
put_by_hand(struct proof *proof, const xmlNode *role)
{
    text_string(&proof->out, "  <signature");
    put(proof, "role", value(proof, role, "id"));
    put(proof, "name", value(proof, role, "name"));
    put(proof, "means", SPAN("paper"));
    text_string(&proof->out, ">\n");
    put_scan(proof, last_scan(proof));
    text_string(&proof->out, "  </signature>\n");
}

/* ---- the whole ---- */

static void
begin(struct proof *proof, const char *element, const char *space, struct span document)
{
    static const struct renamed names[] = {
        {"number", "number"}, {"procedure", "procedure"}, {"revision", "revision"}, {"version", "rules"}};

    proof->out = text_new(proof->arena, PROOF_MAX);
    proof->dossier = xml_first(proof->parts->context, "dossier");
    text_printf(&proof->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"%s\"", element, space);
    put_all(proof, proof->dossier, names, sizeof names / sizeof names[0]);
    put(proof, "document", document);
    put(proof, "at", value(proof, proof->parts->context, "now"));
    text_string(&proof->out, ">\n");
}

static struct span
finish(struct proof *proof, const char *element)
{
    text_printf(&proof->out, "</%s>\n", element);
    return text_get(&proof->out);
}

static void
put_files(struct proof *proof)
{
    for (size_t i = 0; i < proof->parts->file_count; i++) {
        const struct proof_file *file = &proof->parts->files[i];

        text_string(&proof->out, "  <enclosed");
        put(proof, "name", file->name);
        put(proof, "document", file->document);
        put(proof, "relationship", file->relationship);
        text_printf(&proof->out, " size=\"%zu\"", file->size);
        put(proof, "sha256", file->sha256);
        text_string(&proof->out, "/>\n");
    }
}

static void
put_log(struct proof *proof)
{
    const struct proof_log *log = &proof->parts->log;

    if (log->event == 0)
        return;
    text_printf(&proof->out, "  <log event=\"%" PRId64 "\"", log->event);
    put(proof, "at", instant_iso(proof->arena, log->at));
    put(proof, "sha256", log->sha256);
    text_string(&proof->out, "/>\n");
}

struct span
proof_evidence(struct arena *arena, const struct proof_parts *parts)
{
    struct proof proof = {.arena = arena, .parts = parts};

    begin(&proof, "evidence", PROOF_EVIDENCE, parts->effect->document);
    for (const xmlNode *answer = xml_first(proof.dossier, "answer"); answer != NULL;
         answer = xml_next(answer, "answer"))
        if (is_signature(&proof, answer))
            put_signature(&proof, answer);
    for (const xmlNode *role = xml_first(parts->context, "role"); role != NULL; role = xml_next(role, "role"))
        if (have_word(parts->effect->by_hand, value(&proof, role, "id")))
            put_by_hand(&proof, role);
    put_files(&proof);
    put_log(&proof);
    return finish(&proof, "evidence");
}

struct span
proof_relationship(const struct proof_parts *parts, struct arena *arena, struct span document)
{
    struct proof proof = {.arena = arena, .parts = parts, .dossier = xml_first(parts->context, "dossier")};

    for (const xmlNode *answer = xml_first(proof.dossier, "answer"); answer != NULL;
         answer = xml_next(answer, "answer")) {
        struct span signed_name = value(&proof, answer, "document");

        if (!is_signature(&proof, answer) || signed_name.len == 0)
            continue;
        if (span_equal(document, signed_name) ||
            (span_equal(span_first(document, signed_name.len), signed_name) &&
             document.data[signed_name.len] == '-'))
            return SPAN("Source");
    }
    return SPAN("Supplement");
}

/* ---- the values ---- */

/* A field, or an item of a group with its fields. */
static void
put_value(struct proof *proof, const struct procedure *procedure, const xmlNode *node, int depth)
{
    text_printf(&proof->out, "%*s<%s>", depth * 2, "", xml_name(node));
    if (xml_first(node, NULL) == NULL) {
        markup_escape(&proof->out,
                      privacy_mask(proof->arena, procedure, xml_text(proof->arena, node), NULL));
    } else {
        text_byte(&proof->out, '\n');
        for (const xmlNode *below = xml_first(node, NULL); below != NULL; below = xml_next(below, NULL))
            put_value(proof, procedure, below, depth + 1);
        text_printf(&proof->out, "%*s", depth * 2, "");
    }
    text_printf(&proof->out, "</%s>\n", xml_name(node));
}

static void
put_section(struct proof *proof, const struct procedure *procedure, const xmlNode *section)
{
    struct span name = span_of(xml_name(section)), wanted = proof->parts->effect->data;
    bool whole = have_word(wanted, name), begun = false;

    for (const xmlNode *node = xml_first(section, NULL); node != NULL; node = xml_next(node, NULL)) {
        struct span id = span_printf(proof->arena, "%.*s.%s", SPAN_ARG(name), xml_name(node));

        if (!whole && !have_word(wanted, id))
            continue;
        if (!begun)
            text_printf(&proof->out, "  <%.*s>\n", SPAN_ARG(name));
        begun = true;
        put_value(proof, procedure, node, 2);
    }
    if (begun)
        text_printf(&proof->out, "  </%.*s>\n", SPAN_ARG(name));
}

struct span
proof_dossier(struct arena *arena, const struct procedure *procedure, const struct proof_parts *parts)
{
    struct proof proof = {.arena = arena, .parts = parts};
    const xmlNode *data;

    begin(&proof, "dossier", PROOF_DOSSIER, parts->effect->document);
    data = xml_first(proof.dossier, "data");
    for (const xmlNode *section = xml_first(data, NULL); section != NULL; section = xml_next(section, NULL))
        put_section(&proof, procedure, section);
    return finish(&proof, "dossier");
}
