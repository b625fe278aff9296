// SPDX-License-Identifier: Apache-2.0
#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
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
    int descriptor;
    bool good;

    /* One that a crash left behind could be open to others. */
    if (!file_remove(path, err))
        return false;
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0)
        return error_errno(err, "%s", path);
    good = file_write_all(descriptor, bytes, err) && (fsync(descriptor) == 0 || error_errno(err, "syncing"));
    close(descriptor);
    return good || error_at(err, "%s", path);
}

/* Is there something that is no file? */
static bool
is_special(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode);
}

static bool
replace(const char *path, struct span bytes, mode_t mode, struct error *err)
{
    char temporary[4096], folder[4096];

    if (is_special(path))
        return error_set(err, ERROR_BAD_INPUT, "%s is no file", path);
    if (snprintf(temporary, sizeof temporary, "%s.tmp", path) >= (int)sizeof temporary)
        return error_set(err, ERROR_BAD_INPUT, "%s: the path is too long", path);
    folder_of(path, folder, sizeof folder);
    if (!write_synced(temporary, bytes, mode, err) || !file_rename(temporary, path, err)) {
        unlink(temporary);
        return false;
    }
    return file_sync_folder(folder, err);
}

bool
file_replace(const char *path, struct span bytes, struct error *err)
{
    return replace(path, bytes, 0644, err);
}

bool
file_put(const char *path, struct span bytes, struct error *err)
{
    int descriptor;
    bool good;

    if (!is_special(path))
        return file_replace(path, bytes, err);
    descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_errno(err, "%s", path);
    good = file_write_all(descriptor, bytes, err) || error_at(err, "%s", path);
    close(descriptor);
    return good;
}

bool
file_replace_private(const char *path, struct span bytes, struct error *err)
{
    return replace(path, bytes, 0600, err);
}

/* Like mkdir, and durable: the entry in the parent is synced. */
static bool
make_folder(const char *path, struct error *err)
{
    char parent[4096];

    if (mkdir(path, 0750) != 0)
        return errno == EEXIST || error_errno(err, "making %s", path);
    folder_of(path, parent, sizeof parent);
    return file_sync_folder(parent, err);
}

bool
file_make_folders(const char *path, struct error *err)
{
    char part[4096];
    size_t len = strlen(path);

    if (len >= sizeof part)
        return error_set(err, ERROR_BAD_INPUT, "%s: the path is too long", path);
    for (size_t i = 1; i <= len; i++) {
        if ((path[i] != '/' && path[i] != '\0') || path[i - 1] == '/')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (!make_folder(part, err))
            return false;
    }
    return true;
}

static int
is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

bool
file_list(struct arena *arena, const char *path, struct span **names, size_t *count, struct error *err)
{
    struct dirent **entries;
    int found = scandir(path, &entries, is_shown, by_bytes);

    *count = 0;
    if (found < 0)
        return error_errno(err, "%s", path);
    *names = arena_array(arena, (size_t)found + 1, sizeof **names);
    for (int i = 0; i < found; i++) {
        (*names)[(*count)++] = span_of(arena_strdup(arena, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    return true;
}

int
file_open(const char *path, int flags, mode_t mode, struct error *err)
{
    int descriptor = open(path, flags | O_CLOEXEC, mode);

    if (descriptor < 0)
        error_errno(err, "%s", path);
    return descriptor;
}

bool
file_read_at(int descriptor, void *bytes, size_t len, int64_t offset, struct error *err)
{
    char *at = bytes;

    while (len > 0) {
        ssize_t got = pread(descriptor, at, len, offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_errno(err, "reading at %lld", (long long)offset);
        if (got == 0)
            return error_set(err, ERROR_BAD_INPUT, "the file ends at %lld", (long long)offset);
        at += got;
        offset += got;
        len -= (size_t)got;
    }
    return true;
}

/* Takes `written` bytes off the front of the parts. */
static void
advance(struct iovec **parts, int *count, size_t written)
{
    while (*count > 0 && written >= (*parts)->iov_len) {
        written -= (*parts)->iov_len;
        (*parts)++;
        (*count)--;
    }
    if (*count > 0) {
        (*parts)->iov_base = (char *)(*parts)->iov_base + written;
        (*parts)->iov_len -= written;
    }
}

bool
file_write_at(int descriptor, struct iovec *parts, int count, int64_t offset, struct error *err)
{
    advance(&parts, &count, 0);
    while (count > 0) {
        ssize_t written = pwritev(descriptor, parts, count, offset);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return error_errno(err, "writing at %lld", (long long)offset);
        offset += written;
        advance(&parts, &count, (size_t)written);
    }
    return true;
}

bool
file_resize(int descriptor, int64_t size, struct error *err)
{
    return ftruncate(descriptor, size) == 0 || error_errno(err, "setting the size");
}

bool
file_sync_data(int descriptor, struct error *err)
{
    return fdatasync(descriptor) == 0 || error_errno(err, "syncing");
}

bool
file_size(int descriptor, int64_t *size, struct error *err)
{
    struct stat status;

    if (fstat(descriptor, &status) != 0)
        return error_errno(err, "looking at the file");
    *size = status.st_size;
    return true;
}

bool
file_rename(const char *from, const char *to, struct error *err)
{
    return rename(from, to) == 0 || error_errno(err, "renaming %s to %s", from, to);
}

bool
file_remove(const char *path, struct error *err)
{
    return unlink(path) == 0 || errno == ENOENT || error_errno(err, "removing %s", path);
}
