// SPDX-License-Identifier: Apache-2.0
/* Headerblock, multipart and mimebody are tested through their face. */
#include "testing.h"

#include <dirent.h>
#include <libetpan/libetpan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/flowed.h"
#include "reader/message.h"
#include "reader/mime.h"

static struct arena *arena;

#define HEAD "From: a@x.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n"

static struct mime *
read_exact(const char *string)
{
    size_t len = strlen(string);
    char *heap = test_malloc(len + 1);
    struct mime *mime;

    memcpy(heap + 1, string, len);
    mime = mime_read(arena, span_copy(arena, (struct span){heap + 1, len}));
    mime_read(arena, (struct span){heap + 1, len}); /* for what a read behind the end would show */
    test_free(heap);
    return mime;
}

/* "multipart/mixed(text/plain application/pdf)" */
static void
draw(struct text *out, const struct mime_part *part)
{
    text_span(out, part->type);
    if (part->child_count == 0)
        return;
    text_byte(out, '(');
    for (size_t i = 0; i < part->child_count; i++) {
        if (i > 0)
            text_byte(out, ' ');
        draw(out, &part->children[i]);
    }
    text_byte(out, ')');
}

static void
structures_and_verdicts(void **state)
{
    static const struct {
        const char *message, *tree, *why;
        enum mime_verdict verdict;
    } cases[] = {
        {HEAD "\r\ntext", "text/plain", "", MIME_OK},
        {HEAD "Content-Type: TEXT/HTML\r\n\r\ntext", "text/html", "", MIME_OK},
        {HEAD "Content-Type: nonsense\r\n\r\ntext", "text/plain", "", MIME_OK},
        {"", "text/plain", "", MIME_OK},
        {"From: a@x.example", "text/plain", "", MIME_OK},
        {MIXED "--b\r\n\r\none\r\n--b\r\nContent-Type: application/pdf\r\n\r\ntwo\r\n--b--\r\n",
         "multipart/mixed(text/plain application/pdf)", "", MIME_OK},
        {MIXED "preamble\r\n--b  \r\n\r\none\r\n--b-- \r\nepilogue", "multipart/mixed(text/plain)", "",
         MIME_OK},
        {MIXED "--b\r\n\r\none\r\n--bb\r\n--b--x\r\n--b--\r\n", "multipart/mixed(text/plain)", "", MIME_OK},
        {MIXED "--b\r\n\r\none\r\n--b\r\n", "multipart/mixed(text/plain)", "unclosed", MIME_REPAIRED},
        {MIXED "--b\r\n\r\none", "multipart/mixed(text/plain)", "unclosed", MIME_REPAIRED},
        {MIXED "--b\r\n\r\none\r\n--b--\r\n--b\r\n\r\ntwo\r\n--b--\r\n", "multipart/mixed(text/plain)",
         "after-close", MIME_REPAIRED},
        {MIXED "--other\r\nContent-Type: text/html\r\n\r\none\r\n--other--\r\n", "multipart/mixed(text/html)",
         "no-delimiter", MIME_REPAIRED},
        {HEAD "Content-Type: multipart/mixed\r\n\r\n--q\r\nContent-Type: text/html\r\n\r\none\r\n--q--\r\n",
         "multipart/mixed(text/html)", "no-boundary", MIME_REPAIRED},
        {MIXED "nothing", "text/plain", "no-delimiter", MIME_REPAIRED},
        {"From a@x.example Mon Mar  2 10:00:00 2026\r\n" HEAD "\r\nx", "text/plain", "mbox-line",
         MIME_REPAIRED},
        {">From a@x.example Mon\r\n" HEAD "\r\nx", "text/plain", "mbox-line", MIME_REPAIRED},
        {"\r\n \r\n" HEAD "Content-Type: text/html\r\n\r\nx", "text/html", "leading-blank", MIME_REPAIRED},
        {"From: a@x.example\nContent-Type: text/html\n\nx", "text/html", "bare-lf", MIME_REPAIRED},
        {"From: a@x.example\r\nthis is no field\r\n and its tail\r\nContent-Type: text/html\r\n\r\nx",
         "text/html", "header-line", MIME_REPAIRED},
        {"From: a@x.example\r\nFrom: b@x.example\r\n\r\nx", "text/plain", "duplicate-from", MIME_REFUSED},
        {"from : a@x.example\r\nFROM: a@x.example\r\n\r\nx", "text/plain", "duplicate-from", MIME_REFUSED},
        {HEAD "Subject: again\r\n\r\nx", "text/plain", "duplicate-subject", MIME_REFUSED},
        {HEAD "Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nx", "text/plain",
         "duplicate-content-type", MIME_REFUSED},
        {HEAD "Content-Type: multipart/mixed; boundary=\"\\\"\"\r\n\r\n--\"\r\n\r\nx", "multipart/mixed",
         "bad-boundary", MIME_REFUSED},
        {HEAD "Content-Type: multipart/mixed; boundary=\"\"\"\r\n\r\nx", "multipart/mixed", "bad-boundary",
         MIME_REFUSED},
        {HEAD "Content-Type: multipart/mixed; boundary=a; boundary=b\r\n\r\n--a\r\n\r\nx", "multipart/mixed",
         "bad-boundary", MIME_REFUSED},
        {HEAD "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n",
         "multipart/digest(message/rfc822)", "", MIME_OK},
        {MIXED "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\na\r\n--c\r\n"
               "Content-Type: text/html\r\n\r\nb\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n",
         "multipart/mixed(multipart/alternative(text/plain text/html) image/png)", "unclosed", MIME_REPAIRED},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime *mime = read_exact(cases[i].message);
        struct text tree = text_new(arena, 10000);

        draw(&tree, mime->root);
        check_span(text_get(&tree), cases[i].tree, cases[i].message);
        check_span(mime->why, cases[i].why, cases[i].message);
        assert_int_equal(mime->verdict, cases[i].verdict);
    }
}

