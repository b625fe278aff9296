// SPDX-License-Identifier: Apache-2.0
#include "intake/segment.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/digest.h"
#include "os/file.h"
#include "os/log.h"
#include "os/random.h"

enum {
    MAGIC_HEAD = 0x4C4D4A48,
    MAGIC_RECORD = 0x4C4D4A52,
    VERSION = 1,
    HEAD_BYTES = 48, /* of one copy */
    HEAD_SECOND = 2048,
    ALIGN = 8,
    PIECE = 64 * 1024,          /* bytes looked at together in search of a record */
    SEARCH_EFFORT = 4,          /* times its size that may be hashed in search of records */
    ZEROS = 4 * 1024 * 1024,    /* bytes written ahead at a time */
    BACK_MAX = 4 * 1024 * 1024, /* bytes of an envelope and a drop's name */
};

struct search {
    struct segment *segment;
    int64_t offset, effort; /* bytes that may still be hashed */
    uint64_t last;          /* sequence of the record before */
    int64_t gap;            /* where the first record that does not hold began; -1 */
    char window[PIECE];     /* of the file, from window_offset on */
    int64_t window_offset;
    size_t window_len;
};

size_t
segment_padded(size_t length)
{
    return (length + ALIGN - 1) / ALIGN * ALIGN;
}

static void
encode_head(const struct segment *segment, char head[HEAD_BYTES])
{
    struct arena *arena = arena_open(PIECE * 4);
    struct text text = text_new(arena, PIECE);
    struct digest digest;

    wire_put_u32(&text, MAGIC_HEAD);
    wire_put_u32(&text, VERSION);
    wire_put_u64(&text, segment->first);
    text_add(&text, segment->salt, SEGMENT_SALT);
    digest = digest_sha256(text_get(&text));
    text_add(&text, digest.bytes, SEGMENT_SEAL);
    memcpy(head, text.data, HEAD_BYTES);
    arena_close(&arena);
}

static bool
write_head(struct segment *segment, struct error *err)
{
    char head[HEAD_BYTES];
    struct iovec part = {head, HEAD_BYTES}, again = part;

    random_bytes(segment->salt, SEGMENT_SALT);
    encode_head(segment, head);
    return file_write_at(segment->descriptor, &part, 1, 0, err) &&
           file_write_at(segment->descriptor, &again, 1, HEAD_SECOND, err);
}

enum head { HEAD_OURS, HEAD_OTHER, HEAD_EMPTY, HEAD_BROKEN };

static enum head
decode_head(struct segment *segment, const char head[HEAD_BYTES])
{
    struct digest digest = digest_sha256((struct span){head, HEAD_BYTES - SEGMENT_SEAL});
    struct wire wire = wire_read((struct span){head, HEAD_BYTES});
    static const char nothing[HEAD_BYTES];
    uint32_t magic = wire_get_u32(&wire), version = wire_get_u32(&wire);
    uint64_t first = wire_get_u64(&wire);

    if (memcmp(head, nothing, HEAD_BYTES) == 0)
        return HEAD_EMPTY;
    if (magic != MAGIC_HEAD || version != VERSION ||
        memcmp(head + HEAD_BYTES - SEGMENT_SEAL, digest.bytes, SEGMENT_SEAL) != 0)
        return HEAD_BROKEN;
    if (first != segment->first)
        return HEAD_OTHER;
    memcpy(segment->salt, wire.rest.data, SEGMENT_SALT);
    return HEAD_OURS;
}

/* An empty head or one of another name: the file was made or taken again, and nothing of it
 * was ever acknowledged. */
static enum head
read_head(struct segment *segment)
{
    char head[HEAD_BYTES];
    enum head first, second;
    struct error err;

    if (!file_read_at(segment->descriptor, head, HEAD_BYTES, 0, &err))
        return HEAD_EMPTY; /* shorter than a head */
    first = decode_head(segment, head);
    if (first == HEAD_OURS)
        return first;
    if (!file_read_at(segment->descriptor, head, HEAD_BYTES, HEAD_SECOND, &err))
        return first;
    second = decode_head(segment, head);
    if (second == HEAD_OURS || first == HEAD_OTHER || second == HEAD_OTHER)
        return second == HEAD_OURS ? second : HEAD_OTHER;
    return first == HEAD_EMPTY ? second : first;
}

