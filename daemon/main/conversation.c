// SPDX-License-Identifier: Apache-2.0
#include "main/conversation.h"

#include <stdlib.h>
#include <string.h>

#include "main/work.h"
#include "os/file.h"
#include "process/fetch.h"

enum {
    SETTINGS_ARENA_MAX = 64 * 1024,
    KEY_MAX = 4096,
    ORDER_ROOM = 1024 * 1024, /* beside document and answers */
    FILE_MAX = 64 * 1024 * 1024,
    GATEWAY_FIRST = 502, /* RFC 9110 section 15.6: bad gateway, unavailable, gateway timeout */
    GATEWAY_LAST = 504,
};

struct conversation {
    const struct config *config;
    const struct contract *contract;
    struct pool *pool;
    struct arena *settings;
    const char *header; /* with the key */
    struct fetcher *fetcher;
    struct fetch_status status;
    /* the deed in hand */
    struct arena *arena;
    struct contract_order order;
    struct contract_answer answers[CONTRACT_ANSWERS_MAX];
    size_t count;
    struct conversation_end end;
    void (*done)(void *context, const struct conversation_end *end);
    void *context;
};

static void ask_worker(struct conversation *conversation);

static void
finish(struct conversation *conversation, const struct error *err)
{
    conversation->end.good = err == NULL;
    if (err != NULL)
        conversation->end.err = *err;
    conversation->done(conversation->context, &conversation->end);
}

/* "https://sign.example" is no beginning of "https://sign.example.evil". */
static bool
is_below(struct span url, const char *place)
{
    size_t len = strlen(place);

    return len > 0 && span_starts(url, place) && (place[len - 1] == '/' || (url.len > len && url.data[len] == '/')) &&
           span_find(url, "/../") == SIZE_MAX;
}

static bool
is_down(long code)
{
    return code == 0 || (code >= GATEWAY_FIRST && code <= GATEWAY_LAST);
}

static void
was_fetched(void *context, bool good, struct span answer, const struct error *err)
{
    struct conversation *conversation = context;
    struct contract_answer *slot = &conversation->answers[conversation->count];
    bool absent = !good && conversation->status.code == 404;

    conversation->end.down = !good && is_down(conversation->status.code);
    if (!good && !absent)
        finish(conversation, err);
    else if (conversation->end.step.is_file && absent)
        finish(conversation, err);
    else if (conversation->end.step.is_file) {
        conversation->end.file = span_copy(conversation->arena, answer);
        finish(conversation, NULL);
    } else {
        *slot = (struct contract_answer){absent, absent ? SPAN("") : span_copy(conversation->arena, answer)};
        conversation->count++;
        ask_worker(conversation);
    }
}

static void
send_request(struct conversation *conversation)
{
    const struct contract_step *step = &conversation->end.step;
    const struct config *config = conversation->config;
    bool own = is_below(step->url, config->provider_url);
    struct fetch_order order = {.url = step->url,
                                .method = span_dup(conversation->arena, step->method),
                                .type = step->type.len == 0 ? NULL : span_dup(conversation->arena, step->type),
                                .accept = step->is_file ? "application/pdf, */*" : "application/json, */*",
                                .header = own ? conversation->header : NULL,
                                .ca_file = config->provider_ca_file,
                                .body = step->body,
                                .max = step->is_file ? (size_t)FILE_MAX * 2 : (size_t)CONTRACT_ANSWER_MAX * 2,
                                .seconds = (long)config->provider_timeout,
                                .status = &conversation->status,
                                .done = was_fetched,
                                .context = conversation};
    struct error err;

    if (strcmp(order.method, "GET") == 0)
        order.method = NULL;
    if (!own && !is_below(step->url, config->provider_files)) {
        error_set(&err, ERROR_TEMPORARY,
                  "the provider names %.*s, which is neither below [provider] url nor below [provider] files",
                  SPAN_ARG(span_first(step->url, 200)));
        finish(conversation, &err);
        return;
    }
    fetch_start(conversation->fetcher, &order);
}

static void
was_read(void *context, enum pool_status status, struct span answer)
{
    struct conversation *conversation = context;
    struct error err = {0};
    struct span product;

    if (status != POOL_DONE)
        error_set(&err, ERROR_TEMPORARY, "the worker %s", pool_status_name(status));
    else if (work_product(answer, &product, &err) &&
             !contract_get_step(conversation->arena, span_copy(conversation->arena, product),
                                &conversation->end.step))
        error_set(&err, ERROR_TEMPORARY, "a worker's answer was malformed");
    if (err.kind != ERROR_NONE)
        finish(conversation, &err);
    else if (conversation->end.step.asks)
        send_request(conversation);
    else
        finish(conversation, NULL);
}

static void
ask_worker(struct conversation *conversation)
{
    size_t room = ORDER_ROOM + conversation->order.pdf.len;
    struct text question;

    for (size_t i = 0; i < conversation->count; i++)
        room += conversation->answers[i].body.len;
    question = text_new(conversation->arena, room);
    contract_put_order(&question, conversation->contract->name, &conversation->order, conversation->answers,
                       conversation->count);
    pool_submit(conversation->pool, WORK_PROVIDER, text_get(&question), was_read, conversation);
}

void
conversation_hold(struct conversation *conversation, struct arena *arena, const struct contract_order *order,
                  void (*done)(void *context, const struct conversation_end *end), void *context)
{
    const struct config *config = conversation->config;

    conversation->arena = arena;
    conversation->order = *order;
    conversation->order.root = span_of(config->provider_url);
    conversation->order.owner = span_of(config->provider_owner);
    conversation->order.level = span_of(config->provider_level);
    conversation->count = 0;
    conversation->end = (struct conversation_end){.file = SPAN("")};
    conversation->done = done;
    conversation->context = context;
    ask_worker(conversation);
}

static bool
read_key(struct conversation *conversation, struct error *err)
{
    const char *path = conversation->config->provider_key_file;
    struct span key, line;

    if (!file_read(conversation->settings, path, KEY_MAX, &key, err))
        return error_at(err, "[provider] key-file");
    if (!span_line(&key, &line) || span_trim(line).len == 0)
        return error_set(err, ERROR_BAD_INPUT, "[provider] key-file: %s is empty", path);
    conversation->header = arena_printf(conversation->settings, "%s: %.*s", conversation->contract->key_header,
                                        SPAN_ARG(span_trim(line)));
    return true;
}

struct conversation *
conversation_open(struct event_base *base, const struct config *config, struct pool *pool, struct error *err)
{
    struct conversation *conversation = calloc(1, sizeof *conversation);

    if (conversation == NULL)
        abort();
    conversation->config = config;
    conversation->contract = contract_named(config->provider_kind);
    conversation->pool = pool;
    conversation->settings = arena_open(SETTINGS_ARENA_MAX);
    conversation->fetcher = fetcher_open(base, err);
    if (conversation->fetcher == NULL || !read_key(conversation, err))
        conversation_close(&conversation);
    return conversation;
}

void
conversation_close(struct conversation **conversation)
{
    struct conversation *c = *conversation;

    if (c == NULL)
        return;
    fetcher_close(&c->fetcher);
    arena_close(&c->settings);
    free(c);
    *conversation = NULL;
}
