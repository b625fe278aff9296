// SPDX-License-Identifier: Apache-2.0
/*
 * charset: bytes of any label to clean UTF-8.
 *
 * Single-byte sets (windows-125x, iso-8859-x, koi8, macintosh, cp437, cp850) are tables of ours,
 * UTF-8 and UTF-16 are code: nothing is opened, so that the sandboxed worker can call this.
 * iso-8859-1 and us-ascii are read as windows-1252 (WHATWG Encoding Standard); a label that is
 * unknown, or that the bytes deny, gives UTF-8 when they are UTF-8 and windows-1252 else.
 * Chinese, Japanese and Korean sets go through iconv, whose modules charset_start has loaded.
 */
#ifndef READER_CHARSET_H
#define READER_CHARSET_H

#include <stdbool.h>

#include "common/text.h"

/* Once per process, before the sandbox closes the file system.  Without it CJK sets count as
 * unknown labels in a sandbox; all else works. */
void charset_start(void);

/* *utf8: clean (utf8_clean), at most 3 bytes for one.  False, and "", for a label that we refuse:
 * utf-7, in which harmless bytes turn into markup. */
bool charset_decode(struct arena *arena, struct span label, struct span bytes, struct span *utf8);

#endif
