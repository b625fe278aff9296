// SPDX-License-Identifier: Apache-2.0
#include "outbox/docuseal.h"

#include "common/digest.h"
#include "outbox/foreign.h"
#include "signature/spots.h"

enum { WHOLE_MAX = 100 };

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
    return span_printf(deed->arena, "%.*s/%s%.*s%s", SPAN_ARG(deed->order->root), before,
                       SPAN_ARG(deed->order->remote), after);
}

/* Without a space, so that it stands in an URL as it is. */
static struct span
external_id(const struct deed *deed, struct span role)
{
    struct digest digest = digest_sha256(deed->order->reference);

    return span_printf(deed->arena, "%.*s-%.*s", SPAN_ARG(span_first(digest_hex(deed->arena, &digest), 32)),
                       SPAN_ARG(role));
}

static void
send_json(const struct deed *deed, const char *method, struct span url, json_t *value)
{
    contract_ask(deed->step, method, url);
    deed->step->type = SPAN("application/json");
    deed->step->body = foreign_write(deed->arena, value);
}

/* ---- asking ---- */

/* Coordinates as the interface has them: pixels of 1/72 inch, from the page's upper left corner. */
static json_t *
field_of(struct span role, const struct spot *spot)
{
    return json_pack("{s:s%, s:s, s:s%, s:b, s:[{s:f, s:f, s:f, s:f, s:I}]}", "name", role.data, role.len, "type",
                     "signature", "role", role.data, role.len, "required", 1, "areas", "x", spot->x, "y", spot->y,
                     "w", spot->width, "h", spot->height, "page", (json_int_t)spot->page);
}

static const struct spot *
spot_of(const struct spot *spots, size_t count, struct span role)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(spots[i].field, role))
            return &spots[i];
    return NULL;
}

/* Who has no field could only read. */
static json_t *
fields_json(const struct deed *deed, struct error *err)
{
    struct spot spots[SPOTS_MAX];
    json_t *fields;
    size_t count;

    if (!spots_find(deed->arena, deed->order->pdf, spots, &count, err)) {
        err->kind = ERROR_PERMANENT;
        return NULL;
    }
    fields = json_array();
    for (size_t i = 0; i < deed->order->count; i++) {
        struct span role = deed->order->signatories[i].role;
        const struct spot *spot = spot_of(spots, count, role);

        if (spot == NULL) {
            json_decref(fields);
            error_set(err, ERROR_PERMANENT, "the document has no signature field \"%.*s\"", SPAN_ARG(role));
            return NULL;
        }
        json_array_append_new(fields, field_of(role, spot));
    }
    return fields;
}

static json_t *
submitters_json(const struct deed *deed)
{
    json_t *submitters = json_array();

    for (size_t i = 0; i < deed->order->count; i++) {
        const struct contract_signatory *signatory = &deed->order->signatories[i];
        struct span id = external_id(deed, signatory->role);

        json_array_append_new(
            submitters, json_pack("{s:s%, s:s%, s:s%, s:s%, s:I}", "role", signatory->role.data, signatory->role.len,
                                  "name", signatory->name.len > 0 ? signatory->name.data : "", signatory->name.len,
                                  "email", signatory->address.data, signatory->address.len, "external_id", id.data,
                                  id.len, "order", (json_int_t)signatory->step - 1));
    }
    return submitters;
}

static bool
create(const struct deed *deed, struct error *err)
{
    const struct contract_order *order = deed->order;
    struct span file;
    json_t *root, *fields;

    if (deed->count == 0) {
        fields = fields_json(deed, err);
        if (fields == NULL)
            return false;
        file = base64_encode(deed->arena, order->pdf);
        send_json(deed, "POST", url_of(deed, "submissions/pdf", ""),
                  json_pack("{s:s%, s:s, s:b, s:b, s:[{s:s%, s:s%, s:o}], s:o}", "name", order->reference.data,
                            order->reference.len, "order", "preserved", "flatten", 0, "remove_tags", 0, "documents",
                            "name", order->file_name.data, order->file_name.len, "file", file.data, file.len,
                            "fields", fields, "submitters", submitters_json(deed)));
        return true;
    }
    root = foreign_object(deed->arena, deed->answers[0].body, CONTRACT_ANSWER_MAX, err);
    if (root == NULL)
        return false;
    deed->step->remote = foreign_number(deed->arena, json_object_get(root, "id"));
    return deed->step->remote.len > 0 ||
           error_set(err, ERROR_TEMPORARY, "the provider did not say which submission it made");
}

