// SPDX-License-Identifier: Apache-2.0
#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

static bool
read_rest(int descriptor, struct text *text, size_t max, struct error *err)
{
    char piece[PIECE];
    ssize_t got;

    while ((got = read(descriptor, piece, sizeof piece)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_errno(err, "reading");
        text_add(text, piece, (size_t)got);
        if (text->overflow)
            return error_set(err, ERROR_TOO_BIG, "more than %zu bytes", max);
    }
    return true;
}

bool
file_read(struct arena *arena, const char *path, size_t max, struct span *bytes, struct error *err)
{
    struct text text = text_new(arena, max);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool good;

    if (descriptor < 0)
        return error_errno(err, "%s", path);
    good = read_rest(descriptor, &text, max, err) || error_at(err, "%s", path);
    close(descriptor);
    *bytes = text_get(&text);
    if (bytes->data == NULL)
        *bytes = (struct span){"", 0};
    return good;
}

bool
file_write_all(int descriptor, struct span bytes, struct error *err)
{
    while (bytes.len > 0) {
        ssize_t written = write(descriptor, bytes.data, bytes.len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return error_errno(err, "writing");
        bytes = span_from(bytes, (size_t)written);
    }
    return true;
}

static void
folder_of(const char *path, char *folder, size_t size)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        snprintf(folder, size, ".");
    else
        snprintf(folder, size, "%.*s", slash == path ? 1 : (int)(slash - path), path);
}

bool
file_sync_folder(const char *path, struct error *err)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good;

    if (descriptor < 0)
        return error_errno(err, "%s", path);
    good = fsync(descriptor) == 0 || error_errno(err, "syncing %s", path);
    close(descriptor);
    return good;
}

static bool
write_synced(const char *path, struct span bytes, mode_t mode, struct error *err)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    bool good;

    if (descriptor < 0)
        return error_errno(err, "%s", path);
    good = file_write_all(descriptor, bytes, err) && (fsync(descriptor) == 0 || error_errno(err, "syncing"));
    close(descriptor);
    return good || error_at(err, "%s", path);
}

static bool
replace(const char *path, struct span bytes, mode_t mode, struct error *err)
{
    char temporary[4096], folder[4096];

    if (snprintf(temporary, sizeof temporary, "%s.tmp", path) >= (int)sizeof temporary)
        return error_set(err, ERROR_BAD_INPUT, "%s: the path is too long", path);
    folder_of(path, folder, sizeof folder);
    if (!write_synced(temporary, bytes, mode, err))
        return false;
    if (rename(temporary, path) != 0)
        return error_errno(err, "renaming %s", temporary);
    return file_sync_folder(folder, err);
}

bool
file_replace(const char *path, struct span bytes, struct error *err)
{
    return replace(path, bytes, 0644, err);
}

bool
file_replace_private(const char *path, struct span bytes, struct error *err)
{
    return replace(path, bytes, 0600, err);
}

bool
file_make_folders(const char *path, struct error *err)
{
    char part[4096];
    size_t len = strlen(path);

    if (len >= sizeof part)
        return error_set(err, ERROR_BAD_INPUT, "%s: the path is too long", path);
    for (size_t i = 1; i <= len; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0750) != 0 && errno != EEXIST)
            return error_errno(err, "making %s", part);
    }
    return true;
}
