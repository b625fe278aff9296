// SPDX-License-Identifier: Apache-2.0
#include "intake/drop.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "common/digest.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/random.h"

enum { FILE_MAX = MESSAGE_BYTES_MAX * 8 };

static const char *
folder(struct arena *arena, const char *spool, const char *sub)
{
    return arena_printf(arena, "%s/incoming/%s", spool, sub);
}

static bool
put_file(struct arena *arena, const char *spool, struct span bytes, struct error *err)
{
    char random[8];
    struct span name;
    const char *from, *to;
    int descriptor;
    bool good;

    random_bytes(random, sizeof random);
    name = span_printf(arena, "%016lld.%.*s", (long long)clock_stamp(),
                       SPAN_ARG(hex_encode(arena, (struct span){random, sizeof random})));
    from = arena_printf(arena, "%s/%.*s", folder(arena, spool, "tmp"), SPAN_ARG(name));
    to = arena_printf(arena, "%s/%.*s", folder(arena, spool, "new"), SPAN_ARG(name));
    if (!file_make_folders(folder(arena, spool, "tmp"), err) ||
        !file_make_folders(folder(arena, spool, "new"), err))
        return false;
    descriptor = open(from, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (descriptor < 0)
        return error_errno(err, "%s", from);
    good = file_write_all(descriptor, bytes, err) &&
           (fsync(descriptor) == 0 || error_errno(err, "syncing %s", from));
    close(descriptor);
    if (good && rename(from, to) != 0)
        good = error_errno(err, "%s", to);
    return good && file_sync_folder(folder(arena, spool, "new"), err);
}

bool
drop_put(const char *spool, const struct message *message, struct error *err)
{
    struct arena *arena = arena_open(FILE_MAX);
    struct text bytes = text_new(arena, FILE_MAX / 4);
    bool good;

    message_put(&bytes, message);
    good = !bytes.overflow ? put_file(arena, spool, text_get(&bytes), err)
                           : error_set(err, ERROR_TOO_BIG, "the message is too big");
    arena_close(&arena);
    return good;
}

/* The oldest: names sort by age. */
static bool
find_name(struct arena *arena, const char *path, bool (*skip)(void *context, const char *name), void *context,
          struct span *name, struct error *err)
{
    DIR *entries = opendir(path);
    struct dirent *entry;

    *name = (struct span){"", 0};
    if (entries == NULL)
        return errno == ENOENT || error_errno(err, "%s", path);
    while ((entry = readdir(entries)) != NULL)
        if (entry->d_name[0] != '.' && !skip(context, entry->d_name) &&
            (name->len == 0 || strcmp(entry->d_name, name->data) < 0))
            *name = span_of(arena_strdup(arena, entry->d_name));
    closedir(entries);
    return true;
}

bool
drop_next(const char *spool, struct arena *arena, bool (*skip)(void *context, const char *name),
          void *context, struct span *name, struct message *message, struct error *err)
{
    const char *path = folder(arena, spool, "new");
    struct span bytes;
    struct wire wire;

    if (!find_name(arena, path, skip, context, name, err) || name->len == 0)
        return err->kind == ERROR_NONE;
    if (!file_read(arena, arena_printf(arena, "%s/%.*s", path, SPAN_ARG(*name)), FILE_MAX / 4, &bytes, err))
        return false;
    wire = wire_read(bytes);
    if (!message_get(arena, &wire, message) || !wire_done(&wire))
        return error_set(err, ERROR_BAD_INPUT, "incoming/new/%.*s is no dropped message", SPAN_ARG(*name));
    return true;
}

bool
drop_remove(const char *spool, struct span name, struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    const char *path = arena_printf(arena, "%s/%.*s", folder(arena, spool, "new"), SPAN_ARG(name));
    bool good = unlink(path) == 0 || errno == ENOENT || error_errno(err, "%s", path);

    arena_close(&arena);
    return good;
}

bool
drop_set_aside(const char *spool, struct span name, struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    const char *from = arena_printf(arena, "%s/%.*s", folder(arena, spool, "new"), SPAN_ARG(name));
    const char *to = arena_printf(arena, "%s/%.*s", folder(arena, spool, "bad"), SPAN_ARG(name));
    bool good = file_make_folders(folder(arena, spool, "bad"), err) &&
                (rename(from, to) == 0 || error_errno(err, "%s", to));

    arena_close(&arena);
    return good;
}

int
drop_watch(const char *spool, struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    const char *path = folder(arena, spool, "new");
    int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

    if (!file_make_folders(path, err) || descriptor < 0 ||
        inotify_add_watch(descriptor, path, IN_MOVED_TO | IN_CREATE) < 0) {
        if (err->kind == ERROR_NONE)
            error_errno(err, "watching %s", path);
        if (descriptor >= 0)
            close(descriptor);
        descriptor = -1;
    }
    arena_close(&arena);
    return descriptor;
}

void
drop_watched(int descriptor)
{
    char notes[4096];

    while (read(descriptor, notes, sizeof notes) > 0)
        ;
}
