// SPDX-License-Identifier: Apache-2.0
/*
 * tests/corpus/answers: raw mails in the shapes that clients really produce, each with what must be
 * understood.  NAME.expect holds lines `key: value` with "\n" for a line break: kind, auto, verb,
 * argument, reason, text, from, subject, tags (how many), attachments (their names, parted by "; "), and
 * `field ID` for each value of a form.
 */
#include "testing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agreement.h"
#include "common/xml.h"
#include "reader/intent.h"

#define CORPUS SOURCE_DIR "/tests/corpus/answers/"
#define TAG "7kqx3m9w2c5e8h1n4r6t0vyzab"

static struct span
slurp(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct text text = text_new(arena, 1 << 20);
    char block[4096];
    size_t n;

    if (file == NULL)
        fail_msg("%s can't be read", path);
    while ((n = fread(block, 1, sizeof block, file)) > 0)
        text_add(&text, block, n);
    fclose(file);
    return text_get(&text);
}

static struct span
escaped(struct arena *arena, struct span s)
{
    struct text out = text_new(arena, s.len * 2 + 1);

    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] == '\n')
            text_string(&out, "\\n");
        else
            text_byte(&out, s.data[i]);
    return text_get(&out);
}

static struct span
names_of(struct arena *arena, const struct intent *intent)
{
    struct text names = text_new(arena, 4096);

    for (size_t i = 0; i < intent->attachment_count; i++) {
        text_string(&names, i > 0 ? "; " : "");
        text_span(&names, intent->attachments[i].name);
    }
    return text_get(&names);
}

static struct span
got(struct arena *arena, const struct intent *intent, struct span key)
{
    if (span_is(key, "kind"))
        return span_of(intent_kind_name(intent->kind));
    if (span_is(key, "auto"))
        return span_of(intent_auto_name(intent->automatic));
    if (span_is(key, "verb"))
        return intent->verb;
    if (span_is(key, "argument"))
        return intent->argument;
    if (span_is(key, "reason"))
        return intent->reason;
    if (span_is(key, "text"))
        return intent->text;
    if (span_is(key, "from"))
        return intent->from;
    if (span_is(key, "subject"))
        return intent->subject;
    if (span_is(key, "tags"))
        return span_printf(arena, "%zu", intent->tag_count);
    if (span_is(key, "attachments"))
        return names_of(arena, intent);
    for (size_t i = 0; i < intent->value_count; i++)
        if (span_starts(key, "field ") && span_equal(intent->values[i].field, span_from(key, 6)))
            return intent->values[i].value;
    return SPAN("(no such key)");
}

/* Number of lines that are not as expected. */
static size_t
compare(struct arena *arena, const char *name, const struct intent *intent, struct span expect)
{
    struct span line;
    size_t wrong = 0, fields = 0;

    while (span_line(&expect, &line)) {
        size_t colon = span_find(line, ":");
        struct span key, value, is;

        if (colon == SIZE_MAX)
            continue;
        key = span_first(line, colon);
        value = span_trim(span_from(line, colon + 1));
        is = escaped(arena, got(arena, intent, key));
        fields += span_starts(key, "field ");
        if (!span_equal(is, value)) {
            print_message("%s: %.*s is \"%.*s\", expected \"%.*s\" (%.*s)\n", name, SPAN_ARG(key),
                          SPAN_ARG(is), SPAN_ARG(value), SPAN_ARG(intent->reason));
            wrong++;
        }
    }
    if (fields != intent->value_count) {
        print_message("%s: %zu fields, expected %zu\n", name, intent->value_count, fields);
        wrong++;
    }
    return wrong;
}

static void
check_round_trip(struct arena *arena, const struct intent *intent)
{
    struct text out = text_new(arena, 4 << 20), again = text_new(arena, 4 << 20);
    struct wire wire;
    struct intent *back;

    intent_put(&out, intent, true);
    wire = wire_read(text_get(&out));
    back = intent_get(arena, &wire);
    assert_non_null(back);
    assert_true(wire_done(&wire));
    intent_put(&again, back, true);
    assert_true(span_equal(text_get(&out), text_get(&again)));
}

static int
is_mail(const struct dirent *entry)
{
    return span_ends(span_of(entry->d_name), ".eml");
}

static void
every_mail_is_understood_as_expected(void **state)
{
    struct dirent **names;
    int count = scandir(CORPUS, &names, is_mail, alphasort), right = 0, acting = 0;
    struct intent_settings settings = {.authserv_id = SPAN("mx.univ.example"),
                                       .mailbox = SPAN("stages@univ.example"),
                                       .delimiter = '+',
                                       .forms = &agreement_form,
                                       .form_count = 1};

    (void)state;
    assert_true(count >= 250);
    for (int i = 0; i < count; i++) {
        struct arena *arena = arena_open((size_t)64 << 20);
        const char *name = names[i]->d_name;
        char *path = arena_printf(arena, CORPUS "%s", name);
        struct message message = {.bytes = slurp(arena, path)};
        struct intent *intent = intent_read(arena, &message, &settings);
        char *expect = arena_printf(arena, CORPUS "%.*s.expect", (int)(strlen(name) - 4), name);
        size_t wrong = compare(arena, name, intent, slurp(arena, expect));

        check_round_trip(arena, intent);
        right += wrong == 0;
        acting += intent->kind == INTENT_ANSWER;
        arena_close(&arena);
        free(names[i]);
    }
    free(names);
    print_message("answers: %d of %d right, %d of them act\n", right, count, acting);
    assert_int_equal(right, count);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_mail_is_understood_as_expected)};

    xml_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
