// SPDX-License-Identifier: Apache-2.0
#include "intake/journal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <unistd.h>

#include "common/digest.h"
#include "intake/segment.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/log.h"

enum {
    GROUP_MAX = 512,                     /* records of one sync */
    RECORD_ARENA_MAX = 64 * 1024 * 1024, /* bytes: an envelope, several times */
    FOLDER_ARENA_MAX = 16 * 1024 * 1024,
    MARGIN = 64 * 1024, /* numbers left out at a start */
    HINT_BYTES = 8 + SEGMENT_SEAL,
    HINT_EVERY = 64, /* calls of journal_consumed between hints */
};

struct tickets {
    struct journal_ticket *first, **last;
};

struct journal {
    char *folder;
    int folder_lock, hint, event; /* descriptors */
    int64_t segment_size;
    uint64_t next;     /* sequence to give */
    uint64_t consumed; /* all below are */
    int hint_age;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct segment *oldest, *youngest; /* list under lock */
    struct segment *spares;            /* under lock */
    struct tickets waiting, finished;  /* under lock */
    struct journal_counts counts;      /* under lock */
    bool stopping, stopped;            /* under lock; stopped: the thread has gone */
    struct segment *current;           /* the thread's: what it appends to, NULL none */
};

/* What the thread has written and not yet synced, all in one segment. */
struct batch {
    struct segment *segment;
    int64_t end;
    size_t count;
    struct journal_ticket *tickets[GROUP_MAX];
    struct segment_place places[GROUP_MAX];
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
append_segment(struct journal *journal, struct segment *segment)
{
    segment->next = NULL;
    if (journal->youngest == NULL)
        journal->oldest = segment;
    else
        journal->youngest->next = segment;
    journal->youngest = segment;
    journal->counts.segments++;
}

static void
unlink_segment(struct journal *journal, struct segment *segment)
{
    struct segment **place = &journal->oldest, *before = NULL;

    while (*place != segment) {
        before = *place;
        place = &before->next;
    }
    *place = segment->next;
    if (journal->youngest == segment)
        journal->youngest = before;
    journal->counts.segments--;
}

/* A segment that nobody needs any more; not in the list. */
static void
retire(struct journal *journal, struct segment *segment)
{
    struct error err;
    bool kept;

    pthread_mutex_lock(&journal->lock);
    kept = segment->size == journal->segment_size && journal->counts.spares < JOURNAL_SPARES;
    if (kept) {
        segment->next = journal->spares;
        journal->spares = segment;
        journal->counts.spares++;
    }
    pthread_mutex_unlock(&journal->lock);
    if (!kept && !segment_remove(&segment, &err))
        log_event(LOG_ERROR, "journal", "error=%s", err.text);
}

/* ---- the thread ---- */

static struct segment *
take_spare(struct journal *journal)
{
    struct segment *spare;

    pthread_mutex_lock(&journal->lock);
    spare = journal->spares;
    if (spare != NULL) {
        journal->spares = spare->next;
        journal->counts.spares--;
    }
    pthread_mutex_unlock(&journal->lock);
    return spare;
}

static bool
begin_segment(struct journal *journal, const struct segment_record *record, struct error *err)
{
    int64_t least = SEGMENT_HEAD + (int64_t)segment_padded(record->length);
    struct segment *segment;

    if (least > journal->segment_size)
        segment = segment_make(journal->folder, record->sequence, least, NULL, err);
    else
        segment =
            segment_make(journal->folder, record->sequence, journal->segment_size, take_spare(journal), err);
    if (segment == NULL)
        return false;
    pthread_mutex_lock(&journal->lock);
    append_segment(journal, segment);
    pthread_mutex_unlock(&journal->lock);
    journal->current = segment;
    return true;
}

/* Sealed under the lock: from here on the loop may retire it. */
static void
leave_segment(struct journal *journal)
{
    pthread_mutex_lock(&journal->lock);
    journal->current->sealed = true;
    pthread_mutex_unlock(&journal->lock);
    journal->current = NULL;
}

/* Makes the batch durable, and only then visible. */
static bool
flush(struct journal *journal, struct batch *batch, struct error *err)
{
    if (batch->count == 0)
        return true;
    if (!file_sync_data(batch->segment->descriptor, err))
        return error_at(err, "%s", batch->segment->path);
    pthread_mutex_lock(&journal->lock);
    for (size_t i = 0; i < batch->count; i++) {
        segment_add(batch->segment, &batch->places[i]);
        batch->tickets[i]->good = true;
    }
    batch->segment->end = batch->end;
    journal->counts.syncs++;
    journal->counts.records += batch->count;
    pthread_mutex_unlock(&journal->lock);
    batch->count = 0;
    return true;
}

/* The segment ends at its last durable record; an empty one goes. */
static void
abandon(struct journal *journal, struct batch *batch)
{
    struct segment *segment = journal->current;
    struct error ignored;

    batch->count = 0;
    if (segment == NULL)
        return;
    if (file_resize(segment->descriptor, segment->end, &ignored))
        (void)!file_sync_data(segment->descriptor, &ignored);
    if (segment->count > 0) {
        pthread_mutex_lock(&journal->lock);
        segment->size = segment->end;
        pthread_mutex_unlock(&journal->lock);
        leave_segment(journal);
        return;
    }
    pthread_mutex_lock(&journal->lock);
    unlink_segment(journal, segment);
    pthread_mutex_unlock(&journal->lock);
    journal->current = NULL;
    (void)!segment_remove(&segment, &ignored);
}

static bool
make_room(struct journal *journal, struct batch *batch, const struct segment_record *record,
          struct error *err)
{
    if (journal->current != NULL &&
        batch->end + (int64_t)segment_padded(record->length) > journal->current->size) {
        if (!flush(journal, batch, err))
            return false;
        leave_segment(journal);
    }
    if (journal->current != NULL)
        return true;
    if (!begin_segment(journal, record, err))
        return false;
    batch->segment = journal->current;
    batch->end = journal->current->end;
    return true;
}

static bool
write_ticket(struct journal *journal, struct batch *batch, struct segment_record *record,
             struct journal_ticket *ticket, struct error *err)
{
    if (!make_room(journal, batch, record, err))
        return false;
    if (!segment_write(journal->current, record, batch->end, err))
        return error_at(err, "%s", journal->current->path);
    batch->places[batch->count] =
        (struct segment_place){ticket->sequence, batch->end, (uint32_t)record->length};
    batch->tickets[batch->count++] = ticket;
    batch->end += (int64_t)segment_padded(record->length);
    return true;
}

static void
fail_rest(struct journal_ticket **group, size_t count, const struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (group[i]->good)
            continue;
        if (group[i]->err.kind == ERROR_NONE)
            group[i]->err = *err;
    }
}

