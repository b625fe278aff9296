// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "reader/pdfopen.h"

#define HEAD "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
#define PAGE "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
#define TAIL "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
#define ONE HEAD "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" PAGE TAIL

static void
files(void **state)
{
    static const struct {
        const char *file;
        bool opens;
        const char *why;
    } cases[] = {
        {ONE, true, "a page; the table of objects is missing, and is made again"},
        {HEAD "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" TAIL, false, "no page"},
        {"%PDF-1.7\n", false, "nothing but its first line"},
        {HEAD, false, "cut off"},
        {"PK\003\004", false, "another kind of file"},
        {"", false, "empty"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = strlen(cases[i].file);
        char *copy = malloc(len == 0 ? 1 : len); /* a reader that goes too far is seen */

        memcpy(copy, cases[i].file, len);
        if (pdfopen_can((struct span){copy, len}) != cases[i].opens)
            fail_msg("%s", cases[i].why);
        free(copy);
    }
}

/* As it is protected: `password` to open it, "" none. */
static bool
opens_with(const char *password)
{
    qpdf_data pdf = qpdf_init();
    struct span file;
    bool opens;

    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_read_memory(pdf, "one", ONE, strlen(ONE), NULL);
    qpdf_init_write_memory(pdf);
    qpdf_set_r6_encryption_parameters2(pdf, password, "owner", QPDF_TRUE, QPDF_TRUE, QPDF_FALSE, QPDF_FALSE, QPDF_FALSE,
                                       QPDF_FALSE, qpdf_r3p_none, QPDF_TRUE);
    assert_int_equal(qpdf_write(pdf) & QPDF_ERRORS, 0);
    file = (struct span){(const char *)qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf)};
    opens = pdfopen_can(file);
    qpdf_cleanup(&pdf);
    return opens;
}

static void
protected_files(void **state)
{
    (void)state;
    assert_true(opens_with("")); /* read by anybody, changed by nobody */
    assert_false(opens_with("secret"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(files), cmocka_unit_test(protected_files)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
