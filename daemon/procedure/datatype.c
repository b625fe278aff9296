// SPDX-License-Identifier: Apache-2.0
#include "procedure/datatype.h"

#include <regex.h>
#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/compiled.h"

struct type {
    const char *name;
    bool (*read)(struct arena *arena, const struct field *field, struct span written, struct span *canonical);
    struct label expected; /* what was expected, with an example */
};

static bool
read_text(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    struct span clean = utf8_clean(arena, written), rest = clean;
    struct text out = text_new(arena, clean.len + 1);
    bool blank = false;

    while (rest.len > 0) {
        struct span before = rest;
        uint32_t code = utf8_next(&rest);

        if (code == ' ' || code == '\t' || code == '\n') {
            blank = out.len > 0;
            continue;
        }
        if (blank)
            text_byte(&out, ' ');
        blank = false;
        text_span(&out, span_first(before, before.len - rest.len));
    }
    *canonical = text_get(&out);
    return utf8_count(*canonical) <= field->max;
}

static bool
read_longtext(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    *canonical = span_trim(utf8_clean(arena, written));
    return utf8_count(*canonical) <= field->max;
}

static bool
read_date(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    int32_t day;

    (void)field;
    if (!day_parse(written, &day))
        return false;
    *canonical = day_iso(arena, day);
    return true;
}

/* Without spaces of any kind, dots and dashes where `also` says so. */
static struct span
stripped(struct arena *arena, struct span written, const char *also)
{
    struct span folded = utf8_fold(arena, span_first(written, 300));
    struct text out = text_new(arena, 300);

    for (size_t i = 0; i < folded.len; i++)
        if (folded.data[i] != ' ' && strchr(also, folded.data[i]) == NULL)
            text_byte(&out, folded.data[i]);
    if (out.len == 0)
        return (struct span){"", 0};
    return text_get(&out);
}

static bool
all_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    return s.len > 0;
}

static bool
read_integer(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    struct span digits = stripped(arena, written, "");
    uint64_t number;

    (void)field;
    if (digits.len > 9 || !span_to_uint(digits, &number))
        return false;
    *canonical = span_printf(arena, "%llu", (unsigned long long)number);
    return true;
}

static struct span
cents_text(struct arena *arena, int64_t cents)
{
    return span_printf(arena, "%s%lld.%02lld", cents < 0 ? "-" : "",
                       (long long)(cents < 0 ? -cents : cents) / 100,
                       (long long)(cents < 0 ? -cents : cents) % 100);
}

static bool
read_decimal(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    int64_t cents;

    (void)field;
    if (!datatype_cents(written, &cents))
        return false;
    *canonical = cents_text(arena, cents);
    if (span_ends(*canonical, ".00"))
        canonical->len -= 3;
    return true;
}

static bool
read_money(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    int64_t cents;

    (void)field;
    if (!datatype_cents(written, &cents) || cents < 0)
        return false;
    *canonical = cents_text(arena, cents);
    return true;
}

static bool
read_hours(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    int64_t minutes, parts;
    struct span text;

    (void)field;
    if (!datatype_minutes(written, &minutes))
        return false;
    parts = (minutes * 10000 + 30) / 60;
    text = span_printf(arena, "%lld.%04lld", (long long)parts / 10000, (long long)parts % 10000);
    while (text.data[text.len - 1] == '0')
        text.len--;
    if (text.data[text.len - 1] == '.')
        text.len--;
    *canonical = text;
    return true;
}

static bool
read_boolean(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    static const char *const yes[] = {"oui", "o", "yes", "y", "x", "[x]", "vrai", "true", "1", "ok"};
    static const char *const no[] = {"non", "n", "no", "[ ]", "[]", "faux", "false", "0"};
    struct span folded = utf8_fold(arena, span_first(written, 40));

    (void)field;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        if (span_is(folded, yes[i])) {
            *canonical = SPAN("oui");
            return true;
        }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (span_is(folded, no[i])) {
            *canonical = SPAN("non");
            return true;
        }
    return false;
}

