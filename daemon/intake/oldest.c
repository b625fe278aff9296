// SPDX-License-Identifier: Apache-2.0
#include "intake/oldest.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {                          /* a look must not take long */
       NAMES_MAX = 1024,        /* names to choose from */
       SKIPPED_MAX = 96 * 1024, /* names left alone beside them */
};

static int
compare(const void *left, const void *right)
{
    return strcmp(((const struct span *)left)->data, ((const struct span *)right)->data);
}

bool
oldest_names(struct arena *arena, const struct oldest_place *place, struct span *names, size_t *count,
             struct error *err)
{
    struct span *found = arena_array(arena, NAMES_MAX, sizeof *found);
    size_t seen = 0, skipped = 0, max = *count;
    DIR *entries = opendir(place->folder);
    struct dirent *entry;

    *count = 0;
    if (entries == NULL)
        return errno == ENOENT || error_errno(err, "%s", place->folder);
    while (seen < NAMES_MAX && skipped < SKIPPED_MAX && (entry = readdir(entries)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        if (place->skip(place->context, entry->d_name))
            skipped++;
        else
            found[seen++] = span_of(arena_strdup(arena, entry->d_name));
    }
    closedir(entries);
    qsort(found, seen, sizeof *found, compare);
    *count = seen < max ? seen : max;
    memcpy(names, found, *count * sizeof *names);
    return true;
}
