// SPDX-License-Identifier: Apache-2.0
#include "main/inquiry.h"

#include <stdlib.h>
#include <string.h>

#include "directory/register.h"
#include "main/work.h"
#include "os/file.h"
#include "os/log.h"

enum { SECRET_MAX = 4096 };

struct inquiry {
    struct registry *registry;
    struct pool *pool;
    enum register_interface interface;
    struct arena *arena; /* of the settings */
};

/* The questions of one message. */
struct asking {
    struct inquiry *inquiry;
    struct consume *consume;
    void (*done)(struct consume *consume);
    size_t left;
};

struct one {
    struct asking *asking;
    size_t number;
};

static void
end_one(struct one *one)
{
    struct asking *asking = one->asking;

    free(one);
    if (--asking->left > 0)
        return;
    asking->done(asking->consume);
    free(asking);
}

static void
was_read(void *context, enum pool_status status, struct span answer)
{
    struct one *one = context;
    struct consume *consume = one->asking->consume;
    struct span records;
    struct error err = {0};

    if (status == POOL_DONE && work_product(answer, &records, &err)) {
        consume->answers[one->number].given = true;
        consume->answers[one->number].records = span_copy(consume->arena, records);
    } else
        log_event(LOG_ERROR, "register", "error=\"%s\"",
                  status == POOL_DONE ? err.text : pool_status_name(status));
    end_one(one);
}

static void
answered(void *context, enum register_outcome outcome, struct span body)
{
    struct one *one = context;
    struct consume *consume = one->asking->consume;
    struct inquiry *inquiry = one->asking->inquiry;

    if (outcome == REGISTER_ANSWERED) {
        struct arena *arena = arena_open(REGISTER_ANSWER_MAX + 64 * 1024);
        struct text question = text_new(arena, REGISTER_ANSWER_MAX + 16 * 1024);

        work_put_register(&question, inquiry->interface, consume->questions.at[one->number].by, body);
        pool_submit(inquiry->pool, WORK_REGISTER, text_get(&question), was_read, one);
        arena_close(&arena);
        return;
    }
    consume->answers[one->number].given = outcome == REGISTER_UNKNOWN;
    consume->answers[one->number].records = SPAN("");
    end_one(one);
}

void
inquiry_ask(struct inquiry *inquiry, struct consume *consume, void (*done)(struct consume *consume))
{
    struct asking *asking = calloc(1, sizeof *asking);

    if (asking == NULL)
        abort();
    *asking = (struct asking){inquiry, consume, done, consume->questions.count};
    for (size_t i = 0; i < consume->questions.count; i++) {
        struct one *one = calloc(1, sizeof *one);

        if (one == NULL)
            abort();
        *one = (struct one){asking, i};
        register_ask(inquiry->registry, consume->questions.at[i].by, consume->questions.at[i].words, answered,
                     one);
    }
}

static bool
read_key(struct inquiry *inquiry, const struct config *config, struct register_settings *settings,
         struct error *err)
{
    struct span key;

    if (*config->register_key_file == '\0')
        return true;
    if (!file_read(inquiry->arena, config->register_key_file, SECRET_MAX, &key, err))
        return false;
    settings->key = span_dup(inquiry->arena, span_trim(key));
    return true;
}

struct inquiry *
inquiry_open(struct event_base *base, const struct config *config, struct pool *pool, struct error *err)
{
    struct register_settings settings = {
        .url = config->register_url,
        .interface = strcmp(config->register_interface, "sirene") == 0 ? REGISTER_SIRENE : REGISTER_RECHERCHE,
        .ca_file = *config->register_ca_file == '\0' ? NULL : config->register_ca_file,
        .interval = config->register_interval,
        .timeout = config->register_timeout * 1000};
    struct inquiry *inquiry;

    err->kind = ERROR_NONE;
    if (*config->register_url == '\0')
        return NULL;
    inquiry = calloc(1, sizeof *inquiry);
    if (inquiry == NULL)
        abort();
    inquiry->pool = pool;
    inquiry->interface = settings.interface;
    inquiry->arena = arena_open(64 * 1024);
    if (read_key(inquiry, config, &settings, err))
        inquiry->registry = register_open(base, &settings, err);
    if (inquiry->registry == NULL)
        inquiry_close(&inquiry);
    return inquiry;
}

void
inquiry_close(struct inquiry **inquiry)
{
    if (*inquiry == NULL)
        return;
    register_close(&(*inquiry)->registry);
    arena_close(&(*inquiry)->arena);
    free(*inquiry);
    *inquiry = NULL;
}
