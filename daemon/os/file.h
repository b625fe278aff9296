// SPDX-License-Identifier: Apache-2.0
/*
 * file: files in and out, durable when we say so.  Every write, sync and rename of the
 * daemon's own files passes here (SQLite has its own layer).
 *
 * Errors carry the path or what was being done, and the system's words.
 */
#ifndef OS_FILE_H
#define OS_FILE_H

#include <sys/types.h>
#include <sys/uio.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"

/* A whole file of at most max bytes; more is ERROR_TOO_BIG. */
bool file_read(struct arena *arena, const char *path, size_t max, struct span *bytes, struct error *err) MUST_CHECK;
bool file_write_all(int descriptor, struct span bytes, struct error *err) MUST_CHECK;
/* Old content or new content, never a part: temporary file, sync, rename, folder sync.
 * One writer at a time for one path.  What is neither a file nor a link is refused: root could replace
 * /dev/null. */
bool file_replace(const char *path, struct span bytes, struct error *err) MUST_CHECK;
/* Where a person says: a file is replaced, a device or a pipe is written to. */
bool file_put(const char *path, struct span bytes, struct error *err) MUST_CHECK;
bool file_replace_private(const char *path, struct span bytes, struct error *err) MUST_CHECK; /* mode 0600 */
/* Makes names made, renamed or removed in this folder durable. */
bool file_sync_folder(const char *path, struct error *err) MUST_CHECK;
/* mkdir -p, mode 0750; what was made is durable. */
bool file_make_folders(const char *path, struct error *err) MUST_CHECK;

/* The names in a folder that do not begin with a dot, sorted by their bytes. */
bool file_list(struct arena *arena, const char *path, struct span **names, size_t *count, struct error *err) MUST_CHECK;

/* Descriptors.  Offsets and sizes in bytes; every transfer is whole or an error. */
int file_open(const char *path, int flags, mode_t mode, struct error *err); /* O_CLOEXEC; -1 */
bool file_read_at(int descriptor, void *bytes, size_t len, int64_t offset, struct error *err) MUST_CHECK;
/* Writes the parts one after the other; changes them. */
bool file_write_at(int descriptor, struct iovec *parts, int count, int64_t offset, struct error *err) MUST_CHECK;
bool file_resize(int descriptor, int64_t size, struct error *err) MUST_CHECK;
bool file_sync_data(int descriptor, struct error *err) MUST_CHECK;
bool file_size(int descriptor, int64_t *size, struct error *err) MUST_CHECK;
bool file_rename(const char *from, const char *to, struct error *err) MUST_CHECK;
bool file_remove(const char *path, struct error *err) MUST_CHECK; /* fine when it is not there */

#endif