/* Those of the first signatory; the newest is ours. */
static bool
find(const struct deed *deed, struct error *err)
{
    struct span id = deed->order->count == 0 ? SPAN("") : external_id(deed, deed->order->signatories[0].role);
    json_t *root, *item;
    json_int_t newest = -1;
    size_t i;

    if (id.len == 0)
        return true;
    if (deed->count == 0) {
        contract_ask(deed->step, "GET",
                     span_printf(deed->arena, "%.*s/submitters?external_id=%.*s&limit=%d",
                                 SPAN_ARG(deed->order->root), SPAN_ARG(id), WHOLE_MAX));
        return true;
    }
    root = foreign_object(deed->arena, deed->answers[0].body, CONTRACT_ANSWER_MAX, err);
    if (root == NULL)
        return false;
    if (!json_is_array(json_object_get(root, "data")))
        return error_set(err, ERROR_TEMPORARY, "the provider's answer lists nothing");
    json_array_foreach(json_object_get(root, "data"), i, item) {
        const json_t *number = json_object_get(item, "submission_id");

        if (!span_equal(foreign_text(item, "external_id"), id) || !json_is_integer(number) ||
            json_integer_value(number) <= newest)
            continue;
        newest = json_integer_value(number);
        deed->step->remote = foreign_number(deed->arena, number);
    }
    return true;
}

/* ---- answers ---- */

/* An unknown word is an error: what is unclear does not act. */
static bool
read_status(const struct deed *deed, const json_t *root, struct error *err)
{
    static const struct {
        const char *word;
        enum provider_outcome outcome;
    } words[] = {{"pending", PROVIDER_WAITING},
                 {"completed", PROVIDER_DONE},
                 {"declined", PROVIDER_REFUSED},
                 {"expired", PROVIDER_EXPIRED}};
    struct span word = foreign_text(root, "status");

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_is(word, words[i].word)) {
            deed->step->outcome = words[i].outcome;
            if (words[i].outcome != PROVIDER_DONE && json_is_string(json_object_get(root, "archived_at")))
                deed->step->outcome = PROVIDER_WITHDRAWN;
            return true;
        }
    return error_set(err, ERROR_TEMPORARY, "the provider says \"%.*s\", which is no status of its interface",
                     SPAN_ARG(span_first(word, 40)));
}

static const struct contract_signatory *
signatory_of(const struct deed *deed, const json_t *submitter)
{
    for (size_t i = 0; i < deed->order->count; i++)
        if (span_equal(deed->order->signatories[i].role, foreign_text(submitter, "role")))
            return &deed->order->signatories[i];
    return NULL;
}

/* A declining submitter's reason stands with the event. */
static struct span
reason_of(const struct deed *deed, const json_t *root, const json_t *submitter)
{
    struct span id = foreign_number(deed->arena, json_object_get(submitter, "id"));
    json_t *event;
    size_t i;

    json_array_foreach(json_object_get(root, "submission_events"), i, event)
        if (span_is(foreign_text(event, "event_type"), "decline_form") &&
            span_equal(foreign_number(deed->arena, json_object_get(event, "submitter_id")), id))
            return foreign_copy(deed->arena, foreign_text(json_object_get(event, "data"), "reason"),
                                CONTRACT_REASON_MAX);
    return SPAN("");
}

static void
take_submitter(const struct deed *deed, const json_t *root, const json_t *submitter)
{
    const struct contract_signatory *signatory = signatory_of(deed, submitter);
    struct contract_step *step = deed->step;
    struct span status = foreign_text(submitter, "status");
    bool refused = span_is(status, "declined");

    if (signatory == NULL || !span_equal_nocase(signatory->address, foreign_text(submitter, "email")))
        step->strangers++;
    else if (refused || span_is(status, "completed"))
        contract_take(step, &(struct provider_signature){
                                .task = signatory->task,
                                .refused = refused,
                                .at = foreign_word(deed->arena, json_object_get(submitter, refused ? "declined_at"
                                                                                                   : "completed_at")),
                                .reason = refused ? reason_of(deed, root, submitter) : SPAN("")});
}

/* NULL and *good: it is not there any more. */
static json_t *
read_submission(const struct deed *deed, bool *good, struct error *err)
{
    json_t *root;

    *good = true;
    deed->step->outcome = PROVIDER_WITHDRAWN;
    if (deed->answers[0].absent)
        return NULL;
    root = foreign_object(deed->arena, deed->answers[0].body, CONTRACT_ANSWER_MAX, err);
    *good = root != NULL && read_status(deed, root, err);
    return *good ? root : NULL;
}

static bool
ask_for_submission(const struct deed *deed)
{
    contract_ask(deed->step, "GET", url_of(deed, "submissions/", ""));
    return true;
}

/* ---- deeds ---- */

static bool
look(const struct deed *deed, struct error *err)
{
    json_t *root, *submitter;
    bool good;
    size_t i;

    if (deed->count == 0)
        return ask_for_submission(deed);
    root = read_submission(deed, &good, err);
    deed->step->signatures = arena_array(deed->arena, deed->order->count, sizeof *deed->step->signatures);
    json_array_foreach(json_object_get(root, "submitters"), i, submitter)
        take_submitter(deed, root, submitter);
    return good;
}