static bool
seal_holds(const struct segment *segment, const char *record, size_t length)
{
    struct digest_stream *stream = digest_begin();
    struct digest digest;

    digest_more(stream, (struct span){(const char *)segment->salt, SEGMENT_SALT});
    digest_more(stream, (struct span){record, length - SEGMENT_SEAL});
    digest = digest_end(&stream);
    return memcmp(record + length - SEGMENT_SEAL, digest.bytes, SEGMENT_SEAL) == 0;
}

/* What a record's head says, when that can be. */
static bool
decode_record(const struct search *search, const char *head, struct segment_place *place)
{
    struct wire wire = wire_read((struct span){head, SEGMENT_RECORD_HEAD});
    uint32_t magic = wire_get_u32(&wire);
    uint64_t body = wire_get_u32(&wire);

    place->sequence = wire_get_u64(&wire);
    if (magic != MAGIC_RECORD || body > SEGMENT_RECORD_MAX)
        return false;
    place->length = (uint32_t)(SEGMENT_RECORD_HEAD + body + SEGMENT_SEAL);
    return place->length >= SEGMENT_RECORD_MIN && place->offset + place->length <= search->segment->size &&
           place->sequence >= search->segment->first &&
           (search->segment->count == 0 || place->sequence > search->last);
}

/* A record's head at this place of the file; NULL when it can't be read. */
static const char *
look(struct search *search, int64_t offset)
{
    int64_t left = search->segment->size - offset;
    struct error err;

    if (offset < search->window_offset ||
        offset + SEGMENT_RECORD_HEAD > search->window_offset + (int64_t)search->window_len) {
        search->window_offset = offset;
        search->window_len = left < PIECE ? (size_t)left : PIECE;
        if (!file_read_at(search->segment->descriptor, search->window, search->window_len, offset, &err))
            search->window_len = 0;
    }
    return search->window_len == 0 ? NULL : search->window + (offset - search->window_offset);
}

/* Does a record hold at this place? */
static bool
try_record(struct search *search, struct segment_place *place)
{
    const char *head;
    char *record;
    struct arena *arena;
    struct error err;
    bool holds;

    if (place->offset + SEGMENT_RECORD_MIN > search->segment->size)
        return false;
    head = look(search, place->offset);
    if (head == NULL || !decode_record(search, head, place) || search->effort < place->length)
        return false;
    arena = arena_open((size_t)place->length + PIECE * 2);
    record = arena_alloc(arena, place->length);
    search->effort -= place->length;
    holds = file_read_at(search->segment->descriptor, record, place->length, place->offset, &err) &&
            seal_holds(search->segment, record, place->length);
    arena_close(&arena);
    return holds;
}

static void
take_record(struct search *search, const struct segment_place *place)
{
    if (search->gap >= 0)
        log_event(LOG_ERROR, "journal",
                  "segment=%s damaged-from=%lld to=%lld after=%" PRIu64 " next=%" PRIu64,
                  search->segment->path, (long long)search->gap, (long long)place->offset, search->last,
                  place->sequence);
    search->gap = -1;
    segment_add(search->segment, place);
    search->last = place->sequence;
    search->offset = place->offset + (int64_t)segment_padded(place->length);
    search->segment->end = search->offset;
}

/* The next place at or after `offset` where a record may begin; -1 none. */
static int64_t
find_magic(struct search *search, int64_t offset)
{
    static const unsigned char magic[4] = {0x52, 0x4A, 0x4D, 0x4C};

    for (; offset + SEGMENT_RECORD_MIN <= search->segment->size; offset += ALIGN) {
        const char *head = look(search, offset);

        if (head == NULL)
            offset += PIECE - ALIGN; /* a sector that can't be read goes with its neighbours */
        else if (memcmp(head, magic, sizeof magic) == 0)
            return offset;
    }
    return -1;
}