static bool
choice_is(struct arena *arena, const struct choice *choice, struct span folded)
{
    struct choice here = *choice;

    if (here.folded == NULL)
        choice_fold(arena, &here);
    for (size_t i = 0; i < here.folded_count; i++)
        if (span_equal(folded, here.folded[i]))
            return true;
    return false;
}

/* NULL: none of them. */
static const struct choice *
choice_of(struct arena *arena, const struct choice *choices, size_t count, struct span written)
{
    struct span folded = utf8_fold(arena, span_first(written, 300));

    while (folded.len > 0 && (folded.data[folded.len - 1] == '.' || folded.data[folded.len - 1] == ' '))
        folded.len--;
    for (size_t i = 0; i < count && folded.len > 0; i++)
        if (choice_is(arena, &choices[i], folded))
            return &choices[i];
    return NULL;
}

static bool
read_choice(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    const struct choice *choice = choice_of(arena, field->choices, field->choice_count, written);

    if (choice != NULL)
        *canonical = choice->value;
    return choice != NULL;
}

static bool
is_atext(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* A dot-atom address of at most 254 octets with a dotted domain (RFC 5321 section 4.1.2). */
static bool
is_address(struct span s)
{
    size_t at = span_find_byte(s, '@');
    struct span domain = span_from(s, at == SIZE_MAX ? s.len : at + 1), label;

    if (at == SIZE_MAX || at == 0 || at > 64 || s.len > 254 || span_find_byte(domain, '.') == SIZE_MAX)
        return false;
    for (size_t i = 0; i < at; i++)
        if (s.data[i] == '.' ? i == 0 || i == at - 1 || s.data[i - 1] == '.' : !is_atext(s.data[i]))
            return false;
    while (span_split(&domain, '.', &label)) {
        if (label.len == 0 || label.len > 63 || label.data[0] == '-' || label.data[label.len - 1] == '-')
            return false;
        for (size_t i = 0; i < label.len; i++)
            if (!is_atext(label.data[i]) || strchr("!#$%&'*+/=?^_`{|}~", label.data[i]) != NULL)
                return false;
    }
    return true;
}

static bool
read_email(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    size_t open = span_find_byte(written, '<'), close = span_find_byte(written, '>');
    struct text out = text_new(arena, 300);
    struct span address;
    size_t at;

    (void)field;
    if (open != SIZE_MAX && close != SIZE_MAX && close > open)
        written = span_first(span_from(written, open + 1), close - open - 1);
    address = span_trim(written);
    if (span_starts_nocase(address, "mailto:"))
        address = span_from(address, 7);
    if (!is_address(address))
        return false;
    at = span_find_byte(address, '@');
    text_span(&out, span_first(address, at));
    text_span(&out, span_lower(arena, span_from(address, at)));
    *canonical = text_get(&out);
    return true;
}

/* National significant numbers of overseas départements have country codes of their own. */
static const char *
french_code(struct span national)
{
    static const struct {
        const char *prefix, *code;
    } codes[] = {{"262", "262"}, {"263", "262"}, {"269", "262"}, {"639", "262"}, {"692", "262"},
                 {"693", "262"}, {"590", "590"}, {"690", "590"}, {"691", "590"}, {"594", "594"},
                 {"694", "594"}, {"596", "596"}, {"696", "596"}, {"697", "596"}};

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (span_starts(national, codes[i].prefix))
            return codes[i].code;
    return "33";
}

static bool
read_phone(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    struct span s = stripped(arena, written, ".-/");
    size_t zero = span_find(s, "(0)");

    (void)field;
    if (zero != SIZE_MAX)
        s = span_printf(arena, "%.*s%.*s", SPAN_ARG(span_first(s, zero)), SPAN_ARG(span_from(s, zero + 3)));
    if (span_starts(s, "00"))
        s = span_printf(arena, "+%.*s", SPAN_ARG(span_from(s, 2)));
    if (span_starts(s, "+330"))
        s = span_printf(arena, "+33%.*s", SPAN_ARG(span_from(s, 4)));
    if (span_starts(s, "+33"))
        return all_digits(span_from(s, 1)) && s.len == 12 && s.data[3] != '0' && (*canonical = s, true);
    if (span_starts(s, "+")) {
        *canonical = s;
        return all_digits(span_from(s, 1)) && s.len >= 8 && s.len <= 16 && s.data[1] != '0';
    }
    if (s.len != 10 || s.data[0] != '0' || s.data[1] == '0' || !all_digits(s))
        return false;
    *canonical = span_printf(arena, "+%s%.*s", french_code(span_from(s, 1)), SPAN_ARG(span_from(s, 1)));
    return true;
}

/* Five digits in France; abroad letters and digits are accepted. */
static bool
read_postcode(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    struct span s = span_trim(written);

    (void)field;
    if (s.len == 0 || s.len > 12)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!((s.data[i] >= '0' && s.data[i] <= '9') || (s.data[i] >= 'A' && s.data[i] <= 'Z') ||
              (s.data[i] >= 'a' && s.data[i] <= 'z') || s.data[i] == ' ' || s.data[i] == '-'))
            return false;
    *canonical = all_digits(stripped(arena, s, "")) ? stripped(arena, s, "") : s;
    return true;
}

