// SPDX-License-Identifier: Apache-2.0
#include "main/adoption.h"

#include <stdlib.h>

#include "main/known.h"
#include "main/places.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/folder.h"
#include "os/log.h"
#include "workflow/trust.h"

enum { PROCEDURE_ARENA_MAX = 256 * 1024 * 1024 };

struct adoptions {
    const struct config *config;
    struct pool *pool;
    struct writer *writer;
    struct versions *versions;
    struct known known; /* versions that the workers hold */
    struct family current[CONFIG_MAILBOXES_MAX];
};

/* A version on its way into the store. */
struct adoption {
    struct job job; /* first */
    struct versions *versions;
    struct bundle bundle;
    struct arena *arena;
    struct definition *definition; /* until the versions have it */
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
    return versions_adopt(adoption->versions, database, &adoption->bundle, &adoption->definition, clock_now(),
                          err);
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
    definition_close(&adoption->definition); /* of a version that was held already */
    arena_close(&arena);
}

static bool
faulty(const char *procedure, const struct problems *problems, struct error *err)
{
    return error_set(err, ERROR_BAD_INPUT,
                     "procedure %s: %.*s:%d: %.*s (%zu faults; see conventionctl rules check)", procedure,
                     SPAN_ARG(problems->items[0].file), problems->items[0].line,
                     SPAN_ARG(problems->items[0].message), problems->count);
}

static bool
load_bundle(const struct config *config, const char *procedure, struct adoption *adoption, struct error *err)
{
    struct folder_places places = {.rules = config->rules,
                                   .templates = config->templates,
                                   .parameters = config->parameters,
                                   .procedure = procedure};
    struct problems problems = {0};

    if (!places_schema(adoption->arena, places.rules, &places.schema, err) ||
        !folder_bundle(adoption->arena, &places, &adoption->bundle, err))
        return false;
    adoption->definition = definition_load(adoption->arena, &adoption->bundle, &problems);
    return adoption->definition != NULL || faulty(procedure, &problems, err);
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

/* One mailbox's procedures on their way. */
struct loading {
    struct adoption *items[FAMILY_MAX];
    size_t count;
};

static bool
is_loaded(const struct loading *loading, struct span name)
{
    for (size_t i = 0; i < loading->count; i++)
        if (span_equal(loading->items[i]->bundle.procedure, name))
            return true;
    return false;
}

static bool
check_links(const struct loading *loading, const struct config_mailbox *mailbox, struct error *err)
{
    const struct definition *all[FAMILY_MAX];
    struct problems problems = {0};

    for (size_t i = 0; i < loading->count; i++)
        all[i] = loading->items[i]->definition;
    for (size_t i = 0; i < loading->count; i++) {
        struct adoption *adoption = loading->items[i];

        definition_check_links(adoption->definition, all, loading->count, adoption->arena, &problems);
        if (problems.count > 0)
            return faulty(span_dup(adoption->arena, adoption->bundle.procedure), &problems, err);
    }
    return trust_check(all, loading->count, span_of(mailbox->trust), err) ||
           error_at(err, "[mailbox] %s", mailbox->address);
}

/* The procedure, those that it starts, those that these start. */
static bool
load_family(struct adoptions *adoptions, const struct config_mailbox *mailbox, struct loading *loading,
            struct error *err)
{
    const char *procedure = mailbox->procedure;
    struct span starts[FAMILY_MAX];

    loading->items[loading->count++] = adoption_new(adoptions);
    if (!load_bundle(adoptions->config, procedure, loading->items[0], err))
        return false;
    for (size_t next = 0; next < loading->count; next++) {
        size_t count = definition_starts(loading->items[next]->definition, starts, FAMILY_MAX);

        for (size_t i = 0; i < count; i++) {
            struct adoption *adoption;

            if (is_loaded(loading, starts[i]))
                continue;
            if (loading->count == FAMILY_MAX)
                return error_set(err, ERROR_TOO_BIG, "procedure %s starts more than %d others", procedure,
                                 FAMILY_MAX - 1);
            adoption = loading->items[loading->count++] = adoption_new(adoptions);
            if (!load_bundle(adoptions->config, span_dup(adoption->arena, starts[i]), adoption, err))
                return false;
        }
    }
    return check_links(loading, mailbox, err);
}

static void
adopt_family(struct adoptions *adoptions, struct loading *loading, struct family *family)
{
    family->count = loading->count;
    for (size_t i = 0; i < loading->count; i++) {
        struct adoption *adoption = loading->items[i];
        struct text bytes = text_new(adoption->arena, BUNDLE_BYTES_MAX * 2);

        bundle_put(&bytes, &adoption->bundle);
        adoptions_need(adoptions, &adoption->bundle.digest, text_get(&bytes));
        family->versions[i] = adoption->bundle.digest;
        writer_submit(adoptions->writer, &adoption->job);
    }
}

bool
adoptions_load(struct adoptions *adoptions, struct error *err)
{
    const struct config *config = adoptions->config;
    struct loading fresh[CONFIG_MAILBOXES_MAX] = {{.count = 0}};
    bool good = true;

    for (size_t i = 0; good && i < config->mailbox_count; i++)
        good = load_family(adoptions, &config->mailboxes[i], &fresh[i], err);
    for (size_t i = 0; i < config->mailbox_count; i++) {
        if (good)
            adopt_family(adoptions, &fresh[i], &adoptions->current[i]);
        for (size_t j = 0; j < fresh[i].count && !good; j++) {
            definition_close(&fresh[i].items[j]->definition);
            arena_close(&fresh[i].items[j]->arena);
        }
    }
    return good;
}

const struct family *
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