static void
write_group(struct journal *journal, struct batch *batch, struct journal_ticket **group, size_t count)
{
    struct arena *arena = arena_open(RECORD_ARENA_MAX);
    struct error err = {0};
    bool good = true;

    batch->segment = journal->current;
    batch->end = journal->current == NULL ? 0 : journal->current->end;
    batch->count = 0;
    for (size_t i = 0; good && i < count; i++) {
        struct segment_record record;

        arena_reset(arena);
        /* A message that is too big fails alone. */
        if (segment_encode(arena, group[i]->sequence, group[i]->drop, &group[i]->message, &record,
                           &group[i]->err))
            good = write_ticket(journal, batch, &record, group[i], &err);
    }
    if (!good || !flush(journal, batch, &err))
        abandon(journal, batch);
    fail_rest(group, count, &err);
    arena_close(&arena);
}

static size_t
take_group(struct journal *journal, struct journal_ticket **group)
{
    size_t count = 0;

    pthread_mutex_lock(&journal->lock);
    while (journal->waiting.first == NULL && !journal->stopping)
        pthread_cond_wait(&journal->wake, &journal->lock);
    while (count < GROUP_MAX && (group[count] = tickets_take(&journal->waiting)) != NULL)
        count++;
    if (count == 0)
        journal->stopped = true;
    pthread_mutex_unlock(&journal->lock);
    return count;
}

static void
hand_back(struct journal *journal, struct journal_ticket **group, size_t count)
{
    const uint64_t one = 1;

    pthread_mutex_lock(&journal->lock);
    for (size_t i = 0; i < count; i++) {
        journal->counts.failures += !group[i]->good;
        tickets_add(&journal->finished, group[i]);
    }
    pthread_mutex_unlock(&journal->lock);
    (void)!write(journal->event, &one, sizeof one);
}

static void *
work(void *argument)
{
    struct journal *journal = argument;
    struct journal_ticket *group[GROUP_MAX];
    struct batch *batch = calloc(1, sizeof *batch);
    size_t count;

    if (batch == NULL)
        abort();
    while ((count = take_group(journal, group)) > 0) {
        write_group(journal, batch, group, count);
        hand_back(journal, group, count);
    }
    free(batch);
    return NULL;
}

/* ---- opening ---- */

