// SPDX-License-Identifier: Apache-2.0
/* process/pool: answers, deaths, deadlines, limits; a dead worker is replaced and knows what it must. */
#include "testing.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/clock.h"
#include "process/pool.h"

enum kind { ECHO = 1, LENGTH, DIE, HANG, SLEEP, BIG_ANSWER, BIG_ARENA, LEARN, RECALL, WHO };

enum { ANSWER_MAX = 40 * 1024 * 1024, WAIT = 60000 /* ms */ };

struct shared {
    char learnt[64];
};

static void *
open_shared(void *context, struct error *err)
{
    (void)context;
    (void)err;
    return calloc(1, sizeof(struct shared));
}

static void *
open_nothing(void *context, struct error *err)
{
    (void)context;
    error_set(err, ERROR_PERMANENT, "no font, say");
    return NULL;
}

static void
do_echo(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    (void)arena;
    text_span(answer, question);
}

static void
do_length(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    (void)arena;
    text_printf(answer, "%zu", question.len);
}

static void
do_die(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    (void)question;
    (void)arena;
    (void)answer;
    _exit(3);
}

static void
do_hang(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    volatile bool forever = true;

    (void)shared;
    (void)question;
    (void)arena;
    (void)answer;
    while (forever)
        ;
}

static void
do_sleep(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    (void)question;
    (void)arena;
    (void)answer;
    poll(NULL, 0, WAIT * 2);
}

static void
do_big_answer(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    (void)question;
    (void)arena;
    while (!answer->overflow)
        text_string(answer, "more and more and more and more and more");
}

static void
do_big_arena(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    (void)question;
    (void)answer;
    for (;;)
        arena_alloc(arena, 1024 * 1024);
}

static void
do_learn(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    size_t len = strlen(shared->learnt);

    (void)arena;
    if (len + question.len < sizeof shared->learnt)
        memcpy(shared->learnt + len, question.data, question.len);
    text_string(answer, "nobody looks at this");
}

static void
do_recall(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)question;
    (void)arena;
    text_string(answer, shared->learnt);
}

static void
do_who(struct shared *shared, struct span question, struct arena *arena, struct text *answer)
{
    (void)shared;
    (void)question;
    (void)arena;
    text_printf(answer, "%d", (int)getpid());
}

static void
handle(void *shared, uint32_t kind, struct span question, struct arena *arena, struct text *answer)
{
    static void (*const jobs[])(struct shared *, struct span, struct arena *, struct text *) = {
        [ECHO] = do_echo,
        [LENGTH] = do_length,
        [DIE] = do_die,
        [HANG] = do_hang,
        [SLEEP] = do_sleep,
        [BIG_ANSWER] = do_big_answer,
        [BIG_ARENA] = do_big_arena,
        [LEARN] = do_learn,
        [RECALL] = do_recall,
        [WHO] = do_who,
    };

    jobs[kind](shared, question, arena, answer);
}

struct stage {
    struct arena *arena;
    struct event_base *base;
    struct pool *pool;
};

struct asked {
    struct arena *arena;
    enum pool_status status;
    struct span answer;
    bool done;
};

static struct stage
raise_curtain_for(size_t workers, int64_t processor, int64_t deadline)
{
    struct pool_settings settings = {.workers = workers,
                                     .processor = processor,
                                     .deadline = deadline,
                                     .job_arena = 200 * 1024 * 1024,
                                     .answer = ANSWER_MAX};
    const struct pool_code code = {.open = open_shared, .handle = handle};
    struct stage stage = {.arena = arena_open(1024 * 1024 * 1024), .base = event_base_new()};
    struct error err = {0};

    signal(SIGPIPE, SIG_IGN);
    stage.pool = pool_fork(&settings, &code, &err);
    assert_non_null(stage.pool);
    if (!pool_start(stage.pool, stage.base, &err))
        fail_msg("%s", err.text);
    return stage;
}

static struct stage
raise_curtain(size_t workers)
{
    return raise_curtain_for(workers, 0, WAIT);
}

static void
drop_curtain(struct stage *stage)
{
    pool_close(&stage->pool);
    assert_null(stage->pool);
    event_base_free(stage->base);
    arena_close(&stage->arena);
}

static void
done(void *context, enum pool_status status, struct span answer)
{
    struct asked *asked = context;

    assert_false(asked->done);
    asked->done = true;
    asked->status = status;
    asked->answer = span_copy(asked->arena, answer);
}

