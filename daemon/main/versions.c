// SPDX-License-Identifier: Apache-2.0
#include "main/versions.h"

#include <stdlib.h>

#include "store/queue.h"

enum {
    VERSIONS_MAX = 32, /* definitions held at once; the oldest that is not current makes room */
    LOAD_ARENA_MAX = 64 * 1024 * 1024,
};

struct version {
    struct definition *definition;
    struct digest digest;
    bool current;
};

struct versions {
    struct version items[VERSIONS_MAX];
    size_t count;
};

struct versions *
versions_open(void)
{
    struct versions *versions = calloc(1, sizeof *versions);

    if (versions == NULL)
        abort();
    return versions;
}

void
versions_close(struct versions **versions)
{
    if (*versions == NULL)
        return;
    for (size_t i = 0; i < (*versions)->count; i++)
        definition_close(&(*versions)->items[i].definition);
    free(*versions);
    *versions = NULL;
}

static struct version *
find(struct versions *versions, const struct digest *digest)
{
    for (size_t i = 0; i < versions->count; i++)
        if (digest_equal(&versions->items[i].digest, digest))
            return &versions->items[i];
    return NULL;
}

static void
make_room(struct versions *versions)
{
    size_t i = 0;

    if (versions->count < VERSIONS_MAX)
        return;
    while (i < versions->count - 1 && versions->items[i].current)
        i++;
    definition_close(&versions->items[i].definition);
    for (versions->count--; i < versions->count; i++)
        versions->items[i] = versions->items[i + 1];
}

static struct version *
hold(struct versions *versions, struct definition *definition, const struct digest *digest)
{
    struct version *version;

    make_room(versions);
    version = &versions->items[versions->count++];
    *version = (struct version){.definition = definition, .digest = *digest};
    return version;
}

static struct version *
load(struct versions *versions, const struct bundle *bundle, struct error *err)
{
    struct arena *arena = arena_open(LOAD_ARENA_MAX);
    struct problems problems = {0};
    struct version *version = NULL;
    struct definition *definition = definition_load_checked(arena, bundle, &problems);

    if (definition != NULL)
        version = hold(versions, definition, &bundle->digest);
    else
        error_set(err, ERROR_BAD_INPUT, "procedure %.*s: %.*s:%d: %.*s (%zu faults)",
                  SPAN_ARG(bundle->procedure), SPAN_ARG(problems.items[0].file), problems.items[0].line,
                  SPAN_ARG(problems.items[0].message), problems.count);
    arena_close(&arena);
    return version;
}

static bool
keep(struct database *database, const struct bundle *bundle, int64_t now, struct error *err)
{
    struct arena *arena = arena_open(LOAD_ARENA_MAX);
    struct text bytes = text_new(arena, LOAD_ARENA_MAX / 4);
    bool good;

    bundle_put(&bytes, bundle);
    good = versions_insert(database, bundle->procedure, &bundle->digest, text_get(&bytes), now, err);
    arena_close(&arena);
    return good;
}

bool
versions_adopt(struct versions *versions, struct database *database, const struct bundle *bundle,
               struct definition **definition, int64_t now, struct error *err)
{
    struct version *version = find(versions, &bundle->digest);

    if (version == NULL) {
        version = hold(versions, *definition, &bundle->digest);
        *definition = NULL;
    }
    if (!keep(database, bundle, now, err))
        return false;
    for (size_t i = 0; i < versions->count; i++)
        if (span_equal(procedure_name(definition_procedure(versions->items[i].definition)),
                       bundle->procedure))
            versions->items[i].current = false;
    version->current = true;
    return true;
}

const struct definition *
versions_current(const struct versions *versions, struct span procedure)
{
    for (size_t i = 0; i < versions->count; i++)
        if (versions->items[i].current &&
            span_equal(procedure_name(definition_procedure(versions->items[i].definition)), procedure))
            return versions->items[i].definition;
    return NULL;
}

static const struct definition *
load_kept(struct versions *versions, struct database *database, struct arena *arena,
          const struct digest *digest, struct error *err)
{
    struct version *version;
    struct bundle bundle;
    struct span bytes;
    struct wire wire;

    if (!versions_get(database, arena, digest, &bytes, err))
        return NULL;
    wire = wire_read(bytes);
    if (bytes.len == 0 || !bundle_get(arena, &wire, &bundle, err)) {
        error_set(err, ERROR_PERMANENT, "a version of a procedure is not in the store");
        return NULL;
    }
    version = load(versions, &bundle, err);
    return version == NULL ? NULL : version->definition;
}

const struct definition *
versions_of(struct versions *versions, struct database *database, const struct digest *digest,
            struct error *err)
{
    struct version *version = find(versions, digest);
    const struct definition *definition;
    struct arena *arena;

    if (version != NULL)
        return version->definition;
    arena = arena_open(LOAD_ARENA_MAX);
    definition = load_kept(versions, database, arena, digest, err);
    arena_close(&arena);
    return definition;
}

const struct definition *
versions_newest(struct versions *versions, struct database *database, struct span procedure,
                struct error *err)
{
    const struct definition *current = versions_current(versions, procedure);
    struct digest digest;
    bool found;

    if (current != NULL)
        return current;
    if (!versions_last(database, procedure, &digest, &found, err))
        return NULL;
    if (found)
        return versions_of(versions, database, &digest, err);
    error_set(err, ERROR_PERMANENT, "procedure %.*s was never loaded here", SPAN_ARG(procedure));
    return NULL;
}
