// SPDX-License-Identifier: Apache-2.0
/*
 * No false action: every mail of every corpus in the tree, answered to a task that its author has open
 * and that takes the verb, and then again in hostile dress.  An absence notice, a bounce, a list's copy,
 * a mere quote and what is unclear never act; nor does anything that is forged, doubled or mistaken.
 */
#include "workflow/loan.h"

#include <ftw.h>

#include "reader/intent.h"

#define AUTHOR "anne.durand@univ.example"
#define TAG "7kqx3m9w2c5e8h1n4r6t0vyzab"

enum { MAIL_BYTES_MAX = 256 * 1024, MAILS_MAX = 2000, ACTING_LEAST = 100 };

static struct arena *loaded;
static struct definition *definition;
static char *mails[MAILS_MAX];
static size_t mail_total;
static const char *current;

/* A dossier with a task that waits for the author, in one state for "oui" and in another for "signer". */
struct desk {
    struct world *world;
    uint32_t serial;
};

static struct desk
desk_open(const char *from, bool signing)
{
    struct desk desk = {.world = world_open(definition)};
    const char *pairs[16], *const *whole = whole_form();
    size_t n = 0;

    for (; whole[n] != NULL; n++)
        pairs[n] = strcmp(whole[n], MANAGER) == 0 && !signing ? from : whole[n];
    pairs[n] = NULL;
    send_form(desk.world, signing ? from : BORROWER, 0, pairs);
    if (!signing) {
        desk.serial = open_task(desk.world, "valider");
        return desk;
    }
    send_answer(desk.world, MANAGER, open_task(desk.world, "valider"), "oui");
    send_answer(desk.world, STORE, open_task(desk.world, "preparer"), "oui");
    desk.serial = open_task(desk.world, "signer");
    return desk;
}

static struct intent *
understood(struct arena *arena, struct span bytes)
{
    struct message message = {.bytes = bytes};
    struct intent_settings settings = {.authserv_id = SPAN("mx.univ.example"),
                                       .mailbox = SPAN("stages@univ.example"),
                                       .delimiter = '+',
                                       .forms = procedure_form(definition_procedure(definition)),
                                       .form_count = 1};

    return intent_read(arena, &message, &settings);
}

static struct decision
decided(const struct desk *desk, const struct intent *intent, struct event event)
{
    struct world *world = desk->world;
    struct situation situation = {.definition = definition,
                                  .dossier = world->dossier,
                                  .facts = world->facts,
                                  .documents = world->documents,
                                  .document_count = world->document_count,
                                  .next_number = SPAN("2026-00043"),
                                  .mailbox = SPAN("stages@univ.example"),
                                  .base_offset = 60,
                                  .now = world->now};

    event.kind = EVENT_MESSAGE;
    event.intent = intent;
    if (event.match == MATCH_NONE)
        event.match = MATCH_TASK;
    event.serial = desk->serial;
    return workflow_decide(world->arena, &situation, &event);
}

static void
must_not_act(const struct decision *decision, const char *dress)
{
    if (decision->acted)
        fail_msg("%s acts, though %s", current, dress);
}

/* An automatic mail is not answered either: only the one who waits for news of a bounce hears of it. */
static void
must_be_silent(const struct decision *decision, const struct intent *intent)
{
    for (size_t i = 0; i < decision->effect_count; i++)
        if (decision->effects[i].kind == EFFECT_MAIL &&
            (decision->effects[i].automatic_reply ||
             span_equal_nocase(decision->effects[i].to, intent->from)))
            fail_msg("%s, automatic, is answered", current);
}

/* -- hostile dresses ---------------------------------------------------------------- */

/* Every field of that name taken off the header, its continuation lines too. */
static struct span
without_field(struct arena *arena, struct span mail, const char *name)
{
    struct text out = text_new(arena, MAIL_BYTES_MAX * 2);
    struct span rest = mail, line;
    bool header = true, dropped = false;

    while (span_line(&rest, &line)) {
        if (header && line.len > 0 && line.data[0] != ' ' && line.data[0] != '\t')
            dropped = span_starts_nocase(line, name);
        header = header && line.len > 0;
        if (!header)
            dropped = false;
        if (!dropped)
            text_printf(&out, "%.*s\n", SPAN_ARG(line));
    }
    return text_get(&out);
}

static struct span
with_fields(struct arena *arena, struct span mail, const char *fields)
{
    return span_printf(arena, "%s%.*s", fields, SPAN_ARG(mail));
}

static struct span
with_author(struct arena *arena, struct span mail, const char *address)
{
    struct span bare = without_field(arena, without_field(arena, mail, "from:"), "authentication-results:");

    return span_printf(arena,
                       "Authentication-Results: mx.univ.example; dmarc=pass header.from=%s\nFrom: %s\n%.*s",
                       strchr(address, '@') + 1, address, SPAN_ARG(bare));
}