static void
submit(struct stage *stage, struct asked *asked, enum kind kind, struct span question)
{
    *asked = (struct asked){.arena = stage->arena};
    pool_submit(stage->pool, kind, question, done, asked);
}

static void
wait_for(struct stage *stage, struct asked *asked)
{
    int64_t end = clock_monotonic() + WAIT;

    while (!asked->done) {
        assert_true(clock_monotonic() < end);
        event_base_loop(stage->base, EVLOOP_ONCE);
    }
}

static void
check_answer(struct stage *stage, enum kind kind, const char *question, enum pool_status status,
             const char *answer)
{
    struct asked asked;

    submit(stage, &asked, kind, span_of(question));
    wait_for(stage, &asked);
    assert_int_equal(asked.status, status);
    check_span(asked.answer, answer, pool_status_name(status));
}

static void
note_order(void *context, enum pool_status status, struct span answer)
{
    struct text *order = context;

    assert_int_equal(status, POOL_DONE);
    text_span(order, answer);
}

static void
test_ahead(void **state)
{
    struct stage stage = raise_curtain(1);
    struct text order = text_new(stage.arena, 16);
    int64_t end = clock_monotonic() + WAIT;

    (void)state;
    pool_submit(stage.pool, ECHO, SPAN("1"), note_order, &order); /* in hand at once */
    pool_submit(stage.pool, ECHO, SPAN("2"), note_order, &order);
    pool_submit(stage.pool, ECHO, SPAN("3"), note_order, &order);
    pool_submit_ahead(stage.pool, ECHO, SPAN("a"), note_order, &order);
    pool_submit_ahead(stage.pool, ECHO, SPAN("b"), note_order, &order);
    while (order.len < 5) {
        assert_true(clock_monotonic() < end);
        event_base_loop(stage.base, EVLOOP_ONCE);
    }
    check_span(text_get(&order), "1ab23", "what ends goes ahead of what begins");
    drop_curtain(&stage);
}

static void
test_answers(void **state)
{
    struct stage stage = raise_curtain(2);
    struct asked asked[50];

    (void)state;
    check_answer(&stage, ECHO, "hello", POOL_DONE, "hello");
    check_answer(&stage, ECHO, "", POOL_DONE, "");
    for (int i = 0; i < 50; i++)
        submit(&stage, &asked[i], ECHO, span_printf(stage.arena, "%d", i));
    assert_int_equal(pool_waiting(stage.pool), 48);
    for (int i = 0; i < 50; i++) {
        wait_for(&stage, &asked[i]);
        assert_int_equal(asked[i].status, POOL_DONE);
        check_span(asked[i].answer, arena_printf(stage.arena, "%d", i), "each its own answer");
    }
    assert_int_equal(pool_waiting(stage.pool), 0);
    assert_int_equal(pool_counts(stage.pool).jobs, 52);
    assert_int_equal(pool_counts(stage.pool).deaths, 0);
    assert_true(pool_alive(stage.pool));
    drop_curtain(&stage);
}

static void
test_large(void **state)
{
    struct stage stage = raise_curtain(1);
    struct asked asked;
    size_t len = 33 * 1024 * 1024;
    struct span question = {arena_alloc(stage.arena, len), len};

    (void)state;
    submit(&stage, &asked, ECHO, question);
    wait_for(&stage, &asked);
    assert_int_equal(asked.status, POOL_DONE);
    assert_true(span_equal(asked.answer, question));
    drop_curtain(&stage);
}

static void
test_deaths(void **state)
{
    struct stage stage =
        raise_curtain_for(1, 0, WAIT); /* filling an arena takes its time on a busy machine */

    (void)state;
    for (int i = 0; i < 3; i++) {
        check_answer(&stage, ECHO, "proof", POOL_DONE, "proof");
        check_answer(&stage, DIE, "", POOL_DIED, "");
    }
    check_answer(&stage, ECHO, "alive again", POOL_DONE, "alive again");
    check_answer(&stage, BIG_ANSWER, "", POOL_TOO_BIG, "");
    check_answer(&stage, ECHO, "and again", POOL_DONE, "and again");
    check_answer(&stage, BIG_ARENA, "", POOL_TOO_BIG, "");
    check_answer(&stage, ECHO, "and again", POOL_DONE, "and again");
    assert_int_equal(pool_counts(stage.pool).deaths, 5);
    drop_curtain(&stage);
}

