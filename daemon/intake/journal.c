// SPDX-License-Identifier: Apache-2.0
#include "intake/journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/digest.h"
#include "os/file.h"

enum {
    MAGIC = 0x4C4D4331,
    HEAD = 24, /* bytes before the body */
    SEAL = 16, /* bytes of the checksum */
    ALIGN = 8,
    ZEROS = 4 * 1024 * 1024, /* bytes written ahead at a time */
    GROUP_MAX = 512,         /* records of one sync */
};

struct place {
    uint64_t sequence;
    int64_t offset;
    uint32_t length; /* of the whole record */
};

struct segment {
    struct segment *next; /* the younger one */
    uint64_t first;
    int descriptor;
    int64_t size, end, zeroed; /* bytes: of the file, used, written with zeros */
    struct place *places;
    size_t count, capacity;
    bool sealed; /* nothing is appended any more */
};

struct tickets {
    struct journal_ticket *first, **last;
};

struct journal {
    char *folder;
    struct segment *oldest, *youngest; /* under lock */
    uint64_t next;                     /* sequence to give; the loop's */
    uint64_t highest;                  /* first number not used by any segment name, under lock */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct tickets waiting, finished; /* under lock */
    bool stopping, broken;            /* under lock */
    int event;
};

static void
tickets_clear(struct tickets *tickets)
{
    tickets->first = NULL;
    tickets->last = &tickets->first;
}

static void
tickets_add(struct tickets *tickets, struct journal_ticket *ticket)
{
    ticket->next = NULL;
    *tickets->last = ticket;
    tickets->last = &ticket->next;
}

static struct journal_ticket *
tickets_take(struct tickets *tickets)
{
    struct journal_ticket *ticket = tickets->first;

    if (ticket != NULL && (tickets->first = ticket->next) == NULL)
        tickets_clear(tickets);
    return ticket;
}

static void
segment_path(const struct journal *journal, uint64_t first, char *path, size_t size)
{
    snprintf(path, size, "%s/%016" PRIx64 ".seg", journal->folder, first);
}

static void
segment_free(struct segment *segment)
{
    if (segment->descriptor >= 0)
        close(segment->descriptor);
    free(segment->places);
    free(segment);
}

static void
add_place(struct segment *segment, uint64_t sequence, int64_t offset, uint32_t length)
{
    if (segment->count == segment->capacity) {
        segment->capacity = segment->capacity == 0 ? 256 : segment->capacity * 2;
        segment->places = realloc(segment->places, segment->capacity * sizeof *segment->places);
        if (segment->places == NULL)
            abort();
    }
    segment->places[segment->count++] = (struct place){sequence, offset, length};
}