static void
scan(struct segment *segment)
{
    struct search *search = calloc(1, sizeof *search);

    if (search == NULL)
        abort();
    search->segment = segment;
    search->offset = SEGMENT_HEAD;
    search->effort = segment->size * SEARCH_EFFORT;
    search->gap = -1;
    while (search->offset >= 0 && search->effort > 0) {
        struct segment_place place = {.offset = search->offset};

        if (try_record(search, &place)) {
            take_record(search, &place);
        } else {
            if (search->gap < 0)
                search->gap = search->offset;
            search->offset = find_magic(search, search->offset + ALIGN);
        }
    }
    free(search);
}

enum segment_state
segment_load(const char *path, uint64_t first, struct segment **loaded, struct error *err)
{
    struct segment *segment = calloc(1, sizeof *segment);
    enum head head;

    if (segment == NULL || (segment->path = strdup(path)) == NULL)
        abort();
    segment->first = first;
    segment->sealed = true;
    segment->end = SEGMENT_HEAD;
    segment->descriptor = file_open(path, O_RDWR, 0, err);
    if (segment->descriptor < 0 || !file_size(segment->descriptor, &segment->size, err)) {
        segment_close(&segment);
        return SEGMENT_FAILED;
    }
    head = read_head(segment);
    if (head == HEAD_BROKEN) {
        segment_close(&segment);
        return SEGMENT_DAMAGED;
    }
    if (head == HEAD_OURS)
        scan(segment);
    *loaded = segment;
    return SEGMENT_HOLDS;
}

static bool
begin_file(struct segment *segment, const char *folder, struct error *err)
{
    return file_resize(segment->descriptor, segment->size, err) && write_head(segment, err) &&
           file_sync_folder(folder, err);
}

/* The name is durable before the head is written: an old head under a new name says that
 * nothing new was acknowledged. */
static bool
begin_again(struct segment *segment, const char *folder, const char *path, struct error *err)
{
    if (!file_rename(segment->path, path, err))
        return false;
    free(segment->path);
    if ((segment->path = strdup(path)) == NULL)
        abort();
    return file_sync_folder(folder, err) && write_head(segment, err);
}

struct segment *
segment_make(const char *folder, uint64_t first, int64_t size, struct segment *spare, struct error *err)
{
    struct segment *segment = spare == NULL ? calloc(1, sizeof *segment) : spare;
    struct error ignored;
    char path[4096];
    bool good;

    if (segment == NULL)
        abort();
    snprintf(path, sizeof path, "%s/%016" PRIx64 ".seg", folder, first);
    segment->next = NULL;
    segment->first = first;
    segment->end = SEGMENT_HEAD;
    segment->count = 0;
    segment->sealed = false;
    if (spare == NULL) {
        segment->size = size;
        if ((segment->path = strdup(path)) == NULL)
            abort();
        segment->descriptor = file_open(path, O_RDWR | O_CREAT | O_EXCL, 0640, err);
        good = segment->descriptor >= 0 && begin_file(segment, folder, err);
    } else {
        segment->zeroed = segment->size;
        good = begin_again(segment, folder, path, err);
    }
    if (!good)
        (void)!segment_remove(&segment, &ignored);
    return segment;
}

void
segment_close(struct segment **segment)
{
    if (*segment == NULL)
        return;
    if ((*segment)->descriptor >= 0)
        close((*segment)->descriptor);
    free((*segment)->places);
    free((*segment)->path);
    free(*segment);
    *segment = NULL;
}

bool
segment_remove(struct segment **segment, struct error *err)
{
    bool good = file_remove((*segment)->path, err);

    segment_close(segment);
    return good;
}

bool
segment_encode(struct arena *arena, uint64_t sequence, struct span drop, const struct message *message,
               struct segment_record *record, struct error *err)
{
    struct message envelope = *message;
    struct text all = text_new(arena, BACK_MAX);
    size_t body;