static int
digit_sum(struct span s)
{
    int sum = 0;

    for (size_t i = 0; i < s.len; i++)
        sum += s.data[i] - '0';
    return sum;
}

static bool
luhn(struct span s)
{
    int sum = 0;

    for (size_t i = 0; i < s.len; i++) {
        int digit = s.data[s.len - 1 - i] - '0';

        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0 && digit_sum(s) > 0;
}

/* SIREN and NIC with Luhn's key; establishments of La Poste but its head office have a digit
 * sum that is a multiple of five instead. */
static bool
read_siret(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    struct span s = stripped(arena, written, ".-");

    (void)field;
    *canonical = s;
    if (s.len != 14 || !all_digits(s) || !luhn(span_first(s, 9)))
        return false;
    if (span_starts(s, "356000000") && !span_is(s, "35600000000048"))
        return digit_sum(s) % 5 == 0;
    return luhn(s);
}

static bool
read_naf(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    struct span s = stripped(arena, written, ".");

    (void)field;
    if (s.len != 5 || !all_digits(span_first(s, 4)) || s.data[4] < 'a' || s.data[4] > 'z')
        return false;
    *canonical = span_printf(arena, "%.2s.%.2s%c", s.data, s.data + 2, s.data[4] - 'a' + 'A');
    return true;
}

/* Seven digits and a key letter: number modulo 23. */
static bool
read_uai(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    static const char keys[] = "abcdefghjklmnprstuvwxyz";
    struct span s = stripped(arena, written, "");
    uint64_t number;

    (void)field;
    if (s.len != 8 || !span_to_uint(span_first(s, 7), &number) || keys[number % 23] != s.data[7])
        return false;
    *canonical = span_printf(arena, "%.7s%c", s.data, s.data[7] - 'a' + 'A');
    return true;
}

static bool
matches(struct arena *arena, const char *pattern, struct span s)
{
    regex_t regex;
    bool found;

    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    found = regexec(&regex, span_dup(arena, s), 0, NULL, 0) == 0;
    regfree(&regex);
    return found;
}

static bool
read_ine(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    struct span s = stripped(arena, written, ""), upper;
    char *copy = span_dup(arena, s);

    (void)field;
    for (size_t i = 0; i < s.len; i++)
        if (copy[i] >= 'a' && copy[i] <= 'z')
            copy[i] = (char)(copy[i] - 'a' + 'A');
    upper = (struct span){copy, s.len};
    *canonical = upper;
    return matches(arena, "^([0-9]{9}[A-Z]{2}|[0-9]{10}[A-Z]|[0-9]{4}A[0-9]{5}[A-Z])$", upper);
}

static bool
read_pattern(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    *canonical = span_trim(utf8_clean(arena, span_first(written, 1000)));
    return written.len < 1000 && matches(arena, span_dup(arena, field->pattern), *canonical);
}

/* Codes and names of the table "pays"; without it any two letters pass. */
static bool
read_country(struct arena *arena, const struct field *field, struct span written, struct span *canonical)
{
    const struct choice *country = choice_of(arena, field->countries, field->country_count, written);
    struct span s = stripped(arena, written, "");
    char *copy;

    if (country != NULL)
        *canonical = country->value;
    if (country != NULL || field->country_count > 0)
        return country != NULL;
    if (s.len != 2 || s.data[0] < 'a' || s.data[0] > 'z' || s.data[1] < 'a' || s.data[1] > 'z')
        return false;
    copy = span_dup(arena, s);
    copy[0] = (char)(copy[0] - 'a' + 'A');
    copy[1] = (char)(copy[1] - 'a' + 'A');
    *canonical = (struct span){copy, 2};
    return true;
}

#define EXPECTED(fr, en)                                                                                     \
    {                                                                                                        \
        {(fr), sizeof(fr) - 1},                                                                              \
        {                                                                                                    \
            (en), sizeof(en) - 1                                                                             \
        }                                                                                                    \
    }

static const struct type types[] = {
    [TYPE_TEXT] = {"text", read_text, EXPECTED("le texte est trop long", "the text is too long")},
    [TYPE_LONGTEXT] = {"longtext", read_longtext, EXPECTED("le texte est trop long", "the text is too long")},
    [TYPE_DATE] = {"date", read_date,
                   EXPECTED("une date existante est attendue, par exemple 02/03/2026",
                            "an existing date is expected, day first, such as 02/03/2026")},
    [TYPE_INTEGER] = {"integer", read_integer,
                      EXPECTED("un nombre entier est attendu, par exemple 450",
                               "a whole number is expected, such as 450")},
    [TYPE_DECIMAL] = {"decimal", read_decimal,
                      EXPECTED("un nombre est attendu, par exemple 12,5",
                               "a number is expected, such as 12.5")},
    [TYPE_HOURS] = {"hours", read_hours,
                    EXPECTED("un nombre d’heures est attendu, par exemple 35 ou 37 h 30",
                             "a number of hours is expected, such as 35 or 37h30")},
    [TYPE_MONEY] = {"money", read_money,
                    EXPECTED("un montant est attendu, par exemple 4,50",
                             "an amount is expected, such as 4.50")},
    [TYPE_BOOLEAN] = {"boolean", read_boolean, EXPECTED("répondez oui ou non", "answer yes or no")},
    [TYPE_CHOICE] = {"choice", read_choice,
                     EXPECTED("cette valeur ne figure pas parmi les choix",
                              "this value is not one of the choices")},
    [TYPE_EMAIL] = {"email", read_email,
                    EXPECTED("une adresse électronique est attendue, par exemple prenom.nom@exemple.fr",
                             "an e-mail address is expected, such as first.last@example.org")},
    [TYPE_PHONE] = {"phone", read_phone,
                    EXPECTED(
                        "un numéro de téléphone est attendu, par exemple 02 40 12 34 56 ou +32 2 123 45 67",
                        "a telephone number is expected, such as 02 40 12 34 56 or +32 2 123 45 67")},
    [TYPE_POSTCODE] = {"postcode", read_postcode,
                       EXPECTED("un code postal est attendu, par exemple 44000",
                                "a postcode is expected, such as 44000")},
    [TYPE_COUNTRY] = {"country", read_country,
                      EXPECTED("un pays est attendu, par exemple France ou FR",
                               "a country is expected, such as France or FR")},
    [TYPE_SIRET] =
        {"siret", read_siret,
         EXPECTED("un SIRET de 14 chiffres est attendu, par exemple 732\u00a0829\u00a0320\u00a000074\u00a0; "
                  "la clé de "
                  "celui-ci n’est pas juste, vérifiez chaque chiffre",
                  "a SIRET of 14 digits is expected, such as 732 829 320 00074; the key of this one does "
                  "not fit, check each digit")},
    [TYPE_NAF] = {"naf", read_naf,
                  EXPECTED("un code APE est attendu, par exemple 62.01Z",
                           "an APE code is expected, such as 62.01Z")},
    [TYPE_UAI] = {"uai", read_uai,
                  EXPECTED("un code UAI est attendu, par exemple 0170100S",
                           "a UAI code is expected, such as 0170100S")},
    [TYPE_INE] = {"ine", read_ine,
                  EXPECTED("un INE de 11 caractères est attendu, par exemple 123456789AB",
                           "an INE of 11 characters is expected, such as 123456789AB")},
    [TYPE_PATTERN] = {"pattern", read_pattern,
                      EXPECTED("cette valeur n’a pas la forme attendue",
                               "this value does not have the expected form")},
};

enum { TYPES = sizeof types / sizeof types[0] };

enum datatype
datatype_named(const char *name, bool *known)
{
    for (size_t i = 0; i < TYPES; i++)
        if (strcmp(types[i].name, name) == 0) {
            *known = true;
            return (enum datatype)i;
        }
    *known = false;
    return TYPE_TEXT;
}

const char *
datatype_name(enum datatype type)
{
    return types[type].name;
}

static struct span
choices_text(struct arena *arena, const struct field *field, const char *lang)
{
    struct text out = text_new(arena, 2000);

    for (size_t i = 0; i < field->choice_count && out.len < 1500; i++) {
        struct span label = strcmp(lang, "en") == 0 ? field->choices[i].label.en : field->choices[i].label.fr;

        text_string(&out, i == 0                         ? ""
                          : i + 1 == field->choice_count ? (strcmp(lang, "en") == 0 ? " or " : " ou ")
                                                         : ", ");
        text_span(&out, label);
    }
    return text_get(&out);
}

static void
explain(struct arena *arena, const struct field *field, struct label *why)
{
    const struct label *expected = &types[field->type].expected;

    *why = *expected;
    if (field->type == TYPE_CHOICE)
        *why = (struct label){
            span_printf(arena, "répondez par %.*s", SPAN_ARG(choices_text(arena, field, "fr"))),
            span_printf(arena, "answer with %.*s", SPAN_ARG(choices_text(arena, field, "en")))};
    else if (field->type == TYPE_TEXT || field->type == TYPE_LONGTEXT)
        *why = (struct label){span_printf(arena, "%u caractères au plus", field->max),
                              span_printf(arena, "at most %u characters", field->max)};
}

bool
datatype_read(struct arena *arena, const struct field *field, struct span written, struct span *canonical,
              struct label *why)
{
    written = span_trim(written);
    if (types[field->type].read(arena, field, written, canonical))
        return true;
    explain(arena, field, why);
    return false;
}

/* Digits in threes, `mark` between them. */
static void
add_thousands(struct text *out, int64_t number, const char *mark)
{
    if (number < 1000) {
        text_printf(out, "%lld", (long long)number);
        return;
    }
    add_thousands(out, number / 1000, mark);
    text_printf(out, "%s%03lld", mark, (long long)(number % 1000));
}

static struct span
show_money(struct arena *arena, struct span canonical, bool english)
{
    int64_t cents;
    struct text out = text_new(arena, 100);

    if (!datatype_cents(canonical, &cents))
        return canonical;
    if (cents < 0)
        text_string(&out, english ? "-" : "\u2212");
    cents = cents < 0 ? -cents : cents;
    if (english)
        text_string(&out, "\u20ac");
    add_thousands(&out, cents / 100, english ? "," : "\u202f");
    text_printf(&out, english ? ".%02lld" : ",%02lld\u00a0\u20ac", (long long)(cents % 100));
    return text_get(&out);
}

static struct span
show_hours(struct arena *arena, struct span canonical)
{
    int64_t minutes;

    if (!datatype_minutes(canonical, &minutes))
        return canonical;
    if (minutes % 60 == 0)
        return span_printf(arena, "%lld\u00a0h", (long long)minutes / 60);
    return span_printf(arena, "%lld\u00a0h\u00a0%02lld", (long long)minutes / 60, (long long)minutes % 60);
}

static struct span
show_date(struct arena *arena, struct span canonical, const char *lang)
{
    int32_t day;

    return day_parse_iso(canonical, &day) ? day_long(arena, day, lang, false) : canonical;
}

static struct span
show_phone(struct arena *arena, struct span canonical)
{
    const char *d = canonical.data;

    if (canonical.len != 12 || !span_starts(canonical, "+33"))
        return canonical;
    return span_printf(arena, "0%c\u00a0%.2s\u00a0%.2s\u00a0%.2s\u00a0%.2s", d[3], d + 4, d + 6, d + 8,
                       d + 10);
}

static struct span
show_siret(struct arena *arena, struct span canonical)
{
    const char *d = canonical.data;

    if (canonical.len != 14)
        return canonical;
    return span_printf(arena, "%.3s\u00a0%.3s\u00a0%.3s\u00a0%.5s", d, d + 3, d + 6, d + 9);
}

static struct span
show_decimal(struct arena *arena, struct span canonical, bool english)
{
    char *copy = span_dup(arena, canonical);

    for (size_t i = 0; !english && i < canonical.len; i++)
        if (copy[i] == '.')
            copy[i] = ',';
    return (struct span){copy, canonical.len};
}

static struct span
show(struct arena *arena, enum datatype type, struct span canonical, const char *lang)
{
    bool english = strcmp(lang, "en") == 0;

    switch (type) {
    case TYPE_DATE:
        return show_date(arena, canonical, lang);
    case TYPE_MONEY:
        return show_money(arena, canonical, english);
    case TYPE_HOURS:
        return show_hours(arena, canonical);
    case TYPE_PHONE:
        return show_phone(arena, canonical);
    case TYPE_SIRET:
        return show_siret(arena, canonical);
    case TYPE_DECIMAL:
        return show_decimal(arena, canonical, english);
    case TYPE_BOOLEAN:
        return english ? (span_is(canonical, "oui") ? SPAN("yes") : SPAN("no")) : canonical;
    default:
        return canonical;
    }
}

static struct span
country_name(const struct choice *countries, size_t count, struct span code, bool english)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(countries[i].value, code))
            return english ? countries[i].label.en : countries[i].label.fr;
    return code;
}

struct span
datatype_show(struct arena *arena, const struct field *field, struct span canonical, const char *lang)
{
    bool english = strcmp(lang, "en") == 0;

    if (canonical.len == 0)
        return canonical;
    for (size_t i = 0; i < field->choice_count; i++)
        if (span_equal(field->choices[i].value, canonical))
            return english ? field->choices[i].label.en : field->choices[i].label.fr;
    if (field->type == TYPE_COUNTRY)
        return country_name(field->countries, field->country_count, canonical, english);
    return show(arena, field->type, canonical, lang);
}

struct span
datatype_show_as(struct arena *arena, const struct procedure *procedure, const char *name, struct span value,
                 const char *lang)
{
    bool known;
    enum datatype type = datatype_named(name, &known);

    if (known && type == TYPE_COUNTRY)
        return country_name(procedure->countries, procedure->country_count, value, strcmp(lang, "en") == 0);
    return known && value.len > 0 ? show(arena, type, value, lang) : value;
}
