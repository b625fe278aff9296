// SPDX-License-Identifier: Apache-2.0
#include "main/adoption.h"

#include <stdlib.h>

#include "main/known.h"
#include "main/places.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/folder.h"
#include "os/log.h"

enum { PROCEDURE_ARENA_MAX = 256 * 1024 * 1024 };

struct adoptions {
    const struct config *config;
    struct pool *pool;
    struct writer *writer;
    struct versions *versions;
    struct known known; /* versions that the workers hold */
    struct digest current[CONFIG_MAILBOXES_MAX];
};

/* A version on its way into the store. */
struct adoption {
    struct job job; /* first */
    struct versions *versions;
    struct bundle bundle;
    struct arena *arena;
};

bool
adoptions_known(void *context, const struct digest *version)
{
    return known_has(&((struct adoptions *)context)->known, version);
}

void
adoptions_need(void *context, const struct digest *version, struct span bundle)
{
    struct adoptions *adoptions = context;

    if (known_add(&adoptions->known, version))
        pool_broadcast(adoptions->pool, WORK_ADOPT, bundle);
}

static bool
adopt_run(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct adoption *adoption = (struct adoption *)job;

    (void)arena;
    return versions_adopt(adoption->versions, database, &adoption->bundle, clock_now(), err);
}

static void
adopted(struct job *job)
{
    struct adoption *adoption = (struct adoption *)job;
    struct arena *arena = adoption->arena;

    if (!job->good)
        log_event(LOG_ERROR, "procedure", "error=%s", job->err.text);
    else
        log_event(LOG_INFO, "procedure", "name=%.*s files=%zu", SPAN_ARG(adoption->bundle.procedure),
                  adoption->bundle.count);
    arena_close(&arena);
}

static bool
load_bundle(const struct config *config, const char *procedure, struct adoption *adoption, struct error *err)
{
    struct folder_places places = {.rules = config->rules,
                                   .templates = config->templates,
                                   .parameters = config->parameters,
                                   .procedure = procedure};
    struct problems problems = {0};
    struct definition *definition;

    if (!places_schema(adoption->arena, places.rules, &places.schema, err) ||
        !folder_bundle(adoption->arena, &places, &adoption->bundle, err))
        return false;
    definition = definition_load(adoption->arena, &adoption->bundle, &problems);
    if (definition == NULL)
        return error_set(err, ERROR_BAD_INPUT,
                         "procedure %s: %.*s:%d: %.*s (%zu faults; see conventionctl rules check)", procedure,
                         SPAN_ARG(problems.items[0].file), problems.items[0].line,
                         SPAN_ARG(problems.items[0].message), problems.count);
    definition_close(&definition);
    return true;
}

static struct adoption *
adoption_new(const struct adoptions *adoptions)
{
    struct arena *arena = arena_open(PROCEDURE_ARENA_MAX);
    struct adoption *adoption = arena_alloc(arena, sizeof *adoption);

    adoption->arena = arena;
    adoption->versions = adoptions->versions;
    adoption->job.run = adopt_run;
    adoption->job.done = adopted;
    return adoption;
}

bool
adoptions_load(struct adoptions *adoptions, struct error *err)
{
    const struct config *config = adoptions->config;
    struct adoption *fresh[CONFIG_MAILBOXES_MAX];
    size_t loaded = 0;
    bool good = true;

    while (good && loaded < config->mailbox_count) {
        fresh[loaded] = adoption_new(adoptions);
        good = load_bundle(config, config->mailboxes[loaded].procedure, fresh[loaded], err);
        loaded++;
    }
    for (size_t i = 0; i < loaded; i++) {
        struct text bytes = text_new(fresh[i]->arena, BUNDLE_BYTES_MAX * 2);

        if (!good) {
            arena_close(&fresh[i]->arena);
            continue;
        }
        bundle_put(&bytes, &fresh[i]->bundle);
        adoptions_need(adoptions, &fresh[i]->bundle.digest, text_get(&bytes));
        adoptions->current[i] = fresh[i]->bundle.digest;
        writer_submit(adoptions->writer, &fresh[i]->job);
    }
    return good;
}

const struct digest *
adoptions_current(const struct adoptions *adoptions)
{
    return adoptions->current;
}

struct adoptions *
adoptions_open(const struct config *config, struct pool *pool, struct writer *writer,
               struct versions *versions)
{
    struct adoptions *adoptions = calloc(1, sizeof *adoptions);

    if (adoptions == NULL)
        abort();
    adoptions->config = config;
    adoptions->pool = pool;
    adoptions->writer = writer;
    adoptions->versions = versions;
    known_open(&adoptions->known);
    return adoptions;
}

void
adoptions_close(struct adoptions **adoptions)
{
    if (*adoptions == NULL)
        return;
    known_close(&(*adoptions)->known);
    free(*adoptions);
    *adoptions = NULL;
}
