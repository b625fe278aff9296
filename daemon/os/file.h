// SPDX-License-Identifier: Apache-2.0
/*
 * file: whole files in and out, durable when we say so.
 */
#ifndef OS_FILE_H
#define OS_FILE_H

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"

/* At most max bytes; more is ERROR_TOO_BIG. */
bool file_read(struct arena *arena, const char *path, size_t max, struct span *bytes, struct error *err) MUST_CHECK;
bool file_write_all(int descriptor, struct span bytes, struct error *err) MUST_CHECK;
/* Old content or new content, never a part: temporary file, sync, rename, folder sync. */
bool file_replace(const char *path, struct span bytes, struct error *err) MUST_CHECK;
bool file_replace_private(const char *path, struct span bytes, struct error *err) MUST_CHECK; /* mode 0600 */
bool file_sync_folder(const char *path, struct error *err) MUST_CHECK;
/* mkdir -p, mode 0750. */
bool file_make_folders(const char *path, struct error *err) MUST_CHECK;

#endif
