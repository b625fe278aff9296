// SPDX-License-Identifier: Apache-2.0
#include "outbox/esup.h"

#include "common/digest.h"
#include "outbox/foreign.h"

enum { BODY_ROOM = 256 * 1024, BOUNDARY_LENGTH = 32 };

/* One deed in hand. */
struct deed {
    struct arena *arena;
    const struct contract_order *order;
    const struct contract_answer *answers;
    size_t count;
    struct contract_step *step;
};

static struct span
url_of(const struct deed *deed, const char *before, const char *after)
{
    return span_printf(deed->arena, "%.*s/ws/signrequests/%s%.*s%s", SPAN_ARG(deed->order->root), before,
                       SPAN_ARG(deed->order->remote), after);
}

/* ---- asking ---- */

static json_t *
recipient_of(const struct contract_signatory *signatory)
{
    size_t space = span_find_byte(signatory->name, ' ');
    struct span first = space == SIZE_MAX ? SPAN("") : span_first(signatory->name, space);
    struct span last = space == SIZE_MAX ? signatory->name : span_from(signatory->name, space + 1);

    return json_pack("{s:I, s:s%, s:s%, s:s%}", "step", (json_int_t)signatory->step, "email",
                     signatory->address.data, signatory->address.len, "firstName",
                     first.len > 0 ? first.data : "", first.len, "name", last.len > 0 ? last.data : "", last.len);
}

static json_t *
recipients_of(const struct contract_order *order, uint32_t step)
{
    json_t *recipients = json_array();

    for (size_t i = 0; i < order->count; i++)
        if (order->signatories[i].step == step)
            json_array_append_new(recipients, recipient_of(&order->signatories[i]));
    return recipients;
}

/* An update that keeps our bytes is only possible when they are not converted. */
static json_t *
step_of(const struct contract_order *order, uint32_t step)
{
    return json_pack("{s:I, s:o, s:s, s:s%, s:b, s:b}", "stepNumber", (json_int_t)step, "recipients",
                     recipients_of(order, step), "signType", "signature", "minSignLevel", order->level.data,
                     order->level.len, "allSignToComplete", 1, "convertToPDFA", 0);
}

static uint32_t
last_step(const struct contract_order *order)
{
    return order->count == 0 ? 0 : order->signatories[order->count - 1].step;
}

static struct span
steps_json(struct arena *arena, const struct contract_order *order)
{
    json_t *steps = json_array();

    for (uint32_t step = 1; step <= last_step(order); step++)
        json_array_append_new(steps, step_of(order, step));
    return foreign_write(arena, steps);
}

/* What the body can't hold but by chance, and the same each time. */
static const char *
boundary_of(const struct deed *deed)
{
    struct digest digest = digest_sha256(span_printf(deed->arena, "%.*s %.*s", SPAN_ARG(deed->order->reference),
                                                     SPAN_ARG(deed->order->remote)));

    return span_dup(deed->arena, span_first(digest_hex(deed->arena, &digest), BOUNDARY_LENGTH));
}