/* The address is the provider's word: who sends looks whether it is one of its own. */
static bool
fetch(const struct deed *deed, struct error *err)
{
    const json_t *documents;
    json_t *root;
    struct span url;

    if (deed->count == 0) {
        contract_ask(deed->step, "GET", url_of(deed, "submissions/", "/documents"));
        return true;
    }
    root = foreign_object(deed->arena, deed->answers[0].body, CONTRACT_ANSWER_MAX, err);
    if (root == NULL)
        return false;
    documents = json_object_get(root, "documents");
    url = foreign_text(json_array_get(documents, 0), "url");
    if (json_array_size(documents) != 1 || url.len == 0)
        return error_set(err, ERROR_TEMPORARY, "the provider does not name the one document");
    contract_ask(deed->step, "GET", span_copy(deed->arena, url));
    deed->step->is_file = true;
    return true;
}

static bool
cancel(const struct deed *deed, struct error *err)
{
    bool good;

    if (deed->count == 0)
        return ask_for_submission(deed);
    if (deed->count > 1)
        return true;
    (void)read_submission(deed, &good, err);
    if (good && deed->step->outcome == PROVIDER_WAITING)
        contract_ask(deed->step, "DELETE", url_of(deed, "submissions/", ""));
    return good;
}

/* Of those who have not answered: is asked under another address than ours. */
static const struct contract_signatory *
outdated(const struct deed *deed, const json_t *submitter)
{
    const struct contract_signatory *signatory = signatory_of(deed, submitter);
    struct span status = foreign_text(submitter, "status");

    if (signatory == NULL || span_is(status, "completed") || span_is(status, "declined") ||
        span_equal_nocase(signatory->address, foreign_text(submitter, "email")))
        return NULL;
    return signatory;
}

/* Whose turn it is gets the provider's mail at once; the others when it is. */
static void
ask_to_replace(const struct deed *deed, const json_t *submitter, const struct contract_signatory *signatory)
{
    struct span id = foreign_number(deed->arena, json_object_get(submitter, "id"));
    bool now = !span_is(foreign_text(submitter, "status"), "awaiting");

    send_json(deed, "PUT", span_printf(deed->arena, "%.*s/submitters/%.*s", SPAN_ARG(deed->order->root), SPAN_ARG(id)),
              json_pack("{s:s%, s:s%, s:b}", "name", signatory->name.len > 0 ? signatory->name.data : "",
                        signatory->name.len, "email", signatory->address.data, signatory->address.len, "send_email",
                        now));
}

static bool
replace(const struct deed *deed, struct error *err)
{
    json_t *root, *submitter;
    size_t told = 1, i;
    bool good;

    if (deed->count == 0)
        return ask_for_submission(deed);
    root = read_submission(deed, &good, err);
    json_array_foreach(json_object_get(root, "submitters"), i, submitter) {
        const struct contract_signatory *signatory = outdated(deed, submitter);

        if (signatory == NULL || foreign_number(deed->arena, json_object_get(submitter, "id")).len == 0 ||
            told++ != deed->count)
            continue;
        ask_to_replace(deed, submitter, signatory);
        break;
    }
    return good;
}

/* Of those who can sign now, one after the other. */
static bool
remind(const struct deed *deed, struct error *err)
{
    json_t *root, *submitter;
    size_t told = 1, i;
    bool good;

    if (deed->count == 0)
        return ask_for_submission(deed);
    root = read_submission(deed, &good, err);
    json_array_foreach(json_object_get(root, "submitters"), i, submitter) {
        struct span id = foreign_number(deed->arena, json_object_get(submitter, "id"));
        struct span status = foreign_text(submitter, "status");

        if (deed->step->outcome != PROVIDER_WAITING || signatory_of(deed, submitter) == NULL || id.len == 0 ||
            (!span_is(status, "sent") && !span_is(status, "opened")) || told++ != deed->count)
            continue;
        send_json(deed, "PUT",
                  span_printf(deed->arena, "%.*s/submitters/%.*s", SPAN_ARG(deed->order->root), SPAN_ARG(id)),
                  json_pack("{s:b}", "send_email", 1));
        break;
    }
    return good;
}

bool
docuseal_step(struct arena *arena, const struct contract_order *order, const struct contract_answer *answers,
              size_t count, struct contract_step *step, struct error *err)
{
    static bool (*const deeds[])(const struct deed *deed, struct error *err) = {
        [CONTRACT_FIND] = find,   [CONTRACT_CREATE] = create, [CONTRACT_LOOK] = look,
        [CONTRACT_FETCH] = fetch, [CONTRACT_CANCEL] = cancel, [CONTRACT_REPLACE] = replace,
        [CONTRACT_REMIND] = remind};
    struct deed deed = {arena, order, answers, count, step};

    return deeds[order->deed](&deed, err);
}