static void
set_aside(const char *path)
{
    char bad[4200];
    struct error err;

    snprintf(bad, sizeof bad, "%s.bad", path);
    log_event(LOG_ERROR, "journal", "segment=%s why=%s", path, "its head is damaged; it was renamed to .bad");
    if (!file_rename(path, bad, &err))
        log_event(LOG_ERROR, "journal", "error=%s", err.text);
}

static void
number_above(struct journal *journal, uint64_t number)
{
    if (journal->next < number)
        journal->next = number;
}

static bool
load_segment(struct journal *journal, uint64_t first, struct error *err)
{
    struct segment *segment;
    enum segment_state state;
    char path[4096];
    uint64_t last;

    snprintf(path, sizeof path, "%s/%016" PRIx64 ".seg", journal->folder, first);
    state = segment_load(path, first, &segment, err);
    number_above(journal, first + MARGIN);
    if (state == SEGMENT_DAMAGED)
        set_aside(path);
    if (state != SEGMENT_HOLDS)
        return state == SEGMENT_DAMAGED;
    number_above(journal, first + (uint64_t)segment->size / SEGMENT_RECORD_MIN + MARGIN);
    last = segment->count == 0 ? 0 : segment->places[segment->count - 1].sequence;
    number_above(journal, last + MARGIN);
    if (last < journal->consumed || segment->count == 0)
        retire(journal, segment);
    else
        append_segment(journal, segment);
    return true;
}

static bool
load_all(struct journal *journal, struct error *err)
{
    struct arena *arena = arena_open(FOLDER_ARENA_MAX);
    struct span *names;
    size_t count;
    bool good = file_list(arena, journal->folder, &names, &count, err);

    for (size_t i = 0; good && i < count; i++) {
        char *end;
        uint64_t first = strtoull(names[i].data, &end, 16);

        if (end == names[i].data + 16 && strcmp(end, ".seg") == 0)
            good = load_segment(journal, first, err);
    }
    arena_close(&arena);
    return good;
}

static void
encode_hint(uint64_t sequence, char hint[HINT_BYTES])
{
    struct digest digest;

    for (int i = 0; i < 8; i++)
        hint[i] = (char)(sequence >> (8 * i) & 0xFF);
    digest = digest_sha256((struct span){hint, 8});
    memcpy(hint + 8, digest.bytes, SEGMENT_SEAL);
}

static bool
open_hint(struct journal *journal, struct error *err)
{
    char hint[HINT_BYTES], path[4096], expected[HINT_BYTES];
    struct error ignored;
    struct wire wire;

    snprintf(path, sizeof path, "%s/consumed", journal->folder);
    journal->hint = file_open(path, O_RDWR | O_CREAT, 0640, err);
    if (journal->hint < 0)
        return false;
    if (!file_read_at(journal->hint, hint, HINT_BYTES, 0, &ignored))
        return true;
    wire = wire_read((struct span){hint, HINT_BYTES});
    encode_hint(wire_get_u64(&wire), expected);
    if (memcmp(hint, expected, HINT_BYTES) != 0)
        return true;
    wire = wire_read((struct span){hint, HINT_BYTES});
    journal->consumed = wire_get_u64(&wire);
    number_above(journal, journal->consumed + MARGIN);
    return true;
}

static void
write_hint(struct journal *journal)
{
    char hint[HINT_BYTES];
    struct iovec part = {hint, HINT_BYTES};
    struct error err;

    journal->hint_age = 0;
    encode_hint(journal->consumed, hint);
    if (!file_write_at(journal->hint, &part, 1, 0, &err))
        log_event(LOG_WARNING, "journal", "hint=%s", err.text);
}

static bool
lock_folder(struct journal *journal, struct error *err)
{
    journal->folder_lock = file_open(journal->folder, O_RDONLY | O_DIRECTORY, 0, err);
    if (journal->folder_lock < 0)
        return false;
    if (flock(journal->folder_lock, LOCK_EX | LOCK_NB) != 0)
        return error_set(err, ERROR_PERMANENT, "%s: another daemon is using this journal", journal->folder);
    return true;
}

static void
free_list(struct segment *segment)
{
    while (segment != NULL) {
        struct segment *next = segment->next;

        segment_close(&segment);
        segment = next;
    }
}

static void
free_all(struct journal *journal)
{
    free_list(journal->oldest);
    free_list(journal->spares);
    if (journal->hint >= 0)
        close(journal->hint);
    if (journal->event >= 0)
        close(journal->event);
    if (journal->folder_lock >= 0)
        close(journal->folder_lock);
    pthread_mutex_destroy(&journal->lock);
    pthread_cond_destroy(&journal->wake);
    free(journal->folder);
    free(journal);
}

