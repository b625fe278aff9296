// SPDX-License-Identifier: Apache-2.0
/*
 * Verifying: what is good at each level and by several signatories, and the attacks of the
 * literature (pdf-insecurity.org: universal forgery, incremental saving, wrapping, shadows,
 * certification), each refused for its own reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "signature/attack.h"
#include "signature/authority.h"
#include "signature/paper.h"
#include "signature/verify.h"

struct world {
    struct arena *arena;
    struct authority authority;
    struct identity university, student, elsewhere, stranger;
    struct span anchors;
    struct span sent;   /* sealed, certified, with an empty field for the student */
    struct span free;   /* signed without certification */
    struct span closed; /* certified against every change */
};

static struct span
sign_field(struct world *world, struct span pdf, const struct identity *signer, const char *field,
           enum seal_level level)
{
    struct seal_settings settings = seal_settings_of(world->arena, signer, &world->authority);
    struct error err = {0};
    struct span signed_pdf;

    settings.field = span_of(field);
    settings.level = level;
    signed_pdf = seal_whole(world->arena, pdf, &settings, signer, &world->authority, &err);
    if (signed_pdf.data == NULL)
        fail_msg("signing: %s", err.text);
    return signed_pdf;
}

/* The paper with another object or two. */
static struct span
paper_with(struct arena *arena, uint32_t number, const char *body, uint32_t other, const char *other_body)
{
    const char *objects[16];
    size_t count = sizeof paper_objects / sizeof paper_objects[0];

    memcpy(objects, paper_objects, sizeof paper_objects);
    objects[number] = body;
    count = number >= count ? number + 1 : count;
    if (other != 0)
        objects[other] = other_body;
    count = other >= count ? other + 1 : count;
    return paper_of(arena, objects, count);
}

#define TEXT_FIELD                                                                                           \
    "<< /FT /Tx /T (montant) /V (600) /Type /Annot /Subtype /Widget /Rect [60 700 280 720] /P 4 0 R >>"

static int
open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    world->arena = arena_open(512 << 20);
    world->authority = make_authority();
    world->university = make_identity("Université d’essai", "rsa", &world->authority.root, NULL);
    world->student = make_identity("Amélie Noël", "ec", &world->authority.root, "emailProtection");
    world->elsewhere = make_identity("Autre autorité", "ec", NULL, NULL);
    world->stranger = make_identity("Inconnu", "ec", &world->elsewhere, NULL);
    world->anchors = to_pem(world->arena, world->authority.root.certificate);
    world->sent = sign_field(world, paper(world->arena), &world->university, "seal", SEAL_B);
    world->free = sign_field(
        world, paper_with(world->arena, 7, "<< /Fields [8 0 R 9 0 R 10 0 R] /SigFlags 1 >>", 10, TEXT_FIELD),
        &world->university, "seal", SEAL_B);
    *state = world;
    return 0;
}

static int
close_world(void **state)
{
    struct world *world = *state;

    free_authority(&world->authority);
    free_identity(&world->university);
    free_identity(&world->student);
    free_identity(&world->stranger);
    free_identity(&world->elsewhere);
    arena_close(&world->arena);
    free(world);
    return 0;
}

static struct verification
verify(struct world *world, struct span pdf, struct span original)
{
    struct verify_settings settings = {
        .anchors = world->anchors, .now = TEST_NOW + 3600, .original = original};
    struct verification verification;
    struct span exact = {malloc(pdf.len + 1), pdf.len};

    /* An exact block, so that a sanitizer sees a byte read too far. */
    memcpy((char *)(uintptr_t)exact.data, pdf.data, pdf.len);
    verify_pdf(world->arena, exact, &settings, &verification);
    for (size_t i = 0; i < verification.count; i++) {
        verification.signatures[i].signer = span_copy(world->arena, verification.signatures[i].signer);
        verification.signatures[i].field = span_copy(world->arena, verification.signatures[i].field);
    }
    free((char *)(uintptr_t)exact.data);
    return verification;
}

static void
expect(struct world *world, const char *sentence, struct span pdf, struct span original, enum reason reason)
{
    struct verification verification = verify(world, pdf, original);

    if (verification.reason != reason || verification.verdict != reason_verdict(reason))
        fail_msg("%s: %s (%.*s), not %s", sentence, reason_code(verification.reason),
                 SPAN_ARG(verification.detail), reason_code(reason));
}

/* ---- what is good ---- */

