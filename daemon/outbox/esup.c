// SPDX-License-Identifier: Apache-2.0
#include "outbox/esup.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { BODY_ROOM = 256 * 1024, INSTANT_MAX = 64, REMOTE_DIGITS_MAX = 18 };

/* ---- asking ---- */

static int
by_rank(const void *left, const void *right)
{
    const struct esup_signatory *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->task < b->task ? -1 : a->task > b->task;
}

void
esup_number(struct esup_signatory *signatories, size_t count)
{
    uint32_t step = 0;

    qsort(signatories, count, sizeof *signatories, by_rank);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || signatories[i].rank != signatories[i - 1].rank)
            step++;
        signatories[i].step = step;
    }
}

static json_t *
recipient_of(const struct esup_signatory *signatory)
{
    size_t space = span_find_byte(signatory->name, ' ');
    struct span first = space == SIZE_MAX ? SPAN("") : span_first(signatory->name, space);
    struct span last = space == SIZE_MAX ? signatory->name : span_from(signatory->name, space + 1);

    return json_pack("{s:I, s:s%, s:s%, s:s%}", "step", (json_int_t)signatory->step, "email",
                     signatory->address.data, signatory->address.len, "firstName",
                     first.len > 0 ? first.data : "", first.len, "name", last.len > 0 ? last.data : "", last.len);
}

/* An update that keeps our bytes is only possible when they are not converted. */
static json_t *
step_of(const struct esup_request *request, uint32_t step)
{
    json_t *recipients = json_array();

    for (size_t i = 0; i < request->count; i++)
        if (request->signatories[i].step == step)
            json_array_append_new(recipients, recipient_of(&request->signatories[i]));
    return json_pack("{s:I, s:o, s:s, s:s%, s:b, s:b}", "stepNumber", (json_int_t)step, "recipients", recipients,
                     "signType", "signature", "minSignLevel", request->level.data, request->level.len,
                     "allSignToComplete", 1, "convertToPDFA", 0);
}

static struct span
steps_json(struct arena *arena, const struct esup_request *request)
{
    json_t *steps = json_array();
    uint32_t last = request->count == 0 ? 0 : request->signatories[request->count - 1].step;
    struct span written;
    char *text;

    for (uint32_t step = 1; step <= last; step++)
        json_array_append_new(steps, step_of(request, step));
    text = json_dumps(steps, JSON_COMPACT);
    if (text == NULL)
        abort();
    written = span_copy(arena, span_of(text));
    free(text);
    json_decref(steps);
    return written;
}