/* A worker that dies at its first job: the next is born a second later, not at once and for ever. */
static void
test_death_at_birth(void **state)
{
    struct stage stage = raise_curtain(1);
    int64_t start = clock_monotonic();

    (void)state;
    check_answer(&stage, DIE, "", POOL_DIED, "");
    check_answer(&stage, ECHO, "later", POOL_DONE, "later");
    assert_true(clock_monotonic() - start >= 900);
    drop_curtain(&stage);
}

static void
test_deadline(void **state)
{
    struct stage stage = raise_curtain_for(2, 0, 700);
    struct asked slow, quick;
    int64_t start = clock_monotonic();

    (void)state;
    submit(&stage, &slow, SLEEP, SPAN(""));
    submit(&stage, &quick, ECHO, SPAN("meanwhile"));
    wait_for(&stage, &quick);
    assert_int_equal(quick.status, POOL_DONE);
    assert_false(slow.done);
    wait_for(&stage, &slow);
    assert_int_equal(slow.status, POOL_TIMEOUT);
    assert_true(clock_monotonic() - start >= 600);
    assert_int_equal(pool_counts(stage.pool).timeouts, 1);
    for (int i = 0; i < 4; i++)
        check_answer(&stage, ECHO, "both serve", POOL_DONE, "both serve");
    drop_curtain(&stage);
}

/* Processor time counts, so that a busy machine takes nothing from a job. */
static void
test_processor_time(void **state)
{
    struct stage stage = raise_curtain_for(1, 300, WAIT);

    (void)state;
    check_answer(&stage, ECHO, "proof", POOL_DONE, "proof");
    check_answer(&stage, HANG, "", POOL_TIMEOUT, "");
    check_answer(&stage, ECHO, "another", POOL_DONE, "another");
    assert_int_equal(pool_counts(stage.pool).timeouts, 1);
    drop_curtain(&stage);
}

static void
test_broadcast(void **state)
{
    struct stage stage = raise_curtain(2);
    struct asked busy, first, second;

    (void)state;
    pool_broadcast(stage.pool, LEARN, SPAN("a"));
    submit(&stage, &busy, ECHO, SPAN("in hand"));
    pool_broadcast(stage.pool, LEARN, SPAN("b")); /* one worker has a job in hand */
    submit(&stage, &first, RECALL, SPAN(""));
    submit(&stage, &second, RECALL, SPAN(""));
    wait_for(&stage, &busy);
    wait_for(&stage, &first);
    wait_for(&stage, &second);
    check_span(first.answer, "ab", "before any other job");
    check_span(second.answer, "ab", "every worker");
    check_span(busy.answer, "in hand", "its own answer");
    check_answer(&stage, DIE, "", POOL_DIED, "");
    check_answer(&stage, DIE, "", POOL_DIED, "");
    for (int i = 0; i < 4; i++)
        check_answer(&stage, RECALL, "", POOL_DONE, "ab"); /* the newborn too, in order */
    drop_curtain(&stage);
}

static void
test_killed_from_outside(void **state)
{
    struct stage stage = raise_curtain(1);
    struct asked asked;

    (void)state;
    submit(&stage, &asked, WHO, SPAN(""));
    wait_for(&stage, &asked);
    assert_int_equal(kill(atoi(asked.answer.data), SIGKILL), 0);
    for (int i = 0; i < 20; i++) {
        event_base_loop(stage.base, EVLOOP_NONBLOCK);
        usleep(5000);
    }
    check_answer(&stage, ECHO, "another", POOL_DONE, "another");
    assert_int_equal(pool_counts(stage.pool).deaths, 1);
    drop_curtain(&stage);
}

static void
test_nothing_to_share(void **state)
{
    struct pool_settings settings = {.workers = 1, .deadline = 700, .job_arena = 1024 * 1024, .answer = 1024};
    const struct pool_code code = {.open = open_nothing, .handle = handle};
    struct event_base *base = event_base_new();
    struct error err = {0};
    struct pool *pool = pool_fork(&settings, &code, &err);

    (void)state;
    assert_non_null(pool);
    assert_false(pool_start(pool, base, &err));
    assert_int_equal(err.kind, ERROR_PERMANENT);
    pool_close(&pool);
    event_base_free(base);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_ahead),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_deaths),
        cmocka_unit_test(test_death_at_birth),
        cmocka_unit_test(test_deadline),
        cmocka_unit_test(test_processor_time),
        cmocka_unit_test(test_broadcast),
        cmocka_unit_test(test_nothing_to_share),
        cmocka_unit_test(test_killed_from_outside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