static void
holds_at_each_level(void **state)
{
    static const char *const levels[] = {"B-B", "B-T", "B-LT", "B-LTA"};
    struct world *world = *state;

    for (size_t i = 0; i < 4; i++) {
        struct span pdf = sign_field(world, paper(world->arena), i % 2 ? &world->student : &world->university,
                                     "seal", (enum seal_level)i);
        struct verification verification = verify(world, pdf, SPAN(""));

        if (verification.verdict != VERDICT_VALID)
            fail_msg("%s: %s: %.*s", levels[i], reason_code(verification.reason),
                     SPAN_ARG(verification.detail));
        assert_string_equal(verification.signatures[0].level, levels[i]);
        assert_int_equal(verification.signatures[0].time_proved, i > 0);
        assert_int_equal(verification.signatures[0].time, TEST_NOW + (i > 0 ? 5 : 0));
        assert_int_equal(verification.count, i == 3 ? 2 : 1);
    }
}

static void
holds_for_several_in_turn(void **state)
{
    struct world *world = *state;
    struct span second = sign_field(world, world->sent, &world->student, "etudiante", SEAL_T);
    struct span third = sign_field(world, second, &world->university, "invisible", SEAL_LTA);
    struct verification verification = verify(world, second, world->sent);

    assert_int_equal(verification.verdict, VERDICT_VALID);
    assert_int_equal(verification.count, 2);
    assert_true(verification.signatures[0].ours_before);
    assert_false(verification.signatures[1].ours_before);
    assert_true(span_is(verification.signatures[1].signer, "Amélie Noël"));
    assert_true(verification.signatures[1].covers_whole);
    expect(world, "three, and a time stamp of all", third, second, REASON_VALID);
    expect(world, "without the original", third, SPAN(""), REASON_VALID);
    expect(world, "a newline at the end", span_printf(world->arena, "%.*s\n", SPAN_ARG(world->sent)),
           SPAN(""), REASON_STRUCTURE);
}

static void
knows_whom_it_trusts(void **state)
{
    struct world *world = *state;
    struct identity web = make_identity("www.univ.test", "rsa", &world->authority.root, "serverAuth");
    struct verify_settings late = {.anchors = world->anchors, .now = TEST_NOW + 86400LL * 5000};
    struct verification verification;

    expect(world, "an issuer that nobody configured",
           sign_field(world, world->sent, &world->stranger, "etudiante", SEAL_B), world->sent,
           REASON_UNKNOWN_ISSUER);
    expect(world, "a certificate for a web server", sign_field(world, world->sent, &web, "etudiante", SEAL_B),
           world->sent, REASON_KEY_USAGE);
    verify_pdf(world->arena, world->sent, &late, &verification);
    assert_int_equal(verification.reason, REASON_EXPIRED);
    free_identity(&web);
}

static struct span
data_file(struct world *world, const char *name)
{
    char *bytes = arena_alloc(world->arena, 1 << 20);
    FILE *file = fopen(arena_printf(world->arena, SOURCE_DIR "/tests/unit/signature/data/%s", name), "rb");
    size_t len;

    assert_non_null(file);
    len = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return (struct span){bytes, len};
}

static void
takes_what_other_software_signs(void **state)
{
    static const struct {
        const char *file, *original;
        enum reason reason;
    } cases[] = {
        /* The seal's own certificate is of an authority that nobody knows. */
        {"pdfbox.pdf", "sealed.pdf", REASON_UNKNOWN_ISSUER},
        {"itext.pdf", "sealed.pdf", REASON_UNKNOWN_ISSUER},
        {"poppler.pdf", "sealed.pdf", REASON_UNKNOWN_ISSUER},
        {"packed-itext-twice.pdf", NULL, REASON_VALID},
        {"linear-itext-twice.pdf", NULL, REASON_VALID},
    };
    struct world *world = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct verify_settings settings = {.anchors = data_file(world, "ca.pem"), .now = 1798761600};
        struct verification verification;

        settings.original = cases[i].original == NULL ? SPAN("") : data_file(world, cases[i].original);
        verify_pdf(world->arena, data_file(world, cases[i].file), &settings, &verification);
        if (verification.reason != cases[i].reason)
            fail_msg("%s: %s (%.*s)", cases[i].file, reason_code(verification.reason),
                     SPAN_ARG(verification.detail));
        assert_int_equal(verification.count, 2);
        for (size_t j = 0; j < verification.count; j++)
            if (!verification.signatures[j].ours_before)
                assert_int_equal(reason_verdict(verification.signatures[j].reason), VERDICT_VALID);
    }
}

