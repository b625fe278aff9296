// SPDX-License-Identifier: Apache-2.0
#include "main/places.h"

#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

static bool
holds_rules(struct arena *arena, const char *folder)
{
    return access(arena_printf(arena, "%s/rules/schema/form.rng", folder), R_OK) == 0;
}

bool
places_home(struct arena *arena, const char **home, struct error *err)
{
    char program[PATH_BYTES];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);

    if (len < 0)
        return error_errno(err, "/proc/self/exe");
    program[len] = '\0';
    /* build/conventionctl beside rules/, or bin/conventionctl beside share/conventiond/. */
    for (int up = 0; up < 4; up++) {
        char *slash = strrchr(program, '/');

        if (slash == NULL)
            break;
        *slash = '\0';
        *home = arena_strdup(arena, program);
        if (holds_rules(arena, *home))
            return true;
        *home = arena_printf(arena, "%s/share/conventiond", program);
        if (holds_rules(arena, *home))
            return true;
    }
    return error_set(
        err, ERROR_PERMANENT,
        "no rules/ found beside the program nor in share/conventiond; name an instance with -C DIR");
}

bool
places_schema(struct arena *arena, const char *rules, const char **schema, struct error *err)
{
    const char *home;

    *schema = arena_printf(arena, "%s/schema", rules);
    if (access(arena_printf(arena, "%s/form.rng", *schema), R_OK) == 0)
        return true;
    if (!places_home(arena, &home, err))
        return false;
    *schema = arena_printf(arena, "%s/rules/schema", home);
    return true;
}

const char *
places_program(struct arena *arena, const char *name)
{
    static const char *const beside[] = {"", "../bin/"};
    char program[PATH_BYTES];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    char *slash;

    if (len < 0)
        return name;
    program[len] = '\0';
    slash = strrchr(program, '/');
    if (slash == NULL)
        return name;
    *slash = '\0';
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        const char *path = arena_printf(arena, "%s/%s%s", program, beside[i], name);

        if (access(path, X_OK) == 0)
            return path;
    }
    return name;
}
