// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "testing.h"

#include "directory/ldif.h"

static struct arena *arena;

static const char *
shown(const char *bytes, struct error *err)
{
    size_t len = strlen(bytes);
    char *exact = malloc(len > 0 ? len : 1);
    struct text out = text_new(arena, 1 << 20);
    struct ldif_entry *entry = arena_alloc(arena, sizeof *entry);
    struct ldif ldif;

    memcpy(exact, bytes, len);
    ldif_open((struct span){exact, len}, &ldif);
    while (ldif_next(arena, &ldif, entry, err)) {
        text_printf(&out, "%s%u:%.*s", out.len > 0 ? "/" : "", entry->line, SPAN_ARG(entry->dn));
        for (size_t i = 0; i < entry->count; i++)
            text_printf(&out, "|%.*s=%.*s", SPAN_ARG(entry->values[i].name),
                        SPAN_ARG(entry->values[i].value));
    }
    free(exact);
    return text_cstr(&out);
}

static void
entries_are_read(void **state)
{
    static const struct {
        const char *bytes, *entries;
    } cases[] = {
        {"version: 1\ndn: uid=a\nsn: Martin\n\ndn: uid=b\nsn: Roux\n", "2:uid=a|sn=Martin/5:uid=b|sn=Roux"},
        {"# note\ndn: uid=a\nsn: Mar\n tin\n", "2:uid=a|sn=Martin"},
        {"dn:: dWlkPcOp\nsn:: TMOpYQ==\n", "1:uid=é|sn=Léa"},
        {"dn: uid=a\ncn;lang-fr: L\xc3\xa9\x61\n", "1:uid=a|cn=Léa"},
        {"dn: uid=a\r\nmail: a@b\r\nmail: c@d\r\n", "1:uid=a|mail=a@b|mail=c@d"},
        {"dn: uid=a\njpegPhoto:< file:///etc/passwd\n", "1:uid=a|jpegPhoto="},
        {"dn: uid=a\nchangetype: add\nsn: x\n", "1:uid=a|sn=x"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error err = {0};

        assert_string_equal(shown(cases[i].bytes, &err), cases[i].entries);
        assert_int_equal(err.kind, ERROR_NONE);
    }
}

static void
faults_name_their_line(void **state)
{
    static const struct {
        const char *bytes, *line;
    } cases[] = {
        {"dn: uid=a\nsn:: ###\n", "line 2"},
        {"dn: uid=a\nnothing\n", "line 2"},
        {"sn: x\n\n", "line 1"},
        {"dn: uid=a\nchangetype: delete\n", "line 2"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error err = {0};

        (void)shown(cases[i].bytes, &err);
        assert_int_equal(err.kind, ERROR_BAD_INPUT);
        assert_non_null(strstr(err.text, cases[i].line));
    }
}

static void
a_file_is_told_from_a_table(void **state)
{
    (void)state;
    assert_true(ldif_looks_like(SPAN("# export\nversion: 1\n")));
    assert_true(ldif_looks_like(SPAN("\xef\xbb\xbf\x64n: uid=a\n")));
    assert_false(ldif_looks_like(SPAN("Nom;Prenom\n")));
    assert_false(ldif_looks_like(SPAN("")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_read),
        cmocka_unit_test(faults_name_their_line),
        cmocka_unit_test(a_file_is_told_from_a_table),
    };
    int result;

    arena = arena_open(64 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
