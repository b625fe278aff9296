// SPDX-License-Identifier: Apache-2.0
/*
 * arena: memory that is given back all at once.
 *
 * A function whose first parameter is `struct arena *` returns fresh memory that
 * lives as long as that arena; a function without one allocates nothing.  One
 * arena per message in a worker, one per job elsewhere.  Every arena has a
 * maximum set at birth; passing it calls the arena's `full` handler, which must
 * not return (default: abort, as for any want of memory).
 */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* max: bytes the arena may hold in all. */
struct arena *arena_open(size_t max);
void arena_close(struct arena **arena); /* nulls *arena; NULL is fine */

/* What happens when max is passed: the handler must not return (a worker exits
 * with its "too big" status). */
void arena_on_full(struct arena *arena, void (*full)(void));

/* Empties the arena for the next job, keeping one block. */
void arena_reset(struct arena *arena);

size_t arena_used(const struct arena *arena); /* bytes */

/* Never NULL.  Zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size); /* overflow-checked */

/* For bytes that are written at once: not zeroed. */
void *arena_raw(struct arena *arena, size_t size);
/* Makes what was allocated last longer where it stands (wanted >= size), not zeroed; false: it can't. */
bool arena_extend(struct arena *arena, const void *last, size_t size, size_t wanted);

/* NUL-terminated copies. */
char *arena_copy(struct arena *arena, const void *data, size_t len);
char *arena_strdup(struct arena *arena, const char *string);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Calls release(object) when the arena is reset or closed, last come first
 * served: for objects of libraries that have their own allocator (xmlDoc). */
void arena_defer(struct arena *arena, void (*release)(void *), void *object);

#endif
