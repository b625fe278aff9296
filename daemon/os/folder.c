// SPDX-License-Identifier: Apache-2.0
#include "os/folder.h"

#include <string.h>
#include <sys/stat.h>

#include "os/file.h"

enum { DEPTH_MAX = 6 };

struct gathering {
    struct arena *arena;
    struct bundle_file files[BUNDLE_FILES_MAX];
    size_t count, bytes;
};

static bool
add_file(struct gathering *gathering, const char *path, const char *name, struct error *err)
{
    struct bundle_file *file;

    if (gathering->count == BUNDLE_FILES_MAX)
        return error_set(err, ERROR_TOO_BIG, "%s: more than %d files in one procedure", path,
                         BUNDLE_FILES_MAX);
    file = &gathering->files[gathering->count];
    if (!file_read(gathering->arena, path, BUNDLE_BYTES_MAX - gathering->bytes, &file->data, err))
        return false;
    file->name = span_of(arena_strdup(gathering->arena, name));
    gathering->bytes += file->data.len;
    gathering->count++;
    return true;
}

static bool
is_ours(const char *name)
{
    struct span s = span_of(name);

    return span_ends(s, ".xml") || span_ends(s, ".xsl") || span_ends(s, ".rng");
}

static bool add_folder(struct gathering *gathering, const char *path, const char *prefix, int depth,
                       struct error *err);

static bool
add_entry(struct gathering *gathering, const char *path, const char *prefix, const char *entry, int depth,
          struct error *err)
{
    const char *full = arena_printf(gathering->arena, "%s/%s", path, entry);
    const char *name = arena_printf(gathering->arena, "%s/%s", prefix, entry);
    struct stat status;

    if (stat(full, &status) != 0)
        return error_errno(err, "%s", full);
    if (S_ISDIR(status.st_mode))
        return strcmp(entry, "site") == 0 || add_folder(gathering, full, name, depth + 1, err);
    return !is_ours(entry) || add_file(gathering, full, name, err);
}

static bool
add_folder(struct gathering *gathering, const char *path, const char *prefix, int depth, struct error *err)
{
    struct span *names;
    size_t count;

    if (depth == DEPTH_MAX)
        return error_set(err, ERROR_TOO_BIG, "%s: more than %d folders deep", path, DEPTH_MAX);
    if (!file_list(gathering->arena, path, &names, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!add_entry(gathering, path, prefix, names[i].data, depth, err))
            return false;
    return true;
}

bool
folder_bundle(struct arena *arena, const struct folder_places *places, struct bundle *bundle,
              struct error *err)
{
    struct gathering *gathering = arena_alloc(arena, sizeof *gathering);
    const char *rules = arena_printf(arena, "%s/%s", places->rules, places->procedure);
    const char *templates = arena_printf(arena, "%s/%s", places->templates, places->procedure);
    const char *schema =
        places->schema == NULL ? arena_printf(arena, "%s/schema", places->rules) : places->schema;

    gathering->arena = arena;
    if (places->procedure[0] == '.' || strchr(places->procedure, '/') != NULL)
        return error_set(err, ERROR_BAD_INPUT, "\"%s\" is no name of a procedure", places->procedure);
    if (!add_folder(gathering, rules, "rules", 0, err) ||
        !add_folder(gathering, templates, "templates", 0, err) ||
        !add_folder(gathering, schema, "schema", 0, err))
        return false;
    if (places->parameters != NULL && *places->parameters != '\0' &&
        !add_file(gathering, places->parameters, "site/parameters.xml", err))
        return false;
    return bundle_make(bundle, span_of(places->procedure), gathering->files, gathering->count, err);
}