    record->sequence = sequence;
    record->bytes = message->bytes;
    record->front = text_new(arena, BACK_MAX);
    record->back = text_new(arena, BACK_MAX);
    /* message_put begins with the bytes: their length goes in front, the rest behind. */
    envelope.bytes = SPAN("");
    message_put(&all, &envelope);
    text_span(&record->back, span_from(text_get(&all), sizeof(uint32_t)));
    body = 4 + drop.len + 4 + message->bytes.len + record->back.len;
    wire_put_u32(&record->front, MAGIC_RECORD);
    wire_put_u32(&record->front, (uint32_t)body);
    wire_put_u64(&record->front, sequence);
    wire_put_i64(&record->front, message->received);
    wire_put_bytes(&record->front, drop);
    wire_put_u32(&record->front, (uint32_t)message->bytes.len);
    record->length = SEGMENT_RECORD_HEAD + body + SEGMENT_SEAL;
    if (record->front.overflow || all.overflow || record->back.overflow ||
        record->length > SEGMENT_RECORD_MAX)
        return error_set(err, ERROR_TOO_BIG, "a message or its envelope is too big for the journal");
    return true;
}

static void
seal(const struct segment *segment, struct segment_record *record)
{
    static const char zeros[ALIGN];
    struct digest_stream *stream = digest_begin();
    struct digest digest;

    digest_more(stream, (struct span){(const char *)segment->salt, SEGMENT_SALT});
    digest_more(stream, text_get(&record->front));
    digest_more(stream, record->bytes);
    digest_more(stream, text_get(&record->back));
    digest = digest_end(&stream);
    text_add(&record->back, digest.bytes, SEGMENT_SEAL);
    text_add(&record->back, zeros, segment_padded(record->length) - record->length);
}

/* Zeros beyond the end, so that most syncs have no metadata to carry. */
static bool
write_zeros(struct segment *segment, int64_t from, struct error *err)
{
    static char zeros[PIECE]; /* never written to */
    int64_t until = from + ZEROS > segment->size ? segment->size : from + ZEROS;

    while (from < until) {
        struct iovec part = {zeros, (size_t)(until - from < PIECE ? until - from : PIECE)};
        int64_t len = (int64_t)part.iov_len;

        if (!file_write_at(segment->descriptor, &part, 1, from, err))
            return false;
        from += len;
    }
    segment->zeroed = until;
    return true;
}

bool
segment_write(struct segment *segment, struct segment_record *record, int64_t offset, struct error *err)
{
    int64_t end = offset + (int64_t)segment_padded(record->length);
    struct iovec parts[3];

    seal(segment, record);
    parts[0] = (struct iovec){record->front.data, record->front.len};
    /* pwritev only reads. */
    parts[1] = (struct iovec){(void *)(uintptr_t)record->bytes.data, record->bytes.len};
    parts[2] = (struct iovec){record->back.data, record->back.len};
    return file_write_at(segment->descriptor, parts, 3, offset, err) &&
           (end <= segment->zeroed || write_zeros(segment, end, err));
}

void
segment_add(struct segment *segment, const struct segment_place *place)
{
    if (segment->count == segment->capacity) {
        segment->capacity = segment->capacity == 0 ? 256 : segment->capacity * 2;
        segment->places = realloc(segment->places, segment->capacity * sizeof *segment->places);
        if (segment->places == NULL)
            abort();
    }
    segment->places[segment->count++] = *place;
}

const struct segment_place *
segment_find(const struct segment *segment, uint64_t sequence)
{
    size_t low = 0, high = segment->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (segment->places[middle].sequence == sequence)
            return &segment->places[middle];
        if (segment->places[middle].sequence < sequence)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool
segment_read(const struct segment *segment, struct arena *arena, const struct segment_place *place,
             struct message *message, struct span *drop, struct error *err)
{
    char *record = arena_alloc(arena, place->length);
    struct wire wire;

    if (!file_read_at(segment->descriptor, record, place->length, place->offset, err))
        return error_at(err, "%s", segment->path);
    wire = wire_read(
        (struct span){record + SEGMENT_RECORD_HEAD, place->length - SEGMENT_RECORD_HEAD - SEGMENT_SEAL});
    *drop = wire_get_bytes(&wire);
    if (!seal_holds(segment, record, place->length) || !message_get(arena, &wire, message) ||
        !wire_done(&wire))
        return error_set(err, ERROR_PERMANENT, "%s: record %" PRIu64 " is damaged", segment->path,
                         place->sequence);
    return true;
}
