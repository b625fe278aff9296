// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "mail/body.h"
#include "sample.h"

enum { ARENA_MAX = 32 * 1024 * 1024 };

static struct span
render(struct arena *arena, const char *lang)
{
    struct body_settings settings = {.reply_to = SPAN("desk+TAG@univ.example"),
                                     .subject = SPAN("x \"<y>"),
                                     .number = SPAN("7"),
                                     .tag = SPAN("TAG"),
                                     .lang = lang};

    return body_html(arena, sample_root(arena, SAMPLE), &settings);
}

static void
has_everything(void **state)
{
    static const char *const wanted[] = {
        "<html lang=\"fr\">",
        "<title>x &quot;&lt;y&gt;</title>",
        "Rendez &lt;tout&gt;.",
        "Bonjour <b>Léa</b>,",
        "href=\"https://desk.example/a?b=1&amp;c=2\">le site</a><br>",
        "piège",
        "<li style=\"margin:0 0 6px\">les clés</li>",
        "échelle <i>pliante</i>",
        "\u25d0&nbsp;à compléter",
        "1 à donner",
        "href=\"mailto:desk%2BTAG@univ.example?subject=Re%3A%20x%20%22%3Cy%3E&amp;body=OUI%0D%0A\"",
        "Dites pourquoi.",
        "première &lt;ligne&gt;<br>seconde",
        "Jour : \nLieu :",
        "Référence\u00a0: 7 · TAG",
    };
    struct arena *arena = arena_open(ARENA_MAX);
    struct span html = render(arena, "fr");

    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (span_find(html, wanted[i]) == SIZE_MAX)
            fail_msg("not there: %s", wanted[i]);
    arena_close(&arena);
}

static void
has_nothing_active_or_remote(void **state)
{
    static const char *const refused[] = {"javascript:", "<script", "src=",    "url(",   "http://",
                                          "<img",        "<link",   "@import", "onclick"};
    struct arena *arena = arena_open(ARENA_MAX);
    struct span html = render(arena, "en");

    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (span_find(html, refused[i]) != SIZE_MAX)
            fail_msg("there: %s", refused[i]);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_everything),
        cmocka_unit_test(has_nothing_active_or_remote),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
