// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

static struct paragraph *
read_text(const char *string, bool *done)
{
    struct error err = {0};
    struct setter *setter = new_setter(&err);
    const xmlNode *root = xmlDocGetRootElement(parse(string));
    struct paragraph *paragraph;

    setter->page = 3;
    setter->pages = 12;
    paragraph = inline_read(setter, root->children, NULL, look_find("body"));
    *done = !setter->failed;
    return paragraph;
}

static void
test_faces(void **state)
{
    bool done;
    struct paragraph *paragraph =
        read_text("<x>a<b>b<i>c</i></b><i>d</i><code>e</code><sup>f</sup>\u0531</x>", &done);
    static const enum face faces[] = {FACE_SERIF, FACE_SERIF_BOLD, FACE_SERIF_BOLD_ITALIC, FACE_SERIF_ITALIC,
                                      FACE_MONO,  FACE_SERIF,      FACE_FALLBACK};

    (void)state;
    assert_true(done);
    assert_int_equal(paragraph->count, 7);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(paragraph->letters[i].face, faces[i]);
    assert_true(paragraph->styles[paragraph->letters[5].style].rise > 0);
    assert_true(paragraph->letters[5].width < paragraph->letters[1].width);
}

static void
test_page_numbers(void **state)
{
    bool done;
    struct paragraph *paragraph = read_text("<x><page/>/<pages/></x>", &done);
    const char *expected = "3/12";

    (void)state;
    assert_true(done);
    assert_int_equal(paragraph->count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(paragraph->letters[i].code, expected[i]);
}

static void
test_widths(void **state)
{
    bool done;
    struct paragraph *paragraph = read_text("<x>\u202F<check/></x>", &done);

    (void)state;
    assert_true(done);
    assert_int_equal(paragraph->letters[0].kind, LETTER_NARROW);
    assert_int_equal(paragraph->letters[0].width, 2 * POINT);
    assert_int_equal(paragraph->letters[1].kind, LETTER_BOX);
    read_text("<x><table/></x>", &done);
    assert_false(done);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faces),
        cmocka_unit_test(test_page_numbers),
        cmocka_unit_test(test_widths),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
