// SPDX-License-Identifier: Apache-2.0
/* What an answer's template sees of a checked file: sentences in both languages, nothing that breaks the XML. */
#include "testing.h"

#include "common/xml.h"
#include "main/checking.h"
#include "signature/paper.h"

static void
a_check_is_written(void **state)
{
    struct arena *arena = arena_open(8 << 20);
    struct verify_signature signatures[] = {
        {.signer = SPAN("Amélie <Noël>"), .organisation = SPAN("R&D \"Ponts\""), .level = "B-T", .time = 1772445600, .time_proved = true, .reason = REASON_VALID},
        {.signer = SPAN("\x01\xFFX"), .organisation = SPAN(""), .level = "CMS", .reason = REASON_REVOKED},
    };
    struct verification verification = {.verdict = VERDICT_INVALID, .reason = REASON_REVOKED, .signatures = signatures, .count = 2};
    struct error err = {0};
    struct span xml = checking_write(arena, &verification);
    xmlDoc *doc;

    (void)state;
    xml_start();
    doc = xml_parse(arena, xml, "check", XML_FOREIGN_MAX, &err);
    if (doc == NULL)
        fail_msg("%s: %.*s", err.text, SPAN_ARG(xml));
    assert_true(span_starts(xml, "<check verdict=\"invalid\" reason=\"revoked\"><fr>Le certificat est révoqué.</fr>"
                                 "<en>The certificate is revoked.</en>"));
    assert_int_equal(xml_count(xmlDocGetRootElement(doc), "signer"), 2);
    assert_true(span_find(xml, "organisation=\"R&amp;D &quot;Ponts&quot;\" verdict=\"valid\" level=\"B-T\""
                               " time=\"2026-03-02T10:00:00Z\" proved=\"true\"") != SIZE_MAX);
    arena_close(&arena);
}

/* Only VÉRIFIER has files judged, and only PDFs, three of them. */
static void
what_is_asked_is_judged(void **state)
{
    static const struct {
        enum intent_kind kind;
        const char *verb, *type;
        bool pdf, judged;
    } cases[] = {
        {INTENT_COMMAND, "verifier", "application/pdf", true, true},
        {INTENT_COMMAND, "verifier", "application/octet-stream", true, true}, /* it begins as one */
        {INTENT_COMMAND, "verifier", "application/pdf", false, true},         /* it says so: not a PDF, it is told */
        {INTENT_COMMAND, "verifier", "image/png", false, false},
        {INTENT_COMMAND, "aide", "application/pdf", true, false},
        {INTENT_ANSWER, "verifier", "application/pdf", true, false},
    };
    static const struct certificates nobody;
    struct arena *arena = arena_open(64 << 20);
    struct span pdf = paper(arena);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct intent_attachment files[5] = {0};
        struct intent intent = {.kind = cases[i].kind, .verb = span_of(cases[i].verb), .attachments = files, .attachment_count = 5};
        size_t judged = 0;

        for (size_t j = 0; j < 5; j++)
            files[j] = (struct intent_attachment){.type = span_of(cases[i].type), .data = cases[i].pdf ? pdf : SPAN("hello")};
        checking_judge(arena, &intent, &nobody, 1772445600);
        for (size_t j = 0; j < 5; j++)
            judged += files[j].check.len > 0;
        if (judged != (cases[i].judged ? CHECKING_FILES : 0))
            fail_msg("case %zu: %zu files judged", i, judged);
        if (cases[i].judged)
            assert_int_equal(files[0].beginnings.len, cases[i].pdf ? DIGEST_SIZE : 0);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_check_is_written), cmocka_unit_test(what_is_asked_is_judged)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