static bool
read_at(int descriptor, void *bytes, size_t len, int64_t offset)
{
    char *at = bytes;

    while (len > 0) {
        ssize_t got = pread(descriptor, at, len, offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        offset += got;
        len -= (size_t)got;
    }
    return true;
}

static bool
write_at(int descriptor, const void *bytes, size_t len, int64_t offset, struct error *err)
{
    const char *at = bytes;

    while (len > 0) {
        ssize_t written = pwrite(descriptor, at, len, offset);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return error_errno(err, "journal");
        at += written;
        offset += written;
        len -= (size_t)written;
    }
    return true;
}

static size_t
padded(size_t length)
{
    return (length + ALIGN - 1) / ALIGN * ALIGN;
}

/* The record at `offset`: its length, 0 when there is none that holds. */
static uint32_t
record_at(const struct segment *segment, int64_t offset, uint64_t *sequence)
{
    struct arena *arena;
    struct wire wire;
    struct digest digest;
    char head[HEAD], *record;
    uint32_t magic, body, length;
    bool holds;

    if (offset + HEAD + SEAL > segment->size || !read_at(segment->descriptor, head, HEAD, offset))
        return 0;
    wire = wire_read((struct span){head, HEAD});
    magic = wire_get_u32(&wire);
    body = wire_get_u32(&wire);
    *sequence = wire_get_u64(&wire);
    if (magic != MAGIC || offset + HEAD + (int64_t)body + SEAL > segment->size)
        return 0;
    length = HEAD + body + SEAL;
    arena = arena_open((size_t)length + 64 * 1024);
    record = arena_alloc(arena, length);
    holds = read_at(segment->descriptor, record, length, offset);
    digest = digest_sha256((struct span){record, length - SEAL});
    holds = holds && memcmp(record + length - SEAL, digest.bytes, SEAL) == 0;
    arena_close(&arena);
    return holds ? length : 0;
}

static void
scan(struct segment *segment)
{
    uint64_t sequence, expected = segment->first;
    uint32_t length;

    while ((length = record_at(segment, segment->end, &sequence)) > 0 && sequence == expected) {
        add_place(segment, sequence, segment->end, length);
        segment->end += (int64_t)padded(length);
        expected++;
    }
}

static struct segment *
segment_load(const struct journal *journal, uint64_t first, struct error *err)
{
    struct segment *segment = calloc(1, sizeof *segment);
    struct stat status;
    char path[4096];

    if (segment == NULL)
        abort();
    segment_path(journal, first, path, sizeof path);
    segment->first = first;
    segment->sealed = true;
    segment->descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (segment->descriptor < 0 || fstat(segment->descriptor, &status) != 0) {
        error_errno(err, "%s", path);
        segment_free(segment);
        return NULL;
    }
    segment->size = status.st_size;
    scan(segment);
    return segment;
}

static void
append_segment(struct journal *journal, struct segment *segment)
{
    if (journal->youngest == NULL)
        journal->oldest = segment;
    else
        journal->youngest->next = segment;
    journal->youngest = segment;
}

static bool
load_all(struct journal *journal, struct error *err)
{
    struct dirent **entries;
    int count = scandir(journal->folder, &entries, NULL, alphasort);
    bool good = count >= 0 || error_errno(err, "%s", journal->folder);

    for (int i = 0; i < count; i++) {
        struct segment *segment;
        char *end;
        uint64_t first = strtoull(entries[i]->d_name, &end, 16);

        if (good && strcmp(end, ".seg") == 0 && end == entries[i]->d_name + 16) {
            segment = segment_load(journal, first, err);
            good = segment != NULL;
            if (good)
                append_segment(journal, segment);
            if (good && first + segment->count >= journal->highest)
                journal->highest = first + segment->count + 1;
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return good;
}

/* A fresh segment for at least `least` bytes; the file's first zeros are written and its name is durable. */
static struct segment *
segment_new(struct journal *journal, uint64_t first, int64_t least, struct error *err)
{
    struct segment *segment = calloc(1, sizeof *segment);
    char path[4096];

    if (segment == NULL)
        abort();
    segment->first = first;
    segment->size = least > JOURNAL_SEGMENT ? least : JOURNAL_SEGMENT;
    segment_path(journal, first, path, sizeof path);
    segment->descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (segment->descriptor < 0)
        error_errno(err, "%s", path);
    else if (ftruncate(segment->descriptor, segment->size) != 0)
        error_errno(err, "%s", path);
    else if (file_sync_folder(journal->folder, err))
        return segment;
    if (segment->descriptor >= 0)
        unlink(path);
    segment_free(segment);
    return NULL;
}

/* Zeros beyond the end, so that the sync of a record changes no metadata. */
static bool
write_zeros(struct segment *segment, int64_t until, struct error *err)
{
    static const char zeros[256 * 1024];
    int64_t wanted = until > segment->size ? segment->size : until;

    while (segment->zeroed < wanted) {
        int64_t piece = segment->size - segment->zeroed;

        if (piece > (int64_t)sizeof zeros)
            piece = sizeof zeros;
        if (!write_at(segment->descriptor, zeros, (size_t)piece, segment->zeroed, err))
            return false;
        segment->zeroed += piece;
    }
    return true;
}

static bool
make_room(struct journal *journal, uint64_t sequence, size_t length, struct error *err)
{
    struct segment *segment = journal->youngest;
    int64_t needed = (int64_t)padded(length);

    if (segment == NULL || segment->sealed || segment->end + needed > segment->size) {
        segment = segment_new(journal, sequence, needed, err);
        if (segment == NULL)
            return false;
        pthread_mutex_lock(&journal->lock);
        if (journal->youngest != NULL)
            journal->youngest->sealed = true;
        append_segment(journal, segment);
        pthread_mutex_unlock(&journal->lock);
    }
    if (segment->end + needed > segment->zeroed)
        return write_zeros(segment, segment->end + needed + ZEROS, err);
    return true;
}

static bool
write_record(struct journal *journal, struct journal_ticket *ticket, struct error *err)
{
    struct segment *segment;

    if (!make_room(journal, ticket->sequence, ticket->record.len, err))
        return false;
    segment = journal->youngest;
    if (!write_at(segment->descriptor, ticket->record.data, ticket->record.len, segment->end, err))
        return false;
    pthread_mutex_lock(&journal->lock);
    add_place(segment, ticket->sequence, segment->end, (uint32_t)ticket->record.len);
    segment->end += (int64_t)padded(ticket->record.len);
    pthread_mutex_unlock(&journal->lock);
    return true;
}

/* After a failed write or sync nothing in the page cache can be trusted: the journal answers
 * no more until it is opened again. */
static void
break_group(struct journal *journal, struct journal_ticket **group, size_t count, const struct error *err)
{
    pthread_mutex_lock(&journal->lock);
    journal->broken = true;
    pthread_mutex_unlock(&journal->lock);
    for (size_t i = 0; i < count; i++) {
        group[i]->good = false;
        group[i]->err = *err;
    }
}

static void
write_group(struct journal *journal, struct journal_ticket **group, size_t count)
{
    struct segment *before = journal->youngest;
    struct error err = {0};
    bool good = true;

    for (size_t i = 0; good && i < count; i++)
        good = write_record(journal, group[i], &err);
    if (good && before != NULL && before != journal->youngest && fdatasync(before->descriptor) != 0)
        good = error_errno(&err, "syncing the journal");
    if (good && fdatasync(journal->youngest->descriptor) != 0)
        good = error_errno(&err, "syncing the journal");
    if (!good) {
        break_group(journal, group, count, &err);
        return;
    }
    for (size_t i = 0; i < count; i++)
        group[i]->good = true;
}

static size_t
take_group(struct journal *journal, struct journal_ticket **group, bool *broken)
{
    size_t count = 0;

    pthread_mutex_lock(&journal->lock);
    while (journal->waiting.first == NULL && !journal->stopping)
        pthread_cond_wait(&journal->wake, &journal->lock);
    while (count < GROUP_MAX && (group[count] = tickets_take(&journal->waiting)) != NULL)
        count++;
    *broken = journal->broken;
    pthread_mutex_unlock(&journal->lock);
    return count;
}

static void *
work(void *argument)
{
    struct journal *journal = argument;
    struct journal_ticket *group[GROUP_MAX];
    const uint64_t one = 1;
    struct error err;
    size_t count;
    bool broken;

    error_set(&err, ERROR_TEMPORARY, "the journal failed before; the daemon must be started again");
    while ((count = take_group(journal, group, &broken)) > 0) {
        if (broken)
            break_group(journal, group, count, &err);
        else
            write_group(journal, group, count);
        pthread_mutex_lock(&journal->lock);
        for (size_t i = 0; i < count; i++)
            tickets_add(&journal->finished, group[i]);
        pthread_mutex_unlock(&journal->lock);
        (void)!write(journal->event, &one, sizeof one);
    }
    return NULL;
}

struct journal *
journal_open(const char *folder, struct error *err)
{
    struct journal *journal = calloc(1, sizeof *journal);

    if (journal == NULL || (journal->folder = strdup(folder)) == NULL)
        abort();
    tickets_clear(&journal->waiting);
    tickets_clear(&journal->finished);
    journal->highest = 1;
    if (!file_make_folders(folder, err) || !load_all(journal, err)) {
        while (journal->oldest != NULL) {
            struct segment *segment = journal->oldest;

            journal->oldest = segment->next;
            segment_free(segment);
        }
        free(journal->folder);
        free(journal);
        return NULL;
    }
    journal->next = journal->highest;
    journal->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    pthread_mutex_init(&journal->lock, NULL);
    pthread_cond_init(&journal->wake, NULL);
    if (journal->event < 0 || pthread_create(&journal->thread, NULL, work, journal) != 0)
        abort();
    return journal;
}

void
journal_recover(struct journal *journal, void (*found)(void *context, uint64_t sequence), void *context)
{
    for (struct segment *segment = journal->oldest; segment != NULL; segment = segment->next)
        for (size_t i = 0; i < segment->count; i++)
            found(context, segment->places[i].sequence);
}

void
journal_append(struct journal *journal, struct journal_ticket *ticket)
{
    size_t most = ticket->message.bytes.len + 256 * 1024;
    struct arena *arena = arena_open(most * 4 + 1024 * 1024);
    struct text body = text_new(arena, most);
    struct digest digest;
    char *record;

    ticket->sequence = journal->next++;
    wire_put_u32(&body, MAGIC);
    wire_put_u32(&body, 0);
    wire_put_u64(&body, ticket->sequence);
    wire_put_i64(&body, ticket->message.received);
    wire_put_bytes(&body, ticket->drop);
    message_put(&body, &ticket->message);
    for (int i = 0; i < 4; i++)
        body.data[4 + i] = (char)((body.len - HEAD) >> (8 * i) & 0xFF);
    digest = digest_sha256(text_get(&body));
    text_add(&body, digest.bytes, SEAL);
    record = malloc(body.len);
    if (record == NULL || body.overflow)
        abort();
    memcpy(record, body.data, body.len);
    ticket->record = (struct text){.data = record, .len = body.len};
    arena_close(&arena);
    pthread_mutex_lock(&journal->lock);
    tickets_add(&journal->waiting, ticket);
    pthread_cond_signal(&journal->wake);
    pthread_mutex_unlock(&journal->lock);
}

int
journal_descriptor(const struct journal *journal)
{
    return journal->event;
}

void
journal_collect(struct journal *journal)
{
    struct journal_ticket *ticket;
    uint64_t ignored;

    (void)!read(journal->event, &ignored, sizeof ignored);
    do {
        pthread_mutex_lock(&journal->lock);
        ticket = tickets_take(&journal->finished);
        pthread_mutex_unlock(&journal->lock);
        if (ticket != NULL) {
            free(ticket->record.data);
            ticket->done(ticket);
        }
    } while (ticket != NULL);
}

static bool
find(struct journal *journal, uint64_t sequence, int *descriptor, struct place *place)
{
    bool found = false;

    pthread_mutex_lock(&journal->lock);
    for (struct segment *segment = journal->oldest; segment != NULL && !found; segment = segment->next)
        if (sequence >= segment->first && sequence - segment->first < segment->count) {
            *place = segment->places[sequence - segment->first];
            *descriptor = segment->descriptor;
            found = true;
        }
    pthread_mutex_unlock(&journal->lock);
    return found;
}

bool
journal_read(struct journal *journal, struct arena *arena, uint64_t sequence, struct message *message,
             struct span *drop, struct error *err)
{
    struct place place;
    struct wire wire;
    char *record;
    int descriptor;

    if (!find(journal, sequence, &descriptor, &place))
        return error_set(err, ERROR_PERMANENT, "journal: no record %" PRIu64, sequence);
    record = arena_alloc(arena, place.length);
    if (!read_at(descriptor, record, place.length, place.offset))
        return error_errno(err, "journal");
    wire = wire_read((struct span){record + HEAD, place.length - HEAD - SEAL});
    *drop = wire_get_bytes(&wire);
    if (!message_get(arena, &wire, message) || !wire_done(&wire))
        return error_set(err, ERROR_PERMANENT, "journal: record %" PRIu64 " is damaged", sequence);
    return true;
}

void
journal_consumed(struct journal *journal, uint64_t sequence)
{
    for (;;) {
        struct segment *segment;
        char path[4096];

        pthread_mutex_lock(&journal->lock);
        segment = journal->oldest;
        if (segment == NULL || segment == journal->youngest || segment->first + segment->count > sequence)
            segment = NULL;
        else
            journal->oldest = segment->next;
        pthread_mutex_unlock(&journal->lock);
        if (segment == NULL)
            return;
        segment_path(journal, segment->first, path, sizeof path);
        unlink(path);
        segment_free(segment);
    }
}

void
journal_close(struct journal **journal)
{
    struct journal *j = *journal;

    if (j == NULL)
        return;
    pthread_mutex_lock(&j->lock);
    j->stopping = true;
    pthread_cond_signal(&j->wake);
    pthread_mutex_unlock(&j->lock);
    pthread_join(j->thread, NULL);
    journal_collect(j);
    while (j->oldest != NULL) {
        struct segment *segment = j->oldest;

        j->oldest = segment->next;
        segment_free(segment);
    }
    close(j->event);
    pthread_mutex_destroy(&j->lock);
    pthread_cond_destroy(&j->wake);
    free(j->folder);
    free(j);
    *journal = NULL;
}
