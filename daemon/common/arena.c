// SPDX-License-Identifier: Apache-2.0
#include "common/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 32 * 1024 }; /* bytes of the usual block: glibc tidies its heap when larger ones are freed */

struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char data[];
};

struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *object;
};

struct arena {
    struct block *blocks; /* the one in use first */
    struct deferred *deferred;
    size_t max, held, used;
    void (*full)(void);
};

static struct block *
block_new(struct arena *arena, size_t size)
{
    struct block *block;

    if (size > arena->max || arena->held > arena->max - size) {
        arena->full();
        abort();
    }
    block = malloc(sizeof *block + size);
    if (block == NULL)
        abort();
    block->next = NULL;
    block->size = size;
    block->used = 0;
    arena->held += size;
    return block;
}

struct arena *
arena_open(size_t max)
{
    struct arena *arena = calloc(1, sizeof *arena);

    if (arena == NULL)
        abort();
    arena->max = max;
    arena->full = abort;
    return arena;
}

void
arena_on_full(struct arena *arena, void (*full)(void))
{
    arena->full = full;
}

static void
run_deferred(struct arena *arena)
{
    while (arena->deferred != NULL) {
        struct deferred *first = arena->deferred;

        arena->deferred = first->next;
        first->release(first->object);
    }
}

static void
free_blocks(struct block *block)
{
    while (block != NULL) {
        struct block *next = block->next;

        free(block);
        block = next;
    }
}

void
arena_reset(struct arena *arena)
{
    struct block *kept = NULL, *block = arena->blocks;

    run_deferred(arena);
    while (block != NULL) {
        struct block *next = block->next;

        if (kept == NULL && block->size == BLOCK_SIZE)
            kept = block;
        else
            free(block);
        block = next;
    }
    arena->held = arena->used = 0;
    arena->blocks = kept;
    if (kept != NULL) {
        kept->next = NULL;
        kept->used = 0;
        arena->held = kept->size;
    }
}

void
arena_close(struct arena **arena)
{
    if (*arena == NULL)
        return;
    run_deferred(*arena);
    free_blocks((*arena)->blocks);
    free(*arena);
    *arena = NULL;
}

size_t
arena_used(const struct arena *arena)
{
    return arena->used;
}

static size_t
rounded_up(struct arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    size_t rounded = (size + unit - 1) / unit * unit;

    if (rounded < size) {
        arena->full();
        abort();
    }
    return rounded;
}

void *
arena_raw(struct arena *arena, size_t size)
{
    size_t rounded = rounded_up(arena, size);
    struct block *block = arena->blocks;
    void *result;

    if (block == NULL || block->size - block->used < rounded) {
        struct block *fresh = block_new(arena, rounded > BLOCK_SIZE / 4 ? rounded : BLOCK_SIZE);

        if (block != NULL && fresh->size != BLOCK_SIZE) {
            /* A large object gets a block of its own; the current one goes on. */
            fresh->next = block->next;
            block->next = fresh;
        } else {
            fresh->next = block;
            arena->blocks = fresh;
        }
        block = fresh;
    }
    result = block->data + block->used;
    block->used += rounded;
    arena->used += rounded;
    return result;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    void *result = arena_raw(arena, size);

    memset(result, 0, size);
    return result;
}

bool
arena_extend(struct arena *arena, const void *last, size_t size, size_t wanted)
{
    size_t before = rounded_up(arena, size), after = rounded_up(arena, wanted);
    struct block *block = arena->blocks;

    if (block == NULL || block->used < before ||
        (const unsigned char *)last != block->data + block->used - before ||
        after - before > block->size - block->used)
        return false;
    block->used += after - before;
    arena->used += after - before;
    return true;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;

    if (__builtin_mul_overflow(count, size, &total)) {
        arena->full();
        abort();
    }
    return arena_alloc(arena, total);
}

char *
arena_copy(struct arena *arena, const void *data, size_t len)
{
    char *copy = arena_raw(arena, len + 1);

    if (len > 0)
        memcpy(copy, data, len);
    copy[len] = '\0';
    return copy;
}

char *
arena_strdup(struct arena *arena, const char *string)
{
    return arena_copy(arena, string, strlen(string));
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
    struct block *block = arena->blocks;
    size_t room = block == NULL ? 0 : block->size - block->used;
    char *result = block == NULL ? NULL : (char *)block->data + block->used;
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(result, room, format, args); /* where it will stand, when there is room */
    va_end(args);
    assert(len >= 0);
    if ((size_t)len < room)
        return arena_raw(arena, (size_t)len + 1);
    result = arena_raw(arena, (size_t)len + 1);
    va_start(args, format);
    vsnprintf(result, (size_t)len + 1, format, args);
    va_end(args);
    return result;
}

void
arena_defer(struct arena *arena, void (*release)(void *), void *object)
{
    struct deferred *entry = arena_alloc(arena, sizeof *entry);

    entry->release = release;
    entry->object = object;
    entry->next = arena->deferred;
    arena->deferred = entry;
}