/* ---- attacks by an edit in place, or by bytes appended ---- */

static struct span
at_hole(struct world *world, const char *from, const char *to)
{
    return replace(world->arena, world->sent, from, to);
}

static void
refuses_universal_forgeries(void **state)
{
    struct world *world = *state;
    struct span pdf = world->sent;
    size_t hole = span_find(pdf, "/Contents <") + 11;
    struct span zeros = {arena_copy(world->arena, pdf.data, pdf.len), pdf.len};

    for (size_t i = hole; pdf.data[i] != '>'; i++)
        ((char *)(uintptr_t)zeros.data)[i] = '0';
    expect(world, "no Contents", at_hole(world, "/Contents <", "/Contentz <"), SPAN(""), REASON_FORMAT);
    expect(world, "Contents of zeros", zeros, SPAN(""), REASON_CMS);
    expect(world, "no ByteRange", at_hole(world, "/ByteRange", "/ByteRangf"), SPAN(""), REASON_BYTE_RANGE);
    expect(world, "a ByteRange below zero", at_hole(world, "/ByteRange [0 1", "/ByteRange [0 -"), SPAN(""),
           REASON_BYTE_RANGE);
    expect(world, "ByteRange null", at_hole(world, "/ByteRange [0 ", "/ByteRange null/X ["), SPAN(""),
           REASON_STRUCTURE);
    expect(world, "an old SubFilter", at_hole(world, "/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1x"),
           SPAN(""), REASON_FORMAT);
    expect(world, "a key twice", at_hole(world, "/M (D:20260302", "/ByteRange(202"), SPAN(""),
           REASON_STRUCTURE);
    expect(world, "no signature at all", paper(world->arena), SPAN(""), REASON_NO_SIGNATURE);
}

static void
refuses_bytes_in_the_hole(void **state)
{
    struct world *world = *state;
    struct span pdf = world->sent, narrow;
    size_t hole = span_find(pdf, "/Contents <") + 11, end = hole;

    while (pdf.data[end] != '>')
        end++;
    expect(world, "a byte in the padding", flip(world->arena, pdf, end - 5), SPAN(""), REASON_HOLE);
    expect(world, "the last digit", flip(world->arena, pdf, end - 1), SPAN(""), REASON_HOLE);
    expect(world, "a byte of the page", flip(world->arena, pdf, span_find(pdf, "600")), SPAN(""),
           REASON_DIGEST);
    expect(world, "a byte of the appearance", flip(world->arena, pdf, span_find(pdf, "Cachet")), SPAN(""),
           REASON_DIGEST);
    narrow = (struct span){arena_copy(world->arena, pdf.data, pdf.len), pdf.len};
    memcpy((char *)(uintptr_t)narrow.data + end - 60, "> /Reason (inserted by someone later) /Contentz <00",
           51);
    expect(world, "a shorter string and something beside it", narrow, SPAN(""), REASON_BYTE_RANGE);
    narrow = (struct span){arena_copy(world->arena, pdf.data, pdf.len), pdf.len};
    memset((char *)(uintptr_t)narrow.data + end - 6, ' ', 6);
    expect(world, "blanks in the string", narrow, SPAN(""), REASON_HOLE);
}

/* Another ByteRange of the same width. */
static struct span
with_range(struct world *world, size_t a, size_t b, size_t c)
{
    struct span pdf = world->sent;
    size_t at = span_find(pdf, "/ByteRange [") + 11;
    char *copy = arena_copy(world->arena, pdf.data, pdf.len), digits[64];
    int len = snprintf(digits, sizeof digits, "[0 %zu %zu %zu]", a, b, c);

    memset(copy + at, ' ', 34);
    memcpy(copy + at, digits, (size_t)len);
    return (struct span){copy, pdf.len};
}