struct journal *
journal_open_sized(const char *folder, int64_t segment, struct error *err)
{
    struct journal *journal = calloc(1, sizeof *journal);

    if (journal == NULL || (journal->folder = strdup(folder)) == NULL)
        abort();
    tickets_clear(&journal->waiting);
    tickets_clear(&journal->finished);
    pthread_mutex_init(&journal->lock, NULL);
    pthread_cond_init(&journal->wake, NULL);
    journal->folder_lock = journal->hint = journal->event = -1;
    journal->segment_size = segment;
    journal->next = (uint64_t)clock_stamp() * 1000;
    if (!file_make_folders(folder, err) || !lock_folder(journal, err) || !open_hint(journal, err) ||
        !load_all(journal, err)) {
        free_all(journal);
        return NULL;
    }
    journal->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (journal->event < 0 || pthread_create(&journal->thread, NULL, work, journal) != 0)
        abort();
    return journal;
}

struct journal *
journal_open(const char *folder, struct error *err)
{
    return journal_open_sized(folder, JOURNAL_SEGMENT, err);
}

bool
journal_forget(const char *folder, struct error *err)
{
    struct journal journal = {.folder = (char *)(uintptr_t)folder};
    char path[4096];
    bool good = file_make_folders(folder, err) && lock_folder(&journal, err);

    snprintf(path, sizeof path, "%s/consumed", folder);
    good = good && file_remove(path, err) && file_sync_folder(folder, err);
    if (journal.folder_lock > 0)
        close(journal.folder_lock);
    return good;
}

void
journal_number_above(struct journal *journal, uint64_t sequence)
{
    number_above(journal, sequence + 1);
}

void
journal_recover(struct journal *journal, void (*found)(void *context, uint64_t sequence), void *context)
{
    for (struct segment *segment = journal->oldest; segment != NULL; segment = segment->next)
        for (size_t i = 0; i < segment->count; i++)
            if (segment->places[i].sequence >= journal->consumed)
                found(context, segment->places[i].sequence);
}

/* ---- the loop ---- */

void
journal_append(struct journal *journal, struct journal_ticket *ticket)
{
    ticket->sequence = journal->next++;
    ticket->good = false;
    ticket->err = (struct error){0};
    pthread_mutex_lock(&journal->lock);
    if (journal->stopped) {
        error_set(&ticket->err, ERROR_TEMPORARY, "the journal is closing");
        tickets_add(&journal->finished, ticket);
    } else {
        tickets_add(&journal->waiting, ticket);
        pthread_cond_signal(&journal->wake);
    }
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
        if (ticket != NULL)
            ticket->done(ticket);
    } while (ticket != NULL);
}

bool
journal_read(struct journal *journal, struct arena *arena, uint64_t sequence, struct message *message,
             struct span *drop, struct error *err)
{
    const struct segment_place *found = NULL;
    struct segment_place place;
    struct segment *segment;

    pthread_mutex_lock(&journal->lock);
    for (segment = journal->oldest; segment != NULL; segment = segment->next)
        if ((found = segment_find(segment, sequence)) != NULL)
            break;
    if (found != NULL)
        place = *found;
    pthread_mutex_unlock(&journal->lock);
    if (found == NULL)
        return error_set(err, ERROR_PERMANENT, "journal: no record %" PRIu64, sequence);
    /* Only the loop retires a segment with records: it stays while we read. */
    return segment_read(segment, arena, &place, message, drop, err);
}

static struct segment *
take_consumed(struct journal *journal)
{
    struct segment *segment;

    pthread_mutex_lock(&journal->lock);
    segment = journal->oldest;
    if (segment == NULL || !segment->sealed ||
        (segment->count > 0 && segment->places[segment->count - 1].sequence >= journal->consumed))
        segment = NULL;
    else
        unlink_segment(journal, segment);
    pthread_mutex_unlock(&journal->lock);
    return segment;
}

void
journal_consumed(struct journal *journal, uint64_t sequence)
{
    struct segment *segment;

    if (sequence <= journal->consumed)
        return;
    journal->consumed = sequence;
    if (++journal->hint_age >= HINT_EVERY)
        write_hint(journal);
    while ((segment = take_consumed(journal)) != NULL) {
        if (journal->hint_age > 0)
            write_hint(journal); /* with the segment goes what shows that its numbers were given */
        retire(journal, segment);
    }
}

struct journal_counts
journal_counts(struct journal *journal)
{
    struct journal_counts counts;

    pthread_mutex_lock(&journal->lock);
    counts = journal->counts;
    pthread_mutex_unlock(&journal->lock);
    return counts;
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
    write_hint(j);
    free_all(j);
    *journal = NULL;
}
