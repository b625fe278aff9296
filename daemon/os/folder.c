// SPDX-License-Identifier: Apache-2.0
#include "os/folder.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/xml.h"
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

static const struct bundle_file *
find(const struct gathering *gathering, const char *name)
{
    for (size_t i = 0; i < gathering->count; i++)
        if (span_is(gathering->files[i].name, name))
            return &gathering->files[i];
    return NULL;
}

static bool
add_file_that_lacks(struct gathering *gathering, const char *path, const char *name, struct error *err)
{
    return find(gathering, name) != NULL || add_file(gathering, path, name, err);
}

static bool
is_name(struct span name)
{
    return name.len > 0 && name.data[0] != '.' && span_find_byte(name, '/') == SIZE_MAX;
}

/* "FROM/fr/mail/due.xsl" as "templates/fr/mail/due.xsl", in each language that has it. */
static bool
lend(struct gathering *gathering, const char *from, struct span name, struct error *err)
{
    size_t count = gathering->count;

    for (size_t i = 0; i < count; i++) {
        const struct bundle_file file = gathering->files[i];
        struct span rest = span_from(file.name, strlen(from) + 1);
        const char *own;

        if (!span_starts(file.name, arena_printf(gathering->arena, "%s/", from)) ||
            !span_ends(file.name, arena_printf(gathering->arena, "/%.*s.xsl", SPAN_ARG(name))))
            continue;
        own = arena_printf(gathering->arena, "templates/%.*s", SPAN_ARG(rest));
        if (find(gathering, own) != NULL)
            continue;
        if (gathering->count == BUNDLE_FILES_MAX)
            return error_set(err, ERROR_TOO_BIG, "%s: more than %d files in one procedure", own,
                             BUNDLE_FILES_MAX);
        gathering->files[gathering->count++] = (struct bundle_file){span_of(own), file.data};
    }
    return true;
}

static bool
borrow(struct gathering *gathering, const struct folder_places *places, const xmlNode *node,
       struct error *err)
{
    const char *from = xml_attr_or(gathering->arena, node, "from", "");
    struct span names = span_of(xml_attr_or(gathering->arena, node, "names", "")), name;

    if (!is_name(span_of(from)))
        return true; /* the schema will say so */
    if (find(gathering, arena_printf(gathering->arena, "%s/fr/mail/common.xsl", from)) == NULL &&
        !add_folder(gathering, arena_printf(gathering->arena, "%s/%s", places->templates, from), from, 0,
                    err))
        return false;
    while (span_split(&names, ' ', &name))
        if (name.len > 0 && !lend(gathering, from, name, err))
            return false;
    return true;
}

/* A workflow that can't be read borrows nothing; the faults are told when it is loaded. */
static bool
borrow_all(struct gathering *gathering, const struct folder_places *places, struct error *err)
{
    const struct bundle_file *file = find(gathering, "rules/workflow.xml");
    struct error unread = {0};
    xmlDoc *doc =
        file == NULL ? NULL : xml_parse(gathering->arena, file->data, "workflow.xml", XML_OWN_MAX, &unread);
    const xmlNode *root = doc == NULL ? NULL : xmlDocGetRootElement(doc);
    struct span parent = span_of(xml_attr_or(gathering->arena, xml_first(root, "parent"), "procedure", ""));

    if (is_name(parent) && !add_file_that_lacks(gathering,
                                                arena_printf(gathering->arena, "%s/%.*s/parameters.xml",
                                                             places->rules, SPAN_ARG(parent)),
                                                "rules/parameters.xml", err))
        return false;
    for (xmlNode *node = xml_first(root, "templates"); node != NULL; node = xml_next(node, "templates"))
        if (!borrow(gathering, places, node, err))
            return false;
    return true;
}

/* Images beside the site's parameters.xml: "images/crest.png" as "site/images/crest.png". */
static bool
add_images(struct gathering *gathering, const char *parameters, struct error *err)
{
    const char *slash = strrchr(parameters, '/');
    const char *folder = slash == NULL ? "images"
                                       : arena_printf(gathering->arena, "%.*s/images",
                                                      (int)(slash - parameters), parameters);
    struct stat status;
    struct span *names;
    size_t count;

    if (stat(folder, &status) != 0 || !S_ISDIR(status.st_mode))
        return true;
    if (!file_list(gathering->arena, folder, &names, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if ((span_ends(names[i], ".png") || span_ends(names[i], ".jpg") || span_ends(names[i], ".jpeg")) &&
            !add_file(gathering, arena_printf(gathering->arena, "%s/%s", folder, names[i].data),
                      arena_printf(gathering->arena, "site/images/%s", names[i].data), err))
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
        (access(templates, F_OK) == 0 && !add_folder(gathering, templates, "templates", 0, err)) ||
        !add_folder(gathering, schema, "schema", 0, err) || !borrow_all(gathering, places, err))
        return false;
    if (places->parameters != NULL && *places->parameters != '\0' &&
        (!add_file(gathering, places->parameters, "site/parameters.xml", err) ||
         !add_images(gathering, places->parameters, err)))
        return false;
    return bundle_make(bundle, span_of(places->procedure), gathering->files, gathering->count, err);
}