static void
refuses_gaps_in_the_range(void **state)
{
    struct world *world = *state;
    struct span pdf = world->sent;
    size_t a = span_find(pdf, "/Contents <") + 10, b = a + 1, c;

    while (pdf.data[b - 1] != '>')
        b++;
    c = pdf.len - b;
    expect(world, "the hole begins too early", with_range(world, a - 20, b, c), SPAN(""), REASON_BYTE_RANGE);
    expect(world, "the hole ends too late (wrapping)", with_range(world, a, b + 40, c - 40), SPAN(""),
           REASON_BYTE_RANGE);
    expect(world, "the end is not covered", with_range(world, a, b, c - 7), SPAN(""), REASON_BYTE_RANGE);
    expect(world, "beyond the end", with_range(world, a, b, c + 10), SPAN(""), REASON_BYTE_RANGE);
    expect(world, "one range only", with_range(world, a, b, 0), SPAN(""), REASON_BYTE_RANGE);
    expect(world, "numbers without bounds", with_range(world, a, 9999999999, 9999999999), SPAN(""),
           REASON_BYTE_RANGE);
    expect(world, "the brackets are signed", with_range(world, a + 1, b - 1, c + 1), SPAN(""),
           REASON_BYTE_RANGE);
}

static void
refuses_odd_ends(void **state)
{
    struct world *world = *state;
    struct arena *arena = world->arena;
    struct span pdf = world->sent, changed;
    struct patch contents = {
        5, "<< /Length 48 >>\nstream\nBT /F 12 Tf 72 770 Td (Gratification 900) Tj ET\nendstream"};

    expect(world, "an object behind the end", insert(arena, pdf, pdf.len, "5 0 obj\n<< >>\nendobj\n"),
           SPAN(""), REASON_STRUCTURE);
    expect(world, "a comment behind the end", insert(arena, pdf, pdf.len, "% more\n"), SPAN(""),
           REASON_STRUCTURE);
    changed = update(arena, pdf, &contents, 1);
    expect(world, "an update without %%EOF", span_first(changed, changed.len - 6), SPAN(""),
           REASON_STRUCTURE);
    expect(world, "an update without trailer",
           replace(arena, changed, "trailer\n<< /Size 12", "tailer \n<< /Size 12"), SPAN(""),
           REASON_STRUCTURE);
    expect(world, "another catalog",
           replace(arena, changed, "/Root 1 0 R /Info 3 0 R /Prev", "/Root 2 0 R /Info 3 0 R /Prev"),
           SPAN(""), REASON_STRUCTURE);
    expect(world, "a hybrid update", replace(arena, changed, "/Info 3 0 R /Prev", "/XRefStm 15 /Prev"),
           SPAN(""), REASON_STRUCTURE);
    expect(world, "encrypted", replace(arena, changed, "/Info 3 0 R /Prev", "/Encrypt 3 0 R /Prev"), SPAN(""),
           REASON_ENCRYPTED);
    expect(world, "an update that circles", replace(arena, changed, arena_printf(arena, "/Prev "), "/Prev 9"),
           SPAN(""), REASON_STRUCTURE);
    expect(world, "an object that the update does not list",
           insert(arena, pdf, pdf.len,
                  "5 0 obj\n<< >>\nendobj\nxref\ntrailer\n<< /Size 20 /Root 1 0 R /Prev 0 "
                  ">>\nstartxref\n0\n%%EOF\n"),
           SPAN(""), REASON_STRUCTURE);
    expect(world, "not a PDF", SPAN("Bonjour"), SPAN(""), REASON_NOT_A_PDF);
}

/* ---- attacks by a well-formed update ---- */

#define SAME_PAGE "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 6 0 R >> >>"