static void
put_part(struct text *out, const char *boundary, const char *name, struct span value)
{
    text_printf(out, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n", boundary, name);
    text_span(out, value);
    text_string(out, "\r\n");
}

static void
post(const struct deed *deed, struct span url, const char *boundary, struct text *body)
{
    text_printf(body, "--%s--\r\n", boundary);
    contract_ask(deed->step, "POST", url);
    deed->step->type = span_printf(deed->arena, "multipart/form-data; boundary=%s", boundary);
    deed->step->body = text_get(body);
}

static void
ask_to_create(const struct deed *deed)
{
    const struct contract_order *order = deed->order;
    struct text out = text_new(deed->arena, order->pdf.len + BODY_ROOM);
    const char *boundary = boundary_of(deed);

    put_part(&out, boundary, "createByEppn", order->owner);
    put_part(&out, boundary, "title", order->reference);
    put_part(&out, boundary, "pending", SPAN("true"));
    put_part(&out, boundary, "json", SPAN("true"));
    put_part(&out, boundary, "stepsJsonString", steps_json(deed->arena, order));
    text_printf(&out,
                "--%s\r\nContent-Disposition: form-data; name=\"multipartFiles\"; filename=\"%.*s\"\r\n"
                "Content-Type: application/pdf\r\n\r\n",
                boundary, SPAN_ARG(order->file_name));
    text_span(&out, order->pdf);
    text_string(&out, "\r\n");
    post(deed, url_of(deed, "new", ""), boundary, &out);
}

/* ---- answers ---- */

static bool
read_created(const struct deed *deed, struct error *err)
{
    json_t *root = foreign_array(deed->arena, deed->answers[0].body, CONTRACT_ANSWER_MAX, err);

    if (root == NULL)
        return false;
    deed->step->remote = foreign_number(deed->arena, json_array_get(root, 0));
    return (json_array_size(root) == 1 && deed->step->remote.len > 0) ||
           error_set(err, ERROR_TEMPORARY, "the provider did not say which request it made");
}

static bool
read_found(const struct deed *deed, struct error *err)
{
    json_t *root = foreign_array(deed->arena, deed->answers[0].body, CONTRACT_ANSWER_MAX, err), *item;
    json_int_t newest = -1;
    size_t i;

    if (root == NULL)
        return false;
    json_array_foreach(root, i, item) {
        const json_t *id = json_object_get(item, "id");
        struct span status = foreign_text(item, "status");

        if (!span_equal(foreign_text(item, "title"), deed->order->reference) || span_is(status, "deleted") ||
            span_is(status, "fully-deleted") || !json_is_integer(id) || json_integer_value(id) <= newest)
            continue;
        newest = json_integer_value(id);
        deed->step->remote = foreign_number(deed->arena, id);
    }
    return true;
}

/* An unknown word is an error: what is unclear does not act. */
static bool
read_status(const struct deed *deed, struct error *err)
{
    static const struct {
        const char *word;
        enum provider_outcome outcome;
    } words[] = {
        {"uploading", PROVIDER_WAITING}, {"draft", PROVIDER_WAITING},  {"pending", PROVIDER_WAITING},
        {"checked", PROVIDER_WAITING},   {"signed", PROVIDER_WAITING}, {"completed", PROVIDER_DONE},
        {"exported", PROVIDER_DONE},     {"archived", PROVIDER_DONE},  {"refused", PROVIDER_REFUSED},
        {"deleted", PROVIDER_WITHDRAWN}, {"cleaned", PROVIDER_EXPIRED}, {"fully-deleted", PROVIDER_WITHDRAWN},
    };
    struct span word = span_trim(deed->answers[0].body);

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_is(word, words[i].word)) {
            deed->step->outcome = words[i].outcome;
            return true;
        }
    return error_set(err, ERROR_TEMPORARY, "the provider says \"%.*s\", which is no status of its interface",
                     SPAN_ARG(span_first(word, 40)));
}

static const struct contract_signatory *
signatory_of(const struct deed *deed, const json_t *action, json_int_t number)
{
    struct span address = foreign_text(action, "userEmail");

    for (size_t i = 0; i < deed->order->count; i++)
        if (deed->order->signatories[i].step == number &&
            span_equal_nocase(deed->order->signatories[i].address, address))
            return &deed->order->signatories[i];
    return NULL;
}

static void
take_action(const struct deed *deed, const json_t *action, json_int_t number)
{
    const struct contract_signatory *signatory = signatory_of(deed, action, number);
    struct contract_step *step = deed->step;
    struct span type = foreign_text(action, "actionType");
    bool refused = span_is(type, "refused");

    if (signatory == NULL)
        step->strangers++;
    else if (refused || span_is(type, "signed"))
        contract_take(step, &(struct provider_signature){
                                .task = signatory->task,
                                .refused = refused,
                                .at = foreign_word(deed->arena, json_object_get(action, "actionDate")),
                                .reason = refused ? foreign_copy(deed->arena, foreign_text(action, "refuseComment"),
                                                                 CONTRACT_REASON_MAX)
                                                  : SPAN("")});
}

static json_int_t
number_of(const json_t *step)
{
    const json_t *number = json_object_get(step, "stepNumber");

    return json_is_integer(number) ? json_integer_value(number) : 0;
}

static bool
read_steps(const struct deed *deed, struct span answer, struct error *err)
{
    json_t *root = foreign_array(deed->arena, answer, CONTRACT_ANSWER_MAX, err), *step, *action;
    size_t i, j;

    if (root == NULL)
        return false;
    deed->step->signatures = arena_array(deed->arena, deed->order->count, sizeof *deed->step->signatures);
    json_array_foreach(root, i, step)
        json_array_foreach(json_object_get(step, "recipientsActions"), j, action)
            take_action(deed, action, number_of(step));
    return true;
}

/* ---- deeds ---- */

