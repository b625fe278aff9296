// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

#include "reader/screening.h"

#define PRIVACY                                                                                                       \
    "<privacy xmlns='urn:conventiond:privacy'>"                                                                       \
    "<mask id='card' lengths='6' pattern='^[0-9]{6}$' files='2 2 2'><label xml:lang='fr'>carte</label></mask>"        \
    "<mask id='pin' lengths='4' pattern='^[0-9]{4}$'><label xml:lang='fr'>code</label></mask></privacy>"

static void
files_that_are_looked_into(void **state)
{
    static const struct {
        const char *name, *type, *data;
        size_t len; /* 0: of the string */
        const char *masked, *why;
    } cases[] = {
        {"a.txt", "text/plain", "carte 12 34 56.", 0, "card", "a text"},
        {"a.csv", "application/octet-stream", "x;123456;y", 0, "card", "by its name"},
        {"a.bin", "application/json", "{\"c\":\"123456\"}", 0, "card", "by its type"},
        {"a.txt", "text/plain", "1\0002\0003\0004\0005\0006\000", 12, "card", "in UTF-16"},
        {"a.txt", "text/plain", "code 1234", 0, "", "a mask without files= is for mails only"},
        {"a.txt", "text/plain", "1234567", 0, "", "a piece of something longer"},
        {"a.jpg", "image/jpeg", "123456", 0, "", "a photograph"},
        {"a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "123456", 0, "", "an office document"},
        {"a.pdf", "application/pdf", "%PDF-1.4 123456", 0, "", "a PDF that can't be read"},
        {"", "", "123456", 0, "", "no type at all"},
    };
    const struct help_file files[] = {{"rules/form.xml", help_form},
                                      {"rules/rules.xml", help_rules},
                                      {"rules/parameters.xml", help_parameters},
                                      {"rules/privacy.xml", PRIVACY}};
    struct arena *arena = arena_open(HELP_ARENA);
    struct bundle bundle = help_bundle(arena, files, 4);
    struct procedure *procedure = help_load(arena, &bundle);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct intent_attachment attachment = {.name = span_of(cases[i].name),
                                               .type = span_of(cases[i].type),
                                               .data = {cases[i].data, cases[i].len > 0 ? cases[i].len : strlen(cases[i].data)},
                                               .masked = SPAN("")};
        struct intent intent = {.attachments = &attachment, .attachment_count = 1};

        screening_run(arena, procedure, &intent);
        check_span(attachment.masked, cases[i].masked, cases[i].why);
    }
    procedure_close(&procedure);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(files_that_are_looked_into)};

    procedure_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
