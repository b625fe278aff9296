// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "reader/authres.h"

static struct arena *arena;
static const struct authres_border border = {.id = {"mx.univ.example", 15}};
static const struct authres_border below = {.id = {"mx.univ.example", 15}, .below = true};
static const struct authres_border nobody = {.id = {"", 0}};

#define AR "Authentication-Results: "
#define US AR "mx.univ.example"
#define PASS US "; dmarc=pass header.from=host.example\r\n"
#define BORDER                                                                                               \
    "Received: from out.host.example (x [192.0.2.1])\r\n\tby mx.univ.example (Postfix) with ESMTPS id "      \
    "1;\r\n"

static void
only_our_border_is_believed(void **state)
{
    static const struct {
        const char *what, *header;
        enum auth_verdict verdict;
        const char *method, *domain;
    } cases[] = {
        {"nothing", "", AUTH_NONE, "", ""},
        {"dmarc", PASS BORDER, AUTH_PASS, "dmarc", "host.example"},
        {"no Received at all", PASS, AUTH_PASS, "dmarc", "host.example"},
        {"as OpenDMARC writes it",
         AR "mx.univ.example;\r\n\tdmarc=pass (p=none dis=none) header.from=host.example\r\n" BORDER,
         AUTH_PASS, "dmarc", "host.example"},
        {"several in one field",
         US " 1; spf=pass smtp.mailfrom=x@host.example;\r\n dkim=pass (2048-bit key) header.d=host.example "
            "header.i=@host.example header.s=s1 header.b=Ab/+C=; dmarc=pass action=none "
            "header.from=host.example\r\n" BORDER,
         AUTH_PASS, "dmarc", "host.example"},
        {"our id in capitals", AR "MX.Univ.Example; dmarc=PASS header.from=Host.Example\r\n" BORDER,
         AUTH_PASS, "dmarc", "host.example"},
        {"our id in quotes", AR "\"mx.univ.example\"; dmarc=pass header.from=host.example\r\n", AUTH_PASS,
         "dmarc", "host.example"},
        {"comments nested",
         AR
         "(a (b \\) ) c) mx.univ.example (d) ; (e) dmarc (f) = (g) pass (h) header . from = host.example\r\n",
         AUTH_PASS, "dmarc", "host.example"},
        {"an inner hop above the border",
         "Received: from mx.univ.example by store.univ.example;\r\n" PASS BORDER, AUTH_PASS, "dmarc",
         "host.example"},
        {"foreign only", AR "mx.host.example; dmarc=pass header.from=host.example\r\n" BORDER, AUTH_NONE, "",
         ""},
        {"ours below a foreign one", AR "mx.host.example; none\r\n" PASS BORDER, AUTH_NONE, "", ""},
        {"ours below the border's Received", BORDER PASS, AUTH_NONE, "", ""},
        {"ours below a Received of another name", "Received: from x by mx1.other.example; x\r\n" PASS,
         AUTH_NONE, "", ""},
        {"a longer name", AR "mx.univ.example.evil.example; dmarc=pass header.from=host.example\r\n",
         AUTH_NONE, "", ""},
        {"another author", US "; dmarc=pass header.from=other.example\r\n", AUTH_NONE, "", ""},
        {"another author, and our dkim",
         US "; dmarc=pass header.from=other.example; dkim=pass header.d=host.example\r\n", AUTH_NONE, "", ""},
        {"dmarc without its author", US "; dmarc=pass\r\n", AUTH_NONE, "", ""},
        {"dmarc fails",
         US "; dkim=pass header.d=host.example; dmarc=fail (p=reject) header.from=host.example\r\n",
         AUTH_FAIL, "dmarc", "host.example"},
        {"fails in one field, passes in the next", US "; dmarc=fail header.from=host.example\r\n" PASS,
         AUTH_FAIL, "dmarc", "host.example"},
        {"dmarc none, dkim aligned",
         US "; dmarc=none header.from=host.example; dkim=pass header.d=host.example\r\n", AUTH_PASS, "dkim",
         "host.example"},
        {"header.i alone", US "; dkim=pass header.i=@host.example\r\n", AUTH_PASS, "dkim", "host.example"},
        {"the signer is another child", US "; dkim=pass header.d=example.host.example\r\n", AUTH_NONE, "",
         ""},
        {"the signer is a child", US "; dkim=pass header.d=news.host.example\r\n", AUTH_NONE, "", ""},
        {"the signer is a suffix", US "; dkim=pass header.d=example\r\n", AUTH_NONE, "", ""},
        {"the signer ends alike", US "; dkim=pass header.d=ost.example\r\n", AUTH_NONE, "", ""},
        {"the second signature is ours",
         US "; dkim=pass header.d=bulk.example; dkim=pass header.d=host.example\r\n", AUTH_PASS, "dkim",
         "host.example"},
        {"a look-alike in UTF-8 (RFC 8616)", US "; dmarc=pass header.from=h\xd0\xbest.example\r\n", AUTH_NONE, "", ""},
        {"the same in punycode", US "; dmarc=pass header.from=xn--hst-sdd.example\r\n", AUTH_NONE, "", ""},
        {"a longer domain", US "; dmarc=pass header.from=host.example.evil.example\r\n", AUTH_NONE, "", ""},
        {"a signer that looks alike", US "; dkim=pass header.d=xn--hst-sdd.example\r\n", AUTH_NONE, "", ""},
        {"a login that looks alike", US "; auth=pass smtp.auth=jean@xn--hst-sdd.example\r\n", AUTH_NONE, "", ""},
        {"a failed signature", US "; dkim=fail header.d=host.example\r\n", AUTH_NONE, "", ""},
        {"internal submission", US "; auth=pass (plain) smtp.auth=jean@host.example\r\n", AUTH_PASS, "auth",
         "jean@host.example"},
        {"another login", US "; auth=pass smtp.auth=paul@host.example\r\n", AUTH_NONE, "", ""},
        {"spf alone", US "; spf=pass smtp.mailfrom=jean@host.example\r\n", AUTH_NONE, "spf", "host.example"},
        {"none", US "; none\r\n", AUTH_NONE, "", ""},
        {"version 2", US " 2; dmarc=pass header.from=host.example\r\n", AUTH_NONE, "", ""},
        {"method version 2", US "; dmarc/2=pass header.from=host.example\r\n", AUTH_NONE, "", ""},
        {"a comment glued to the signer", US "; dkim=pass header.d=host.example(.evil.example\r\n", AUTH_NONE,
         "", ""},
        {"a closed one too", US "; dkim=pass header.d=host.example(x).evil.example\r\n", AUTH_NONE, "", ""},
        {"a quote glued to it", US "; dkim=pass header.d=host.example\".evil.example\r\n", AUTH_NONE, "", ""},
        {"a pass within a comment", US "; dkim=fail (dmarc=pass header.from=host.example)\r\n", AUTH_NONE, "",
         ""},
        {"a pass within quotes", US "; dkim=fail reason=\"; dmarc=pass header.from=host.example\"\r\n",
         AUTH_NONE, "", ""},
        {"unknown syntax anywhere spoils the field", US "; dmarc=pass header.from=host.example; ???\r\n",
         AUTH_NONE, "", ""},
        {"an unended comment", US "; dmarc=pass header.from=host.example (\r\n", AUTH_NONE, "", ""},
        {"ARC's copy",
         "ARC-Authentication-Results: i=1; mx.univ.example; dmarc=pass header.from=host.example\r\n",
         AUTH_NONE, "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime *mime =
            mime_read(arena, span_printf(arena, "Return-Path: <x>\r\n%sFrom: jean@host.example\r\n\r\nx",
                                         cases[i].header));
        struct intent_authentication got =
            authres_read(arena, mime->root, &border, SPAN("jean@host.example"));

        check_span(got.method, cases[i].method, cases[i].what);
        check_span(got.domain, cases[i].domain, cases[i].what);
        if (got.verdict != cases[i].verdict)
            fail_msg("%s: verdict %d", cases[i].what, (int)got.verdict);
    }
}

static void
a_parent_speaks_for_its_children(void **state)
{
    struct mime *mime = mime_read(arena, SPAN(US "; dkim=pass header.d=host.example\r\n\r\n"));
    struct intent_authentication got =
        authres_read(arena, mime->root, &border, SPAN("a@mail.host.example"));

    (void)state;
    assert_int_equal(got.verdict, AUTH_PASS);
    assert_int_equal(authres_read(arena, mime->root, &nobody, SPAN("a@host.example")).verdict, AUTH_NONE);
    assert_int_equal(authres_read(arena, mime->root, &border, SPAN("")).verdict, AUTH_NONE);
}

static void
below_the_border_only_when_asked(void **state)
{
    static const struct {
        const char *header;
        enum auth_verdict verdict;
    } cases[] = {
        {BORDER PASS, AUTH_PASS},
        {BORDER PASS "Received: from x by y;\r\n", AUTH_PASS},
        {BORDER "Received: from x by y;\r\n" PASS, AUTH_NONE},
        {BORDER AR "else.example; none\r\n" PASS, AUTH_NONE},
        {"Received: from x by y;\r\n" PASS, AUTH_NONE},
        {PASS, AUTH_NONE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime *mime =
            mime_read(arena, span_printf(arena, "%sFrom: jean@host.example\r\n\r\nx", cases[i].header));

        assert_int_equal(
            authres_read(arena, mime->root, &below, SPAN("jean@host.example")).verdict,
            cases[i].verdict);
    }
}

#define SEALED(instance, domain)                                                                             \
    "ARC-Seal: i=" instance "; a=rsa-sha256; t=12345; cv=pass;\r\n d=" domain "; s=s1; b=Ab/+C=\r\n"
#define SEEN(instance, what) "ARC-Authentication-Results: i=" instance "; relay.list.example;\r\n " what "\r\n"
#define GOOD "dkim=pass header.d=host.example; dmarc=pass header.from=host.example"
#define BROKEN US "; dmarc=fail header.from=host.example; arc=pass smtp.remote-ip=192.0.2.1\r\n" BORDER

static void
only_trusted_sealers_speak_for_others(void **state)
{
    static const struct {
        const char *what, *header;
        enum auth_verdict verdict;
    } cases[] = {
        {"a trusted forwarder", BROKEN SEALED("1", "list.example") SEEN("1", GOOD), AUTH_PASS},
        {"in capitals", BROKEN SEALED("1", "List.Example") SEEN("1", GOOD), AUTH_PASS},
        {"another sealer", BROKEN SEALED("1", "evil.example") SEEN("1", GOOD), AUTH_FAIL},
        {"the trusted one is not the last",
         BROKEN SEALED("1", "list.example") SEEN("1", GOOD) SEALED("2", "evil.example") SEEN("2", GOOD), AUTH_FAIL},
        {"the last one speaks",
         BROKEN SEALED("1", "evil.example") SEEN("1", GOOD) SEALED("2", "list.example") SEEN("2", GOOD), AUTH_PASS},
        {"the last one saw nothing good",
         BROKEN SEALED("1", "evil.example") SEEN("1", GOOD) SEALED("2", "list.example")
             SEEN("2", "dmarc=fail header.from=host.example; arc=pass"),
         AUTH_FAIL},
        {"another author", BROKEN SEALED("1", "list.example") SEEN("1", "dmarc=pass header.from=x.example"),
         AUTH_FAIL},
        {"results of another instance", BROKEN SEALED("2", "list.example") SEEN("1", GOOD), AUTH_FAIL},
        {"the same instance twice",
         BROKEN SEALED("1", "list.example") SEALED("1", "list.example") SEEN("1", GOOD), AUTH_FAIL},
        {"results twice", BROKEN SEALED("1", "list.example") SEEN("1", GOOD) SEEN("1", GOOD), AUTH_FAIL},
        {"an instance beyond the law", BROKEN SEALED("51", "list.example") SEEN("51", GOOD), AUTH_FAIL},
        {"our border found no whole chain",
         US "; dmarc=fail header.from=host.example; arc=fail\r\n" BORDER SEALED("1", "list.example")
             SEEN("1", GOOD),
         AUTH_FAIL},
        {"our border does not look",
         US "; dmarc=fail header.from=host.example\r\n" BORDER SEALED("1", "list.example") SEEN("1", GOOD),
         AUTH_FAIL},
        {"the sender says so", AR "mx.list.example; arc=pass\r\n" SEALED("1", "list.example") SEEN("1", GOOD),
         AUTH_NONE},
    };
    const struct authres_border trusting = {.id = border.id, .sealers = SPAN("gate.example list.example")};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime *mime =
            mime_read(arena, span_printf(arena, "%sFrom: jean@host.example\r\n\r\nx", cases[i].header));
        struct intent_authentication got =
            authres_read(arena, mime->root, &trusting, SPAN("jean@host.example"));

        if (got.verdict != cases[i].verdict)
            fail_msg("%s: verdict %d", cases[i].what, (int)got.verdict);
        if (got.verdict == AUTH_PASS)
            check_span(got.method, "arc", cases[i].what);
        /* Nobody is trusted unless configured. */
        assert_int_not_equal(authres_read(arena, mime->root, &border, SPAN("jean@host.example")).verdict,
                             AUTH_PASS);
    }
}

static void
every_prefix_of_a_field_is_read_in_its_bounds(void **state)
{
    static const char field[] =
        "\"mx\\\"\" (a (b)) 1 ; auth/1=pass (c) reason=\"x y\" smtp.auth=\"a b\"@c.example ;"
        " dkim=pass header.d=x.example header.b=\"a/b\" policy.iprev=2001:db8::1";
    struct authres_field parsed;

    (void)state;
    for (size_t len = 0; len < sizeof field; len++) {
        char *exact = test_malloc(len + 1);

        memcpy(exact + 1, field, len);
        authres_parse(arena, (struct span){exact + 1, len}, &parsed);
        test_free(exact);
    }
    assert_true(
        authres_parse(arena, SPAN("mx; dkim=pass header.b=\"a/b\" policy.iprev=2001:db8::1;"), &parsed));
    assert_int_equal(parsed.result_count, 1);
    assert_int_equal(parsed.results[0].property_count, 2);
    check_span(parsed.results[0].properties[1].value, "2001:db8::1", "address");
    assert_true(authres_parse(arena, SPAN("mx ; none"), &parsed));
    assert_int_equal(parsed.result_count, 0);
    assert_false(authres_parse(arena, SPAN("mx"), &parsed));
    check_span(parsed.id, "mx", "id of a broken field");
}

static int
setup(void **state)
{
    (void)state;
    arena = arena_open(64 * 1024 * 1024);
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
        cmocka_unit_test(only_our_border_is_believed),
        cmocka_unit_test(a_parent_speaks_for_its_children),
        cmocka_unit_test(below_the_border_only_when_asked),
        cmocka_unit_test(only_trusted_sealers_speak_for_others),
        cmocka_unit_test(every_prefix_of_a_field_is_read_in_its_bounds),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