static void
limits_are_refused_and_fields_kept(void **state)
{
    struct text big[7];
    static const char *const why[] = {
        "header-line-too-long", "header-too-big", "too-many-fields", "nested-comments",
        "too-many-hops",        "too-many-parts", "too-deep"};

    (void)state;
    for (size_t i = 0; i < 7; i++) {
        big[i] = text_new(arena, 8 * 1024 * 1024);
        text_string(&big[i], "From: a@x.example\r\n");
    }
    text_string(&big[0], "Subject: ");
    for (int i = 0; i < 70000; i++)
        text_byte(&big[0], 'x');
    for (int i = 0; i < 6000; i++)
        text_printf(&big[1], "X-A: %0200d\r\n y\r\n", i);
    for (int i = 0; i < 3000; i++)
        text_string(&big[2], "X-A: y\r\n");
    text_string(&big[3], "To: ");
    for (int i = 0; i < 5000; i++)
        text_byte(&big[3], '(');
    for (int i = 0; i < 60; i++)
        text_string(&big[4], "Received: by x\r\n");
    text_string(&big[5], "Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    for (int i = 0; i < 3000; i++)
        text_string(&big[5], "--b\r\n\r\nx\r\n");
    for (int i = 0; i < 2000; i++)
        text_printf(&big[6], "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
    for (size_t i = 0; i < 7; i++) {
        struct mime *mime = mime_read(arena, text_get(&big[i]));

        assert_int_equal(mime->verdict, MIME_REFUSED);
        check_span(mime->why, why[i], why[i]);
        check_span(mime_field(mime->root, "from", 0), "a@x.example", why[i]);
    }
}

static void
a_nul_in_the_header_is_refused(void **state)
{
    static const char message[] = "From: a@x.example\0, b@y.example\r\n\r\nx";
    struct mime *mime = mime_read(arena, (struct span){message, sizeof message - 1});

    (void)state;
    assert_int_equal(mime->verdict, MIME_REFUSED);
    check_span(mime->why, "nul-in-header", "NUL");
}

static void
names_are_decoded_and_cleaned(void **state)
{
    static const struct {
        const char *fields, *name;
        bool attachment;
    } cases[] = {
        {"Content-Disposition: attachment; filename=\"../../etc/passwd\"", "passwd", true},
        {"Content-Disposition: attachment; filename=\"C:\\\\x\\\\a.pdf\"", "a.pdf", true},
        {"Content-Disposition: attachment; filename=\"a\tb\x01.pdf\"", "a b.pdf", true},
        {"Content-Disposition: attachment; filename=\"...\"", "", true},
        {"Content-Disposition: attachment; filename=\"=?utf-8?Q?a=00b=2Fc=0A.pdf?=\"", "c .pdf", true},
        {"Content-Disposition: attachment; filename*=utf-8''a%E2%80%AEfdp.exe", "afdp.exe", true},
        {"Content-Type: text/plain; name=x.txt", "x.txt", false},
        {"Content-Type: application/pdf; name*=utf-8''%C3%A9.pdf", "é.pdf", true},
        {"Content-Type: image/png\r\nContent-Disposition: inline", "", true},
        {"Content-Type: text/plain\r\nContent-Disposition: inline; filename=m.txt", "m.txt", false},
        {"Content-Type: message/rfc822", "", true},
        {"Content-Type: text/calendar; method=REPLY", "", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime *mime =
            read_exact(arena_printf(arena, "From: a@x.example\r\n%s\r\n\r\nx", cases[i].fields));

        check_span(mime->root->name, cases[i].name, cases[i].fields);
        assert_int_equal(mime->root->attachment, cases[i].attachment);
    }
}

static void
a_long_name_ends_at_a_character(void **state)
{
    struct text message = text_new(arena, 10000);
    struct mime *mime;

    (void)state;
    text_string(&message, "Content-Disposition: attachment; filename=\"a");
    for (int i = 0; i < 300; i++)
        text_string(&message, "é");
    text_string(&message, "\"\r\n\r\n");
    mime = mime_read(arena, text_get(&message));
    assert_int_equal(mime->root->name.len, 199);
}

static void
bodies_are_found_in_every_arrangement(void **state)
{
    static const struct {
        const char *what, *message, *text, *html;
    } cases[] = {
        {"bare", HEAD "\r\nOui.\r\n", "Oui.\n", ""},
        {"quoted-printable windows-1252",
         HEAD
         "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
         "R=E9pond=\r\nu =80\r\n",
         "Répondu €\n", ""},
        {"a cut text around a file, as Apple Mail makes it",
         MIXED "--b\r\n\r\nOui\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
               "Content-Disposition: inline; filename=a.pdf\r\n\r\nPDF\r\n--b\r\n\r\nmerci\r\n--b--\r\n",
         "Oui\nmerci", ""},
        {"alternative",
         HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nOui\r\n--b\r\n"
              "Content-Type: text/html\r\n\r\n<p>Oui</p>\r\n--b--\r\n",
         "Oui", "Oui\n"},
        {"alternative with an empty plain part",
         HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n \r\n\r\n--b\r\n"
              "Content-Type: text/html\r\n\r\n<p>Oui</p>\r\n--b--\r\n",
         "Oui\n", "Oui\n"},
        {"HTML alone", HEAD "Content-Type: text/html\r\n\r\n<p>Oui<br>merci</p>", "Oui\nmerci\n",
         "Oui\nmerci\n"},
        {"HTML with a list's plain footer",
         MIXED "--b\r\nContent-Type: text/html\r\n\r\n<p>Oui</p>\r\n--b\r\n\r\nfooter\r\n--b--\r\n",
         "Oui\nfooter", "Oui\nfooter"},
        {"Apple's alternative with mixed inside",
         HEAD
         "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nOui\r\n--b\r\n"
         "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: "
         "text/html\r\n\r\nOui\r\n--c\r\n"
         "Content-Type: application/pdf\r\n\r\nx\r\n--c\r\nContent-Type: text/html\r\n\r\nmerci\r\n--c--\r\n"
         "--b--\r\n",
         "Oui", "Oui\nmerci\n"},
        {"signed",
         HEAD "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nOui\r\n--b\r\n"
              "Content-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n",
         "Oui", ""},
        {"related",
         HEAD "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: "
              "text/html\r\n\r\nOui\r\n--b\r\n"
              "Content-Type: image/png\r\nContent-ID: <x@y>\r\n\r\nx\r\n--b--\r\n",
         "Oui\n", "Oui\n"},
        {"a forwarded message is a file",
         MIXED
         "--b\r\n\r\nvoir\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nOUI\r\n--b--\r\n",
         "voir", ""},
        {"a text file is a file",
         MIXED
         "--b\r\n\r\nvoir\r\n--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nOUI\r\n--b--\r\n",
         "voir", ""},
        {"flowed",
         HEAD "Content-Type: text/plain; format=flowed\r\n\r\nun deux \r\ntrois\r\n  x\r\n> a \r\n> b\r\n",
         "un deux trois\n x\n> a b\n", ""},
        {"flowed in utf-16",
         HEAD "Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n"
              "//5PAHUAaQANAAoA\r\n",
         "Oui\n", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime_body body = mime_body(arena, read_exact(cases[i].message));

        check_span(body.text, cases[i].text, cases[i].what);
        check_span(body.html, cases[i].html, cases[i].what);
        assert_false(body.cut || body.refused || body.html_unreadable);
    }
}

static void
what_cannot_be_read_is_said(void **state)
{
    struct text deep = text_new(arena, 1000000);
    struct mime_body body;

    (void)state;
    body = mime_body(arena, read_exact(HEAD "Content-Type: text/plain; charset=utf-7\r\n\r\n+AE8-ui"));
    assert_true(body.refused);
    check_span(body.text, "", "utf-7");
    text_string(&deep, HEAD "Content-Type: text/html\r\n\r\n");
    for (int i = 0; i < 2000; i++)
        text_string(&deep, "<div><span>");
    text_string(&deep, "Oui");
    body = mime_body(arena, mime_read(arena, text_get(&deep)));
    assert_true(body.html_unreadable);
    text_cut(&deep, 0);
    text_string(&deep, HEAD "\r\n");
    for (int i = 0; i < 90000; i++)
        text_string(&deep, "0123456789");
    body = mime_body(arena, mime_read(arena, text_get(&deep)));
    assert_false(body.cut);
}

static void
a_huge_text_is_cut(void **state)
{
    struct text huge = text_new(arena, 16 * 1024 * 1024);
    struct mime_body body;

    (void)state;
    text_string(&huge, HEAD "Content-Type: text/plain; charset=utf-8\r\n\r\n");
    for (int i = 0; i < 700000; i++)
        text_string(&huge, "éa\n");
    body = mime_body(arena, mime_read(arena, text_get(&huge)));
    assert_true(body.cut);
    assert_true(body.text.len <= MIME_TEXT_BYTES_MAX + 2);
}

static void
flowed_paragraphs_are_joined(void **state)
{
    static const struct {
        const char *written, *joined;
        bool delsp;
    } cases[] = {
        {"a \nb\n", "a b\n", false},
        {"a \nb\n", "ab\n", true},
        {"a\nb\n", "a\nb\n", false},
        {"-- \nx\n", "-- \nx\n", false},
        {"a \n-- \nx\n", "a \n-- \nx\n", false},
        {"> a \n>> b\n", "> a \n>> b\n", false},
        {">\n> x\n", ">\n> x\n", false},
        {" >x\n", ">x\n", false},
        {"a ", "a \n", false},
        {"", "", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(flowed_join(arena, span_of(cases[i].written), cases[i].delsp), cases[i].joined,
                   cases[i].written);
}

static void
a_message_travels(void **state)
{
    struct text out = text_new(arena, 1000);
    struct span recipients[] = {SPAN("a@x.example"), SPAN("b@x.example")};
    struct message message = {SPAN("bytes"), SPAN("c@x.example"), recipients, 2, 1772446830, true}, back;
    struct wire wire;

    (void)state;
    message_put(&out, &message);
    for (size_t len = 0; len < out.len; len++) {
        wire = wire_read((struct span){out.data, len});
        assert_false(message_get(arena, &wire, &back));
    }
    wire = wire_read(text_get(&out));
    assert_true(message_get(arena, &wire, &back));
    assert_true(wire_done(&wire));
    assert_int_equal(back.recipient_count, 2);
    check_span(back.recipients[1], "b@x.example", "recipient");
    assert_int_equal(back.received, 1772446830);
    assert_true(back.fetched);
}

/* --- a second opinion: libetpan on the same seeds, where it does not die of them --- */

static void
draw_theirs(struct text *out, struct mailmime *part)
{
    bool first = true;

    if (part->mm_type == MAILMIME_MESSAGE) {
        if (part->mm_parent != NULL)
            text_string(out, "message/rfc822");
        else if (part->mm_data.mm_message.mm_msg_mime != NULL)
            draw_theirs(out, part->mm_data.mm_message.mm_msg_mime);
        return;
    }
    if (part->mm_type == MAILMIME_SINGLE) {
        text_string(out, "leaf");
        return;
    }
    text_byte(out, '(');
    for (clistiter *i = clist_begin(part->mm_data.mm_multipart.mm_mp_list); i != NULL; i = clist_next(i)) {
        if (!first)
            text_byte(out, ' ');
        first = false;
        draw_theirs(out, clist_content(i));
    }
    text_byte(out, ')');
}

static void
draw_ours(struct text *out, const struct mime_part *part)
{
    if (!span_starts(part->type, "multipart/")) {
        text_string(out, span_is(part->type, "message/rfc822") ? "message/rfc822" : "leaf");
        return;
    }
    text_byte(out, '(');
    for (size_t i = 0; i < part->child_count; i++) {
        if (i > 0)
            text_byte(out, ' ');
        draw_ours(out, &part->children[i]);
    }
    text_byte(out, ')');
}

static struct span
read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct text text = text_new(arena, 4 * 1024 * 1024);
    char block[4096];
    size_t len;

    assert_non_null(file);
    while ((len = fread(block, 1, sizeof block, file)) > 0)
        text_add(&text, block, len);
    fclose(file);
    return text_get(&text);
}

static void
libetpan_sees_the_same_parts(void **state)
{
    static const char folder[] = SOURCE_DIR "/tests/fuzz/seeds/mime";
    DIR *seeds = opendir(folder);
    struct dirent *entry;
    int compared = 0;

    (void)state;
    assert_non_null(seeds);
    while ((entry = readdir(seeds)) != NULL) {
        struct text ours = text_new(arena, 10000), theirs = text_new(arena, 10000);
        struct mailmime *parsed = NULL;
        struct span bytes;
        struct mime *mime;
        size_t at = 0;

        if (!span_ends(span_of(entry->d_name), ".eml"))
            continue;
        bytes = read_file(arena_printf(arena, "%s/%s", folder, entry->d_name));
        mime = mime_read(arena, bytes);
        if (mime->verdict != MIME_OK) /* the shapes that libetpan dies of or misreads */
            continue;
        assert_int_equal(mailmime_parse(bytes.data, bytes.len, &at, &parsed), MAILIMF_NO_ERROR);
        draw_theirs(&theirs, parsed);
        draw_ours(&ours, mime->root);
        check_span(text_get(&ours), text_cstr(&theirs), entry->d_name);
        mailmime_free(parsed);
        compared++;
    }
    closedir(seeds);
    assert_true(compared >= 5);
}

static int
setup(void **state)
{
    (void)state;
    arena = arena_open(512 * 1024 * 1024);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(structures_and_verdicts),
        cmocka_unit_test(limits_are_refused_and_fields_kept),
        cmocka_unit_test(a_nul_in_the_header_is_refused),
        cmocka_unit_test(names_are_decoded_and_cleaned),
        cmocka_unit_test(a_long_name_ends_at_a_character),
        cmocka_unit_test(bodies_are_found_in_every_arrangement),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(a_huge_text_is_cut),
        cmocka_unit_test(flowed_paragraphs_are_joined),
        cmocka_unit_test(a_message_travels),
        cmocka_unit_test(libetpan_sees_the_same_parts),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