static const struct {
    const char *sentence;
    struct patch patches[3];
    enum reason reason;
} updates[] = {
    {"the page's contents", {{5, "<< /Length 3 >>\nstream\nBT \nendstream"}}, REASON_CHANGED},
    {"the page's contents are removed", {{5, NULL}}, REASON_CHANGED},
    {"the page with other contents",
     {{4, "<< " SAME_PAGE " /Contents 40 0 R /Annots [8 0 R 9 0 R] >>"},
      {40, "<< /Length 3 >>\nstream\nBT \nendstream"}},
     REASON_CHANGED},
    {"the font (shadow: replace)",
     {{6, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}},
     REASON_CHANGED},
    {"another page tree (shadow: hide and replace)",
     {{2, "<< /Type /Pages /Kids [40 0 R] /Count 1 >>"}, {40, "<< " SAME_PAGE " >>"}},
     REASON_CHANGED},
    {"the signed field is gone", {{7, "<< /Fields [9 0 R] /SigFlags 3 >>"}}, REASON_NO_SIGNATURE},
    {"an annotation over the text (evil annotation)",
     {{4, "<< " SAME_PAGE " /Contents 5 0 R /Annots [8 0 R 9 0 R 40 0 R] >>"},
      {40, "<< /Type /Annot /Subtype /FreeText /Rect [60 760 300 790] /DA (/F 12 Tf) /Contents (900) >>"}},
     REASON_CHANGED},
    {"a field of a new kind over the text",
     {{4, "<< " SAME_PAGE " /Contents 5 0 R /Annots [8 0 R 9 0 R 40 0 R] >>"},
      {40, "<< /FT /Tx /T (x) /V (900) /Type /Annot /Subtype /Widget /Rect [60 760 300 790] >>"}},
     REASON_CHANGED},
    {"a new signature field over the text (sneaky signature)",
     {{4, "<< " SAME_PAGE " /Contents 5 0 R /Annots [8 0 R 9 0 R 40 0 R] >>"},
      {40, "<< /FT /Sig /T (x) /V 41 0 R /Type /Annot /Subtype /Widget /Rect [60 760 300 790] >>"},
      {41, "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>"}},
     REASON_FIELD_ELSEWHERE},
    {"the same, its corners the other way round",
     {{4, "<< " SAME_PAGE " /Contents 5 0 R /Annots [8 0 R 9 0 R 40 0 R] >>"},
      {40, "<< /FT /Sig /T (x) /V 41 0 R /Type /Annot /Subtype /Widget /Rect [300 790 60 760] >>"},
      {41, "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>"}},
     REASON_FIELD_ELSEWHERE},
    {"the same, two corners the other way round",
     {{4, "<< " SAME_PAGE " /Contents 5 0 R /Annots [8 0 R 9 0 R 40 0 R] >>"},
      {40, "<< /FT /Sig /T (x) /V 41 0 R /Type /Annot /Subtype /Widget /Rect [300 760 60 790] >>"},
      {41, "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>"}},
     REASON_FIELD_ELSEWHERE},
    {"the same, to be seen in print only",
     {{4, "<< " SAME_PAGE " /Contents 5 0 R /Annots [8 0 R 9 0 R 40 0 R] >>"},
      {40, "<< /FT /Sig /T (x) /V 41 0 R /Type /Annot /Subtype /Widget /F 36 /Rect [60 760 300 790] >>"},
      {41, "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>"}},
     REASON_FIELD_ELSEWHERE},
    {"the same, to be seen when one points at it",
     {{4, "<< " SAME_PAGE " /Contents 5 0 R /Annots [8 0 R 9 0 R 40 0 R] >>"},
      {40, "<< /FT /Sig /T (x) /V 41 0 R /Type /Annot /Subtype /Widget /F 288 /Rect [60 760 300 790] >>"},
      {41, "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>"}},
     REASON_FIELD_ELSEWHERE},
    {"the empty field moved over the text",
     {{9,
       "<< /FT /Sig /T (etudiante) /Type /Annot /Subtype /Widget /Rect [60 760 300 790] /P 4 0 R /F 4 >>"}},
     REASON_CHANGED},
    {"the seal's appearance exchanged",
     {{11, "<< /Type /XObject /Subtype /Form /BBox [0 0 240 60] /Length 0 >>\nstream\n\nendstream"}},
     REASON_CHANGED},
    {"the signature's dictionary exchanged",
     {{10,
       "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> /Reason (x) >>"}},
     REASON_BYTE_RANGE},
    {"an action at opening",
     {{1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /OpenAction << /S /JavaScript /JS (x) >> >>"}},
     REASON_CHANGED},
    {"the certification is dropped",
     {{1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R >>"}},
     REASON_CHANGED},
    {"an XFA form", {{7, "<< /Fields [8 0 R 9 0 R] /SigFlags 3 /XFA (x) >>"}}, REASON_CHANGED},
    {"only the dates in the document information",
     {{3, "<< /Producer (test) /ModDate (D:2026) >>"}},
     REASON_VALID},
    {"the same object again", {{6, "<</BaseFont /Helvetica /Type/Font\n/Subtype /Type1 >>"}}, REASON_VALID},
};

static void
refuses_updates_that_change(void **state)
{
    struct world *world = *state;

    for (size_t i = 0; i < sizeof updates / sizeof updates[0]; i++) {
        size_t count = 1;

        while (count < 3 && updates[i].patches[count].number != 0)
            count++;
        expect(world, updates[i].sentence, update(world->arena, world->sent, updates[i].patches, count),
               SPAN(""), updates[i].reason);
    }
}

static void
refuses_what_was_prepared_before_signing(void **state)
{
    struct world *world = *state;
    struct arena *arena = world->arena;
    struct patch later = {30, "<< /Length 0 >>\nstream\n\nendstream"};
    struct patch overlay = {10, NULL}, filled = {10, TEXT_FIELD};
    struct span prepared;

    /* The page refers to an object that does not exist yet. */
    prepared =
        paper_with(arena, 4, "<< " SAME_PAGE " /Contents [5 0 R 30 0 R] /Annots [8 0 R 9 0 R] >>", 0, NULL);
    prepared = sign_field(world, prepared, &world->university, "seal", SEAL_B);
    expect(world, "an object that was missing", update(arena, prepared, &later, 1), SPAN(""), REASON_CHANGED);
    /* An image over the text, which an update takes away. */
    prepared = paper_with(arena, 4, "<< " SAME_PAGE " /Contents [5 0 R 10 0 R] /Annots [8 0 R 9 0 R] >>", 10,
                          "<< /Length 20 >>\nstream\n60 760 300 20 re f  \nendstream");
    prepared = sign_field(world, prepared, &world->university, "seal", SEAL_B);
    expect(world, "an overlay taken away", update(arena, prepared, &overlay, 1), SPAN(""), REASON_CHANGED);
    /* The metadata are a page's contents too. */
    prepared = paper_with(arena, 1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Metadata 5 0 R >>", 5,
                          "<< /Type /Metadata /Length 2 >>\nstream\nBT\nendstream");
    prepared = sign_field(world, prepared, &world->university, "seal", SEAL_B);
    later = (struct patch){5, "<< /Type /Metadata /Length 2 >>\nstream\nET\nendstream"};
    expect(world, "one object in two parts", update(arena, prepared, &later, 1), SPAN(""), REASON_CHANGED);
    filled.body = replace(arena, span_of(TEXT_FIELD), "(600)", "(900)").data;
    expect(world, "a form's value after signing", update(arena, world->free, &filled, 1), SPAN(""),
           REASON_FIELDS_FILLED);
    expect(world, "and in what we sent",
           sign_field(world, update(arena, world->free, &filled, 1), &world->student, "etudiante", SEAL_B),
           world->free, REASON_CHANGED);
}

static void
holds_the_returned_against_the_sent(void **state)
{
    struct world *world = *state;
    struct arena *arena = world->arena;
    struct patch contents = {
        5, "<< /Length 48 >>\nstream\nBT /F 12 Tf 72 770 Td (Gratification 900) Tj ET\nendstream"};
    struct span changed = update(arena, world->sent, &contents, 1);
    struct span other = sign_field(world, paper(arena), &world->student, "etudiante", SEAL_B);

    expect(world, "nothing signed", world->sent, world->sent, REASON_NOT_SIGNED_ANEW);
    expect(world, "another file", other, world->sent, REASON_OTHER_DOCUMENT);
    expect(world, "a change, then a signature",
           sign_field(world, changed, &world->student, "etudiante", SEAL_B), world->sent, REASON_CHANGED);
    expect(world, "a signature, then a change",
           update(arena, sign_field(world, world->sent, &world->student, "etudiante", SEAL_B), &contents, 1),
           world->sent, REASON_CHANGED);
    expect(world, "only a beginning of the sent one", span_first(world->sent, world->sent.len - 100),
           world->sent, REASON_STRUCTURE);
    expect(world, "signed beside the unsealed original", other, paper(arena), REASON_VALID);
}

/* One byte anywhere: never valid as before.  The header's comment and white space included. */
static void
sees_every_byte(void **state)
{
    struct world *world = *state;
    struct span pdf = world->sent;

    for (size_t at = 0; at < pdf.len; at += 61) {
        struct verification verification = verify(world, flip(world->arena, pdf, at), SPAN(""));

        if (verification.verdict == VERDICT_VALID)
            fail_msg("byte %zu of %zu may change", at, pdf.len);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_at_each_level),
        cmocka_unit_test(holds_for_several_in_turn),
        cmocka_unit_test(knows_whom_it_trusts),
        cmocka_unit_test(takes_what_other_software_signs),
        cmocka_unit_test(refuses_universal_forgeries),
        cmocka_unit_test(refuses_bytes_in_the_hole),
        cmocka_unit_test(refuses_gaps_in_the_range),
        cmocka_unit_test(refuses_odd_ends),
        cmocka_unit_test(refuses_updates_that_change),
        cmocka_unit_test(refuses_what_was_prepared_before_signing),
        cmocka_unit_test(holds_the_returned_against_the_sent),
        cmocka_unit_test(sees_every_byte),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