static void
put_part(struct text *out, const char *boundary, const char *name, struct span value)
{
    text_printf(out, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n", boundary, name);
    text_span(out, value);
    text_string(out, "\r\n");
}

struct span
esup_create(struct arena *arena, const struct esup_request *request, const char *boundary)
{
    struct text out = text_new(arena, request->pdf.len + BODY_ROOM);

    put_part(&out, boundary, "createByEppn", request->owner);
    put_part(&out, boundary, "title", request->reference);
    put_part(&out, boundary, "pending", SPAN("true"));
    put_part(&out, boundary, "json", SPAN("true"));
    put_part(&out, boundary, "stepsJsonString", steps_json(arena, request));
    text_printf(&out,
                "--%s\r\nContent-Disposition: form-data; name=\"multipartFiles\"; filename=\"%.*s\"\r\n"
                "Content-Type: application/pdf\r\n\r\n",
                boundary, SPAN_ARG(request->file_name));
    text_span(&out, request->pdf);
    text_printf(&out, "\r\n--%s--\r\n", boundary);
    return out.overflow ? SPAN("") : text_get(&out);
}

/* ---- answers ---- */

/* jansson recurses as deep as the input: it is measured first. */
static bool
is_shallow(struct span json)
{
    bool quoted = false;
    int depth = 0;

    for (size_t i = 0; i < json.len; i++) {
        char c = json.data[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{') && ++depth > ESUP_DEPTH_MAX)
            return false;
        else if (!quoted && (c == ']' || c == '}'))
            depth--;
    }
    return true;
}

/* NULL: err. */
static json_t *
load_array(struct span answer, struct error *err)
{
    json_error_t fault;
    json_t *root;

    if (answer.len > ESUP_ANSWER_MAX || !is_shallow(answer)) {
        error_set(err, ERROR_TEMPORARY, "the provider's answer is too big or too deep");
        return NULL;
    }
    root = json_loadb(answer.data, answer.len, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL)
        error_set(err, ERROR_TEMPORARY, "the provider's answer is no JSON: %s", fault.text);
    else if (!json_is_array(root)) {
        error_set(err, ERROR_TEMPORARY, "the provider's answer is no list");
        json_decref(root);
        root = NULL;
    }
    return root;
}

static struct span
text_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    return json_is_string(value) ? (struct span){json_string_value(value), json_string_length(value)} : SPAN("");
}

static bool
is_number(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.len > 0 && text.len <= REMOTE_DIGITS_MAX;
}

/* A number, or a text of digits; "" it is neither. */
static struct span
number_of(struct arena *arena, const json_t *value)
{
    struct span text = SPAN("");

    if (json_is_integer(value))
        text = span_printf(arena, "%lld", (long long)json_integer_value(value));
    else if (json_is_string(value))
        text = span_copy(arena, (struct span){json_string_value(value), json_string_length(value)});
    return is_number(text) ? text : SPAN("");
}

bool
esup_created(struct arena *arena, struct span answer, struct span *remote, struct error *err)
{
    json_t *root = load_array(answer, err);
    bool one;

    if (root == NULL)
        return false;
    *remote = number_of(arena, json_array_get(root, 0));
    one = json_array_size(root) == 1 && remote->len > 0;
    json_decref(root);
    return one || error_set(err, ERROR_TEMPORARY, "the provider did not say which request it made");
}

bool
esup_find(struct arena *arena, struct span answer, struct span reference, struct span *remote, struct error *err)
{
    json_t *root = load_array(answer, err), *item;
    json_int_t newest = -1;
    size_t i;

    *remote = SPAN("");
    if (root == NULL)
        return false;
    json_array_foreach(root, i, item) {
        const json_t *id = json_object_get(item, "id");
        struct span status = text_at(item, "status");

        if (!span_equal(text_at(item, "title"), reference) || span_is(status, "deleted") ||
            span_is(status, "fully-deleted") || !json_is_integer(id) || json_integer_value(id) <= newest)
            continue;
        newest = json_integer_value(id);
        *remote = number_of(arena, id);
    }
    json_decref(root);
    return true;
}

bool
esup_status(struct span answer, enum provider_outcome *outcome, struct error *err)
{
    static const struct {
        const char *word;
        enum provider_outcome outcome;
    } words[] = {
        {"uploading", PROVIDER_WAITING},  {"draft", PROVIDER_WAITING},         {"pending", PROVIDER_WAITING},
        {"checked", PROVIDER_WAITING},    {"signed", PROVIDER_WAITING},        {"completed", PROVIDER_DONE},
        {"exported", PROVIDER_DONE},      {"archived", PROVIDER_DONE},         {"refused", PROVIDER_REFUSED},
        {"deleted", PROVIDER_WITHDRAWN},  {"cleaned", PROVIDER_EXPIRED},       {"fully-deleted", PROVIDER_WITHDRAWN},
    };
    struct span word = span_trim(answer);

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_is(word, words[i].word)) {
            *outcome = words[i].outcome;
            return true;
        }
    return error_set(err, ERROR_TEMPORARY, "the provider says \"%.*s\", which is no status of its interface",
                     SPAN_ARG(span_first(word, 40)));
}

/* Milliseconds or ISO text: kept as the provider's own word. */
static struct span
instant_of(struct arena *arena, const json_t *value)
{
    if (json_is_integer(value))
        return span_printf(arena, "%lld", (long long)json_integer_value(value));
    if (json_is_string(value) && json_string_length(value) <= INSTANT_MAX)
        return span_copy(arena, (struct span){json_string_value(value), json_string_length(value)});
    return SPAN("");
}

struct steps {
    struct arena *arena;
    const struct esup_signatory *signatories;
    size_t count;
    struct provider_signature *found;
    size_t found_count, strangers;
};

static const struct esup_signatory *
signatory_of(const struct steps *steps, const json_t *action, json_int_t number)
{
    struct span address = text_at(action, "userEmail");

    for (size_t i = 0; i < steps->count; i++)
        if (steps->signatories[i].step == number && span_equal_nocase(steps->signatories[i].address, address))
            return &steps->signatories[i];
    return NULL;
}

static bool
is_found(const struct steps *steps, uint32_t task)
{
    for (size_t i = 0; i < steps->found_count; i++)
        if (steps->found[i].task == task)
            return true;
    return false;
}

static void
take_action(struct steps *steps, const json_t *action, json_int_t number)
{
    const struct esup_signatory *signatory = signatory_of(steps, action, number);
    struct span type = text_at(action, "actionType");
    bool refused = span_is(type, "refused");

    if (signatory == NULL)
        steps->strangers++;
    else if ((refused || span_is(type, "signed")) && !is_found(steps, signatory->task))
        steps->found[steps->found_count++] = (struct provider_signature){
            .task = signatory->task,
            .refused = refused,
            .at = instant_of(steps->arena, json_object_get(action, "actionDate")),
            .reason = refused ? span_copy(steps->arena, span_first(text_at(action, "refuseComment"),
                                                                   ESUP_REASON_MAX))
                              : SPAN("")};
}

bool
esup_steps(struct arena *arena, struct span answer, const struct esup_signatory *signatories, size_t count,
           struct provider_signature *found, size_t *found_count, size_t *strangers, struct error *err)
{
    struct steps steps = {.arena = arena, .signatories = signatories, .count = count, .found = found};
    json_t *root = load_array(answer, err), *step, *action;
    size_t i, j;

    if (root == NULL)
        return false;
    json_array_foreach(root, i, step) {
        const json_t *number = json_object_get(step, "stepNumber");

        json_array_foreach(json_object_get(step, "recipientsActions"), j, action)
            take_action(&steps, action, json_is_integer(number) ? json_integer_value(number) : 0);
    }
    json_decref(root);
    *found_count = steps.found_count;
    *strangers = steps.strangers;
    return true;
}
