// SPDX-License-Identifier: Apache-2.0
#include "intake/drop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/digest.h"
#include "intake/oldest.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/random.h"

enum {
    FILE_MAX = 2 * MESSAGE_BYTES_MAX, /* bytes of a dropped file */
    ARENA_MAX = 4 * FILE_MAX,
    STALE = 36 * 60 * 60, /* seconds until a file below tmp/ was left by a crash */
};

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
    if (!good || !file_rename(from, to, err)) {
        unlink(from);
        return false;
    }
    return file_sync_folder(folder(arena, spool, "new"), err);
}

bool
drop_put(const char *spool, const struct message *message, struct error *err)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct text bytes = text_new(arena, FILE_MAX);
    bool good;

    message_put(&bytes, message);
    good = !bytes.overflow ? put_file(arena, spool, text_get(&bytes), err)
                           : error_set(err, ERROR_TOO_BIG, "the message is too big");
    arena_close(&arena);
    return good;
}

/* Only the system's passing troubles leave the file where it is. */
static bool
read_file(struct arena *arena, const char *path, struct message *message, struct error *err)
{
    struct stat status;
    struct span bytes;
    struct wire wire;

    if (lstat(path, &status) != 0)
        return error_errno(err, "%s", path);
    if (!S_ISREG(status.st_mode))
        return error_set(err, ERROR_BAD_INPUT, "%s is no file", path);
    if (!file_read(arena, path, FILE_MAX, &bytes, err))
        return false;
    wire = wire_read(bytes);
    if (!message_get(arena, &wire, message) || !wire_done(&wire))
        return error_set(err, ERROR_BAD_INPUT, "%s is no dropped message", path);
    return true;
}

bool
drop_next(const char *spool, struct arena *arena, bool (*skip)(void *context, const char *name),
          void *context, struct span *name, struct message *message, struct error *err)
{
    const char *path = folder(arena, spool, "new");
    const struct oldest_place place = {path, skip, context};
    size_t count = 1;

    *name = SPAN("");
    if (!oldest_names(arena, &place, name, &count, err))
        return false;
    if (count == 0 ||
        read_file(arena, arena_printf(arena, "%s/%.*s", path, SPAN_ARG(*name)), message, err))
        return true;
    if (err->kind != ERROR_TEMPORARY)
        err->kind = ERROR_BAD_INPUT;
    return false;
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

/* What a crash left half written, and was never handed over. */
static void
sweep(struct arena *arena, const char *path)
{
    struct span *names;
    struct error ignored;
    size_t count;

    if (!file_list(arena, path, &names, &count, &ignored))
        return;
    for (size_t i = 0; i < count; i++) {
        const char *file = arena_printf(arena, "%s/%.*s", path, SPAN_ARG(names[i]));
        struct stat status;

        if (lstat(file, &status) == 0 && status.st_mtime < clock_system() - STALE)
            unlink(file);
    }
}

/* A name that starts with a dot is no message. */
void
drop_knock(const char *spool)
{
    struct arena *arena = arena_open(64 * 1024);
    const char *path = arena_printf(arena, "%s/.knock", folder(arena, spool, "new"));
    int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);

    if (descriptor >= 0) {
        close(descriptor);
        unlink(path);
    }
    arena_close(&arena);
}

int
drop_watch(const char *spool, struct error *err)
{
    struct arena *arena = arena_open(ARENA_MAX);
    const char *path = folder(arena, spool, "new");
    int descriptor = -1;

    sweep(arena, folder(arena, spool, "tmp"));
    if (file_make_folders(path, err) && file_make_folders(folder(arena, spool, "tmp"), err)) {
        descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (descriptor < 0) {
            error_errno(err, "watching %s", path);
        } else if (inotify_add_watch(descriptor, path, IN_MOVED_TO | IN_CREATE) < 0) {
            error_errno(err, "watching %s", path);
            close(descriptor);
            descriptor = -1;
        }
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
