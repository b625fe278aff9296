// SPDX-License-Identifier: Apache-2.0
#include "intake/maildirwatch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake/oldest.h"
#include "os/file.h"

enum {
    QUEUE_MAX = 64, /* names that one look through the folder brings */
    QUEUE_ARENA_MAX = 4 * 1024 * 1024,
};

struct maildirwatch {
    struct maildirwatch_settings settings;
    struct arena *arena;
    const char *path;
    int descriptor;
    struct arena *queue_arena; /* of the names */
    struct span queue[QUEUE_MAX];
    size_t first, count; /* of the queue, those that were not given yet */
};

static const char *
in(const struct maildirwatch *watch, struct arena *arena, const char *sub)
{
    return arena_printf(arena, "%s/%s", watch->path, sub);
}

static bool
make_folders(const struct maildirwatch *watch, struct error *err)
{
    return file_make_folders(in(watch, watch->arena, "tmp"), err) &&
           file_make_folders(in(watch, watch->arena, "new"), err) &&
           file_make_folders(in(watch, watch->arena, "cur"), err);
}

struct maildirwatch *
maildirwatch_open(const struct maildirwatch_settings *settings, struct error *err)
{
    const char *path = settings->path;
    struct maildirwatch *watch = calloc(1, sizeof *watch);

    if (watch == NULL)
        abort();
    watch->arena = arena_open(64 * 1024);
    watch->settings = *settings;
    watch->path = arena_strdup(watch->arena, path);
    watch->queue_arena = arena_open(QUEUE_ARENA_MAX);
    watch->descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->descriptor < 0)
        error_errno(err, "watching %s", path);
    else if (!make_folders(watch, err))
        ;
    else if (inotify_add_watch(watch->descriptor, in(watch, watch->arena, "new"),
                               IN_MOVED_TO | IN_CREATE | IN_CLOSE_WRITE) >= 0)
        return watch;
    else
        error_errno(err, "watching %s/new", path);
    maildirwatch_close(&watch);
    return NULL;
}

void
maildirwatch_close(struct maildirwatch **watch)
{
    if (*watch == NULL)
        return;
    if ((*watch)->descriptor >= 0)
        close((*watch)->descriptor);
    arena_close(&(*watch)->queue_arena);
    arena_close(&(*watch)->arena);
    free(*watch);
    *watch = NULL;
}

int
maildirwatch_descriptor(const struct maildirwatch *watch)
{
    return watch->descriptor;
}

void
maildirwatch_noticed(struct maildirwatch *watch)
{
    char notes[4096];

    while (read(watch->descriptor, notes, sizeof notes) > 0)
        ;
}

/* Others write this folder: a symbolic link or a pipe must not lead us elsewhere, or hold us. */
static bool
read_regular(struct arena *arena, const char *path, size_t max, struct span *bytes, struct error *err)
{
    struct stat status;
    bool good = false;
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    char *data;

    if (descriptor < 0)
        return errno == ELOOP ? error_set(err, ERROR_BAD_INPUT, "%s is no file", path)
                              : error_errno(err, "%s", path);
    if (fstat(descriptor, &status) != 0)
        error_errno(err, "%s", path);
    else if (!S_ISREG(status.st_mode))
        error_set(err, ERROR_BAD_INPUT, "%s is no file", path);
    else if ((uint64_t)status.st_size > max)
        error_set(err, ERROR_TOO_BIG, "%s has %lld bytes, more than %zu", path, (long long)status.st_size,
                  max);
    else {
        data = arena_alloc(arena, (size_t)status.st_size + 1);
        good = file_read_at(descriptor, data, (size_t)status.st_size, 0, err);
        *bytes = (struct span){data, (size_t)status.st_size};
    }
    close(descriptor);
    return good;
}

static bool
look_through(struct maildirwatch *watch, struct error *err)
{
    struct oldest_place place = {.skip = watch->settings.skip, .context = watch->settings.context};

    arena_reset(watch->queue_arena);
    place.folder = in(watch, watch->queue_arena, "new");
    watch->first = 0;
    watch->count = QUEUE_MAX;
    return oldest_names(watch->queue_arena, &place, watch->queue, &watch->count, err);
}

/* Not to be left alone even now, and still there. */
static bool
next_name(struct maildirwatch *watch, struct arena *arena, struct span *name)
{
    while (watch->first < watch->count) {
        *name = span_of(arena_strdup(arena, watch->queue[watch->first++].data));
        if (!watch->settings.skip(watch->settings.context, name->data) &&
            access(arena_printf(arena, "%s/new/%s", watch->path, name->data), F_OK) == 0)
            return true;
    }
    *name = SPAN("");
    return false;
}

bool
maildirwatch_next(struct maildirwatch *watch, struct arena *arena, size_t max, struct span *name,
                  struct span *bytes, struct error *err)
{
    if (!next_name(watch, arena, name)) {
        if (!look_through(watch, err))
            return false;
        if (!next_name(watch, arena, name))
            return true;
    }
    if (!read_regular(arena, arena_printf(arena, "%s/new/%s", watch->path, name->data), max, bytes, err))
        return false;
    *bytes = span_with_crlf(arena, *bytes);
    return true;
}

/* Gone already: a person or another program took it; the journal has it. */
static bool
move_to_cur(struct maildirwatch *watch, struct span name, const char *flags, struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    const char *from = arena_printf(arena, "%s/new/%.*s", watch->path, SPAN_ARG(name));
    const char *to = arena_printf(arena, "%s/cur/%.*s%s", watch->path,
                                  SPAN_ARG(span_first(name, span_find(name, ":2,"))), flags);
    bool good = rename(from, to) == 0 || errno == ENOENT || error_errno(err, "%s to %s", from, to);

    arena_close(&arena);
    return good;
}

bool
maildirwatch_settle(struct maildirwatch *watch, struct span name, struct error *err)
{
    struct arena *arena;
    const char *path;
    bool good;

    if (watch->settings.keep)
        return move_to_cur(watch, name, ":2,S", err);
    arena = arena_open(64 * 1024);
    path = arena_printf(arena, "%s/new/%.*s", watch->path, SPAN_ARG(name));
    good = unlink(path) == 0 || errno == ENOENT || error_errno(err, "%s", path);
    arena_close(&arena);
    return good;
}

bool
maildirwatch_set_aside(struct maildirwatch *watch, struct span name, struct error *err)
{
    return move_to_cur(watch, name, ":2,F", err);
}
