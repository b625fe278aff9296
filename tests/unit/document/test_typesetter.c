// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

#include <qpdf/qpdf-c.h>

#include "document/document.h"

static struct typesetter *typesetter;

static int
open_typesetter(void **state)
{
    struct error err = {0};

    typesetter = typesetter_open(&err);
    return typesetter == NULL ? 1 : open_all(state);
}

static int
close_typesetter(void **state)
{
    typesetter_close(&typesetter);
    return close_all(state);
}

static struct span
read_data(const char *name)
{
    char *path = arena_printf(arena, "%s/tests/unit/document/data/%s", SOURCE_DIR, name);
    char *data = arena_alloc(arena, 1 << 20);
    FILE *file = fopen(path, "rb");
    size_t len;

    assert_non_null(file);
    len = fread(data, 1, 1 << 20, file);
    fclose(file);
    return (struct span){data, len};
}

static struct span
set(struct span layout)
{
    struct error err = {0};
    struct span pdf = {0};
    xmlDoc *doc = xml_parse(arena, layout, "layout", XML_OWN_MAX, &err);

    if (doc == NULL || !document_set(arena, typesetter, doc, &pdf, &err))
        fail_msg("%s", err.text);
    return pdf;
}

/* The PDF as qpdf reads it: whole, without a warning. */
static qpdf_data
check(struct span pdf)
{
    qpdf_data qpdf = qpdf_init();

    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    assert_int_equal(qpdf_read_memory(qpdf, "test", pdf.data, pdf.len, NULL), QPDF_SUCCESS);
    assert_int_equal(qpdf_check_pdf(qpdf), QPDF_SUCCESS);
    return qpdf;
}

static void
test_whole(void **state)
{
    struct span pdf = set(read_data("convention.layout.xml"));
    qpdf_data qpdf = check(pdf);

    (void)state;
    assert_true(span_starts(pdf, "%PDF-1.7"));
    assert_true(qpdf_get_num_pages(qpdf) >= 4);
    assert_non_null(qpdf_get_info_key(qpdf, "/Title"));
    assert_null(qpdf_get_info_key(qpdf, "/CreationDate"));
    qpdf_cleanup(&qpdf);
}

static void
test_equal_bytes(void **state)
{
    struct span layout = read_data("convention.layout.xml"), first = set(layout), other, again;
    struct error err = {0};
    struct typesetter *kept = typesetter;

    (void)state;
    other = set(SPAN("<document><p>Привет, Ελλάδα ✓</p></document>"));
    again = set(layout);
    assert_true(span_equal(first, again));
    assert_false(span_equal(first, other));
    typesetter = typesetter_open(&err);
    again = set(layout);
    assert_true(span_equal(first, again));
    typesetter_close(&typesetter);
    typesetter = kept;
}

/* The fields are found again by another reader, with their values. */
static void
test_inputs(void **state)
{
    struct span pdf = set(SPAN("<document><input name='desk.reader' value='Żółw' required='yes'/>"
                               "<input name='desk.shelf' value='b'><option value='a'>A</option>"
                               "<option value='b'>B</option></input></document>"));
    qpdf_data qpdf = check(pdf);
    qpdf_oh form = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/AcroForm");
    qpdf_oh desk = qpdf_oh_get_array_item(qpdf, qpdf_oh_get_key(qpdf, form, "/Fields"), 0);
    qpdf_oh kids = qpdf_oh_get_key(qpdf, desk, "/Kids");
    qpdf_oh reader = qpdf_oh_get_array_item(qpdf, kids, 0), shelf = qpdf_oh_get_array_item(qpdf, kids, 1);

    (void)state;
    assert_int_equal(qpdf_oh_get_array_n_items(qpdf, kids), 2);
    assert_string_equal(qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key(qpdf, desk, "/T")), "desk");
    assert_string_equal(qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key(qpdf, reader, "/T")), "reader");
    assert_string_equal(qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key(qpdf, reader, "/V")), "Żółw");
    assert_string_equal(qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key(qpdf, shelf, "/V")), "b");
    assert_int_equal(qpdf_oh_get_array_n_items(qpdf, qpdf_oh_get_key(qpdf, shelf, "/Opt")), 2);
    qpdf_cleanup(&qpdf);
}

/* A box and its two looks, what is shown beside a field, what it was sent with, in which order the key goes.
 */
static void
test_input_kinds(void **state)
{
    struct span pdf =
        set(SPAN("<document><input name='a' label='Name' help='As on the card' value='Ada' max='9'/>"
                 "<input name='b' type='check' value='x'/><input name='c' type='check'/>"
                 "<input name='d' value='7' readonly='yes'/></document>"));
    qpdf_data qpdf = check(pdf);
    qpdf_oh form = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/AcroForm");
    qpdf_oh fields = qpdf_oh_get_key(qpdf, form, "/Fields"), field[4], looks;

    (void)state;
    for (int i = 0; i < 4; i++)
        field[i] = qpdf_oh_get_array_item(qpdf, fields, i);
    assert_string_equal(qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key(qpdf, field[0], "/TU")),
                        "Name. As on the card");
    assert_string_equal(qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key(qpdf, field[0], "/DV")), "Ada");
    assert_int_equal(qpdf_oh_get_int_value(qpdf, qpdf_oh_get_key(qpdf, field[0], "/MaxLen")), 9);
    assert_string_equal(qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, field[1], "/FT")), "/Btn");
    assert_string_equal(qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, field[1], "/V")), "/Yes");
    assert_string_equal(qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, field[2], "/AS")), "/Off");
    looks = qpdf_oh_get_key(qpdf, qpdf_oh_get_key(qpdf, field[2], "/AP"), "/N");
    assert_true(qpdf_oh_is_stream(qpdf, qpdf_oh_get_key(qpdf, looks, "/Yes")));
    assert_true(qpdf_oh_is_stream(qpdf, qpdf_oh_get_key(qpdf, looks, "/Off")));
    assert_int_equal(qpdf_oh_get_int_value(qpdf, qpdf_oh_get_key(qpdf, field[3], "/Ff")), 1);
    assert_string_equal(qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, qpdf_get_page_n(qpdf, 0), "/Tabs")),
                        "/R");
    qpdf_cleanup(&qpdf);
}

static void
test_hostile_text(void **state)
{
    static const char *const layouts[] = {
        "<document title='( \\ ) &lt;&lt;'><h>( \\ ) &lt;&lt; &#13;</h><p>( \\ ) &gt;&gt; %</p></document>",
        "<document><p>\U0001F600 \u0627\u0644 \uFFFD \u0301 a\u0301\u0301\u0301</p></document>",
        "<document lang='x'><p>a</p></document>",
        "<document><signatures columns='1000'><signature height='2000'/></signatures></document>",
        "<document><checkbox checked='yes'/><checkbox>a</checkbox><list><item/></list></document>",
        "<document><input name='a.b.c'/><input name='a'/><input name='a.b' value='( ) \\'/></document>",
        "<document><fields columns='1mm 1mm'><field label=''/></fields></document>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        qpdf_data qpdf = check(set(span_of(layouts[i])));

        qpdf_cleanup(&qpdf);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),        cmocka_unit_test(test_equal_bytes),
        cmocka_unit_test(test_inputs),       cmocka_unit_test(test_input_kinds),
        cmocka_unit_test(test_hostile_text),
    };

    return cmocka_run_group_tests(tests, open_typesetter, close_typesetter);
}