static bool
find(const struct deed *deed, struct error *err)
{
    if (deed->count > 0)
        return read_found(deed, err);
    contract_ask(deed->step, "GET", url_of(deed, "all", ""));
    return true;
}

static bool
create(const struct deed *deed, struct error *err)
{
    if (deed->count > 0)
        return read_created(deed, err);
    ask_to_create(deed);
    return true;
}

static bool
look(const struct deed *deed, struct error *err)
{
    if (deed->count == 0)
        contract_ask(deed->step, "GET", url_of(deed, "status/", ""));
    else if (!read_status(deed, err))
        return false;
    else if (deed->count > 1)
        return read_steps(deed, deed->answers[1].body, err);
    else if (deed->step->outcome != PROVIDER_WITHDRAWN)
        contract_ask(deed->step, "GET", url_of(deed, "", "/steps"));
    return true;
}

static bool
fetch(const struct deed *deed, struct error *err)
{
    (void)err;
    contract_ask(deed->step, "GET", url_of(deed, "get-last-file/", ""));
    deed->step->is_file = true;
    return true;
}

static bool
cancel(const struct deed *deed, struct error *err)
{
    if (deed->count == 0)
        contract_ask(deed->step, "GET", url_of(deed, "status/", ""));
    else if (deed->count == 1 && !read_status(deed, err))
        return false;
    else if (deed->count == 1 && deed->step->outcome == PROVIDER_WAITING)
        contract_ask(deed->step, "DELETE", url_of(deed, "soft/", ""));
    return true;
}

/* One of ours who is asked in this step is not among its actions, and somebody who is not ours can still sign. */
static bool
is_outdated(const struct deed *deed, const json_t *root, uint32_t number)
{
    bool named[PROVIDER_SIGNATORIES_MAX] = {false}, other = false, missing = false;
    json_t *step, *action;
    size_t i, j;

    json_array_foreach(root, i, step) {
        if (number_of(step) != number)
            continue;
        json_array_foreach(json_object_get(step, "recipientsActions"), j, action) {
            const struct contract_signatory *signatory = signatory_of(deed, action, number);

            if (signatory != NULL)
                named[signatory - deed->order->signatories] = true;
            else
                other = other || span_is(foreign_text(action, "actionType"), "none");
        }
    }
    for (i = 0; i < deed->order->count; i++)
        missing = missing || (deed->order->signatories[i].step == number && !named[i]);
    return other && missing;
}

static void
ask_to_replace(const struct deed *deed, uint32_t number)
{
    struct text out = text_new(deed->arena, BODY_ROOM);
    const char *boundary = boundary_of(deed);

    put_part(&out, boundary, "stepNumber", span_printf(deed->arena, "%u", number));
    put_part(&out, boundary, "recipientWsDtosString", foreign_write(deed->arena, recipients_of(deed->order, number)));
    post(deed, url_of(deed, "", "/update-recipients"), boundary, &out);
}

/* The steps one after the other, each as our order has it now. */
static bool
replace(const struct deed *deed, struct error *err)
{
    size_t told = 1;
    json_t *root;

    if (deed->count == 0) {
        contract_ask(deed->step, "GET", url_of(deed, "", "/steps"));
        return true;
    }
    root = foreign_array(deed->arena, deed->answers[0].body, CONTRACT_ANSWER_MAX, err);
    if (root == NULL)
        return false;
    for (uint32_t number = 1; number <= last_step(deed->order); number++)
        if (is_outdated(deed, root, number) && told++ == deed->count) {
            ask_to_replace(deed, number);
            return true;
        }
    return true;
}

/* It answers false to who reminds too often, which changes nothing. */
static bool
remind(const struct deed *deed, struct error *err)
{
    (void)err;
    if (deed->count > 0)
        return true;
    contract_ask(deed->step, "POST", url_of(deed, "replay-notif/", ""));
    deed->step->type = SPAN("application/x-www-form-urlencoded");
    return true;
}

bool
esup_step(struct arena *arena, const struct contract_order *order, const struct contract_answer *answers, size_t count,
          struct contract_step *step, struct error *err)
{
    static bool (*const deeds[])(const struct deed *deed, struct error *err) = {
        [CONTRACT_FIND] = find,   [CONTRACT_CREATE] = create, [CONTRACT_LOOK] = look,
        [CONTRACT_FETCH] = fetch, [CONTRACT_CANCEL] = cancel, [CONTRACT_REPLACE] = replace,
        [CONTRACT_REMIND] = remind};
    struct deed deed = {arena, order, answers, count, step};

    return deeds[order->deed](&deed, err);
}