static struct span
all_quoted(struct arena *arena, struct span mail, struct span full_text)
{
    struct text out = text_new(arena, MAIL_BYTES_MAX * 4);
    struct span line;

    text_printf(&out,
                "Authentication-Results: mx.univ.example; dmarc=pass header.from=univ.example\nFrom: " AUTHOR
                "\nTo: stages+" TAG "@univ.example\nMessage-ID: <q@univ.example>\n"
                "Content-Type: text/plain; charset=utf-8\n\nLe 2 mars 2026 à 10:12, Anne a écrit :\n\n");
    (void)mail;
    while (span_line(&full_text, &line))
        text_printf(&out, "> %.*s\n", SPAN_ARG(line));
    return text_get(&out);
}

static void
try_dresses(const struct desk *desk, struct span mail, const struct intent *intent)
{
    struct arena *arena = desk->world->arena;
    const struct {
        const char *dress;
        struct span mail;
        struct event event;
    } dresses[] = {
        {"nobody vouches for it", without_field(arena, mail, "authentication-results:"), {0}},
        {"another server vouches for it",
         with_fields(arena, without_field(arena, mail, "authentication-results:"),
                     "Authentication-Results: mx.evil.example; dmarc=pass header.from=univ.example\n"),
         {0}},
        {"DMARC failed",
         with_fields(arena, without_field(arena, mail, "authentication-results:"),
                     "Authentication-Results: mx.univ.example; dmarc=fail header.from=univ.example\n"),
         {0}},
        {"only another domain was proven",
         with_fields(arena, without_field(arena, mail, "authentication-results:"),
                     "Authentication-Results: mx.univ.example; dkim=pass header.d=evil.example\n"),
         {0}},
        {"somebody else wrote it", with_author(arena, mail, "mallory@univ.example"), {0}},
        {"a stranger wrote it", with_author(arena, mail, "mallory@evil.example"), {0}},
        {"it has two authors", with_fields(arena, mail, "From: Mallory <mallory@evil.example>\n"), {0}},
        {"a machine wrote it", with_fields(arena, mail, "Auto-Submitted: auto-replied\n"), {0}},
        {"a list brought it", with_fields(arena, mail, "List-Id: <all.univ.example>\n"), {0}},
        {"its sender is empty",
         with_fields(arena, without_field(arena, mail, "return-path:"), "Return-Path: <>\n"),
         {0}},
        {"all of it is quoted", all_quoted(arena, mail, intent->full_text), {0}},
        {"its references disagree", mail, {.match = MATCH_CONFLICT}},
        {"its reference is none of ours", mail, {.match = MATCH_UNKNOWN}},
        {"its Message-ID was used for something else", mail, {.duplicate_id = true}},
    };

    for (size_t i = 0; i < sizeof dresses / sizeof dresses[0]; i++) {
        struct intent *dressed = understood(arena, dresses[i].mail);
        struct decision decision = decided(desk, dressed, dresses[i].event);

        must_not_act(&decision, dresses[i].dress);
        if (dressed->automatic != AUTO_NO)
            must_be_silent(&decision, dressed);
    }
}

/* -- the mails ----------------------------------------------------------------------- */

/* Whether it acted as it stands. */
static bool
try_mail(struct span mail, bool signing)
{
    struct arena *scratch = arena_open((size_t)64 << 20);
    struct intent *intent = understood(scratch, mail);
    bool plain = span_find_byte(intent->from, '@') != SIZE_MAX && intent->from.len < 100;
    const char *from = plain && (!signing || span_ends(intent->from, "@univ.example"))
                           ? span_dup(scratch, intent->from)
                           : AUTHOR;
    struct desk desk = desk_open(from, signing);
    struct decision decision = decided(&desk, intent, (struct event){0});
    bool acted = decision.acted;

    assert_int_not_equal(desk.serial, 0);
    if (intent->kind == INTENT_UNCLEAR || intent->automatic != AUTO_NO)
        must_not_act(&decision, intent_kind_name(intent->kind));
    if (intent->automatic != AUTO_NO)
        must_be_silent(&decision, intent);
    if (acted)
        try_dresses(&desk, mail, intent);
    world_close(desk.world);
    arena_close(&scratch);
    return acted;
}

static int
note_mail(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)where;
    if (kind == FTW_F && span_ends(span_of(path), ".eml") && status->st_size < MAIL_BYTES_MAX &&
        mail_total < MAILS_MAX)
        mails[mail_total++] = strdup(path);
    return 0;
}

static void
no_mail_of_any_corpus_acts_falsely(void **state)
{
    size_t acting = 0;

    (void)state;
    nftw(SOURCE_DIR "/tests", note_mail, 20, FTW_PHYS);
    assert_true(mail_total > 300);
    for (size_t i = 0; i < mail_total; i++) {
        struct arena *arena = arena_open((size_t)2 << 20);
        struct span mail = slurp(arena, current = mails[i]);

        acting += (size_t)try_mail(mail, false) + (size_t)try_mail(mail, true);
        arena_close(&arena);
        free(mails[i]);
    }
    print_message("no false action: %zu mails, each at two tasks; %zu deeds; in hostile dress, none\n",
                  mail_total, acting);
    assert_true(acting >= ACTING_LEAST);
}

static int
setup(void **state)
{
    (void)state;
    xml_start();
    loaded = arena_open((size_t)256 << 20);
    definition = loan_load(loaded);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    definition_close(&definition);
    arena_close(&loaded);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_mail_of_any_corpus_acts_falsely)};

    return cmocka_run_group_tests(tests, setup, teardown);
}
