// SPDX-License-Identifier: Apache-2.0
#include "intake/oldest.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { /* a look must not take long */
    NAMES_MAX = 1024,        /* names to choose from */
    SKIPPED_MAX = 96 * 1024, /* names left alone beside them */
};

bool
oldest_name(struct arena *arena, const char *folder, bool (*skip)(void *context, const char *name),
            void *context, struct span *name, struct error *err)
{
    char oldest[NAME_MAX + 1] = "";
    DIR *entries = opendir(folder);
    struct dirent *entry;
    int seen = 0, skipped = 0;

    *name = SPAN("");
    if (entries == NULL)
        return errno == ENOENT || error_errno(err, "%s", folder);
    while (seen < NAMES_MAX && skipped < SKIPPED_MAX && (entry = readdir(entries)) != NULL) {
        bool earlier = oldest[0] == '\0' || strcmp(entry->d_name, oldest) < 0;

        if (entry->d_name[0] == '.')
            continue;
        if (earlier && skip(context, entry->d_name)) {
            skipped++;
            continue;
        }
        seen++;
        if (earlier)
            snprintf(oldest, sizeof oldest, "%s", entry->d_name);
    }
    closedir(entries);
    if (oldest[0] != '\0')
        *name = span_of(arena_strdup(arena, oldest));
    return true;
}
