// SPDX-License-Identifier: Apache-2.0
#include "reader/authres.h"

#include <string.h>

#include "reader/address.h"
#include "reader/arc.h"
#include "reader/header.h"

/* --- grammar (RFC 8601 section 2.2); `bad` stays set once it is --- */

struct scanner {
    struct arena *arena;
    struct span rest;
    bool bad;
};

static bool
is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char
peek(const struct scanner *s)
{
    return s->rest.len == 0 ? '\0' : s->rest.data[0];
}

/* Comments and white space; returns whether there was any. */
static bool
skip(struct scanner *s)
{
    size_t depth = 0, i = 0;

    for (; i < s->rest.len; i++) {
        char c = s->rest.data[i];

        if (c == '(' && depth >= MIME_COMMENT_DEPTH_MAX)
            break;
        if (c == '(')
            depth++;
        else if (c == ')' && depth > 0)
            depth--;
        else if (c == '\\' && depth > 0)
            i++;
        else if (depth == 0 && !is_white(c))
            break;
    }
    s->bad = s->bad || depth > 0;
    s->rest = span_from(s->rest, i);
    return i > 0;
}

static bool
take(struct scanner *s, char c)
{
    if (peek(s) != c || s->rest.len == 0)
        return false;
    s->rest = span_from(s->rest, 1);
    return true;
}

static void
expect(struct scanner *s, char c)
{
    if (!take(s, c))
        s->bad = true;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Keyword of RFC 5321: letters, digits, hyphens; "_" too, since "x_policy" and its like exist. */
static struct span
take_keyword(struct scanner *s)
{
    size_t i = 0;
    struct span word;

    while (i < s->rest.len && (is_letter(s->rest.data[i]) || is_digit(s->rest.data[i]) ||
                               s->rest.data[i] == '-' || s->rest.data[i] == '_'))
        i++;
    if (i == 0)
        s->bad = true;
    word = span_first(s->rest, i);
    s->rest = span_from(s->rest, i);
    return span_lower(s->arena, word);
}

static struct span
take_quoted(struct scanner *s)
{
    char *out = arena_alloc(s->arena, s->rest.len + 1);
    size_t len = 0, i = 1;

    for (; i < s->rest.len && s->rest.data[i] != '"'; i++) {
        if (s->rest.data[i] == '\\')
            i++;
        if (i < s->rest.len)
            out[len++] = s->rest.data[i];
    }
    s->bad = s->bad || i >= s->rest.len;
    s->rest = span_from(s->rest, i + 1);
    return (struct span){out, len};
}

/* What servers write bare: tokens, addresses, domains, base64 of signatures, IP addresses. */
static bool
is_value_byte(char c)
{
    return is_letter(c) || is_digit(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.@:[]", c) != NULL);
}

/* A value ends at white space, ";" or the end.  A comment or a quote glued to it is how a name
 * like d=good.example(.evil.example is smuggled through a verifier: no result then. */
static struct span
take_value(struct scanner *s)
{
    struct span value;
    size_t i = 0;

    if (peek(s) == '"') {
        value = take_quoted(s);
    } else {
        while (i < s->rest.len && is_value_byte(s->rest.data[i]))
            i++;
        s->bad = s->bad || i == 0;
        value = span_first(s->rest, i);
        s->rest = span_from(s->rest, i);
    }
    if (s->rest.len > 0 && !is_white(peek(s)) && peek(s) != ';')
        s->bad = true;
    return value;
}

/* "reason=..." of the RFC, or the bare "action=..." that Exchange adds: both are passed over.
 * Else "ptype.property=value". */
static void
take_property(struct scanner *s, struct authres_result *result)
{
    struct span word = take_keyword(s);
    struct authres_property property = {.type = word};

    skip(s);
    if (take(s, '=')) {
        skip(s);
        take_value(s);
        s->bad = s->bad || !(span_is(word, "reason") || span_is(word, "action"));
        return;
    }
    expect(s, '.');
    skip(s);
    property.name = take_keyword(s);
    skip(s);
    expect(s, '=');
    skip(s);
    property.value = take_value(s);
    if (result->property_count == AUTHRES_PROPERTIES_MAX)
        s->bad = true;
    else
        result->properties[result->property_count++] = property;
}

/* method [/ version] = result, then the rest up to ";". */
static void
take_result(struct scanner *s, struct authres_field *field)
{
    struct authres_result result = {0};

    result.properties = arena_array(s->arena, AUTHRES_PROPERTIES_MAX, sizeof *result.properties);
    result.method = take_keyword(s);
    skip(s);
    if (!s->bad && span_is(result.method, "none") && (s->rest.len == 0) && field->result_count == 0)
        return; /* no-result */
    if (take(s, '/')) {
        skip(s);
        s->bad = s->bad || !span_is(take_keyword(s), "1");
        skip(s);
    }
    expect(s, '=');
    skip(s);
    result.result = take_keyword(s);
    if (s->rest.len > 0 && !is_white(peek(s)) && peek(s) != ';' && peek(s) != '(')
        s->bad = true;
    skip(s);
    while (!s->bad && s->rest.len > 0 && peek(s) != ';') {
        take_property(s, &result);
        skip(s);
    }
    if (field->result_count == AUTHRES_RESULTS_MAX)
        s->bad = true;
    else
        field->results[field->result_count++] = result;
}

bool
authres_parse(struct arena *arena, struct span body, struct authres_field *field)
{
    struct scanner s = {arena, body, false};
    struct span id;

    *field = (struct authres_field){.id = {"", 0}};
    field->results = arena_array(arena, AUTHRES_RESULTS_MAX, sizeof *field->results);
    skip(&s);
    id = take_value(&s);
    if (s.bad)
        return false;
    field->id = span_lower(arena, id);
    skip(&s);
    if (is_digit(peek(&s))) {
        s.bad = !span_is(take_keyword(&s), "1");
        skip(&s);
    }
    s.bad = s.bad || s.rest.len == 0;
    while (!s.bad && s.rest.len > 0) {
        expect(&s, ';');
        skip(&s);
        if (s.rest.len == 0 && field->result_count > 0)
            break; /* a ";" behind the last result is common */
        take_result(&s, field);
    }
    return !s.bad;
}

/* --- which fields --- */

static struct span
take_word(struct span *rest)
{
    struct span word;
    size_t i = 0;

    while (rest->len > 0 && is_white(rest->data[0]))
        *rest = span_from(*rest, 1);
    while (i < rest->len && !is_white(rest->data[i]))
        i++;
    word = span_first(*rest, i);
    *rest = span_from(*rest, i);
    return word;
}

/* The host after "by" in a Received field, "" when there is none. */
static struct span
received_by(struct arena *arena, struct span body)
{
    struct span rest = header_strip_comments(arena, body), word;

    while ((word = take_word(&rest)).len > 0) {
        if (!span_is_nocase(word, "by"))
            continue;
        word = take_word(&rest);
        return span_first(word, span_find_byte(word, ';'));
    }
    return (struct span){"", 0};
}

/* Index of the border's own Received, behind which all is the sender's. */
static size_t
find_border(struct arena *arena, const struct mime_part *root, struct span id)
{
    size_t first = root->field_count;

    for (size_t i = 0; i < root->field_count; i++) {
        if (!span_is_nocase(root->fields[i].name, "received"))
            continue;
        if (span_equal_nocase(received_by(arena, root->fields[i].body), id))
            return i;
        if (first == root->field_count)
            first = i;
    }
    return first;
}

/* --- what they say --- */

struct verdict {
    struct intent_authentication best;
    struct span from, domain; /* of the author */
    bool failed, other_author, dmarc, dkim, auth, spf, arc;
    struct span dkim_domain, spf_domain;
    struct span dmarc_field, dkim_field, auth_field, spf_field, fail_field;
};

static struct span
property(const struct authres_result *result, const char *type, const char *name)
{
    for (size_t i = 0; i < result->property_count; i++)
        if (span_is(result->properties[i].type, type) && span_is(result->properties[i].name, name))
            return result->properties[i].value;
    return (struct span){NULL, 0};
}

/* "user@domain", "@domain" or "domain". */
static struct span
domain_of(struct span value)
{
    return span_find_byte(value, '@') == SIZE_MAX ? value : address_domain(value);
}

/* The same name, or a parent of two labels or more. */
static bool
is_aligned(struct span signer, struct span author)
{
    if (signer.len == 0 || signer.data[0] == '.' || span_find_byte(signer, '.') == SIZE_MAX)
        return false;
    if (span_equal_nocase(signer, author))
        return true;
    return author.len > signer.len && author.data[author.len - signer.len - 1] == '.' &&
           span_equal_nocase(span_from(author, author.len - signer.len), signer);
}

static void
weigh_dmarc(struct verdict *v, const struct authres_result *result, struct span field)
{
    struct span author = domain_of(property(result, "header", "from"));

    if (span_is(result->result, "fail")) {
        v->failed = true;
        v->fail_field = field;
        return;
    }
    /* The server read another author than we do: nothing that it says is about ours. */
    if (author.len > 0 && !span_equal_nocase(author, v->domain))
        v->other_author = true;
    else if (author.len > 0 && span_is(result->result, "pass") && !v->dmarc) {
        v->dmarc = true;
        v->dmarc_field = field;
    }
}

static void
weigh(struct verdict *v, const struct authres_result *result, struct span field)
{
    bool pass = span_is(result->result, "pass");
    struct span signer;

    if (span_is(result->method, "dmarc")) {
        weigh_dmarc(v, result, field);
    } else if (span_is(result->method, "dkim") && pass && !v->dkim) {
        signer = domain_of(property(result, "header", "d"));
        if (signer.data == NULL)
            signer = domain_of(property(result, "header", "i"));
        v->dkim = is_aligned(signer, v->domain);
        v->dkim_domain = signer;
        v->dkim_field = field;
    } else if (span_is(result->method, "auth") && pass && !v->auth) {
        v->auth = address_equal(property(result, "smtp", "auth"), v->from);
        v->auth_field = field;
    } else if (span_is(result->method, "arc")) {
        v->arc = pass;
    } else if (span_is(result->method, "spf") && pass && !v->spf) {
        signer = property(result, "smtp", "mailfrom");
        v->spf = true;
        v->spf_domain = domain_of(signer.data == NULL ? property(result, "smtp", "helo") : signer);
        v->spf_field = field;
    }
}

static struct intent_authentication
say(struct arena *arena, enum auth_verdict verdict, const char *method, struct span domain, struct span field)
{
    return (struct intent_authentication){verdict, span_of(method), span_lower(arena, domain), field};
}

static struct intent_authentication
conclude(struct arena *arena, const struct verdict *v, struct span first)
{
    if (v->failed)
        return say(arena, AUTH_FAIL, "dmarc", v->domain, v->fail_field);
    if (v->other_author)
        return say(arena, AUTH_NONE, "", (struct span){"", 0}, first);
    if (v->dmarc)
        return say(arena, AUTH_PASS, "dmarc", v->domain, v->dmarc_field);
    if (v->dkim)
        return say(arena, AUTH_PASS, "dkim", v->dkim_domain, v->dkim_field);
    if (v->auth)
        return say(arena, AUTH_PASS, "auth", v->from, v->auth_field);
    if (v->spf)
        return say(arena, AUTH_NONE, "spf", v->spf_domain, v->spf_field);
    return say(arena, AUTH_NONE, "", (struct span){"", 0}, first);
}

/* Our border finds the chain of seals whole: does a sealer that we trust vouch for the author? */
static struct intent_authentication
ask_sealer(struct arena *arena, const struct mime_part *root, struct span from, struct span sealers,
           struct intent_authentication ours)
{
    struct verdict verdict = {.from = from, .domain = address_domain(from)};
    struct arc_seal seal = arc_last(arena, root);
    struct authres_field field;

    if (!arc_trusted(&seal, sealers) || !authres_parse(arena, seal.results, &field))
        return ours;
    for (size_t i = 0; i < field.result_count; i++)
        weigh(&verdict, &field.results[i], seal.results);
    if (conclude(arena, &verdict, seal.results).verdict != AUTH_PASS)
        return ours;
    return say(arena, AUTH_PASS, "arc", seal.domain, ours.field);
}

/* The fields of ours in start..end, up to the first of another id. */
static struct intent_authentication
weigh_range(struct arena *arena, const struct mime_part *root, const struct authres_border *border,
            struct span from, size_t start, size_t end)
{
    struct verdict verdict = {.from = from, .domain = address_domain(from)};
    struct span first = {"", 0};
    struct intent_authentication ours;

    for (size_t i = start; i < end; i++) {
        struct authres_field field;
        bool fine;

        if (!span_is_nocase(root->fields[i].name, "authentication-results"))
            continue;
        fine = authres_parse(arena, root->fields[i].body, &field);
        if (!span_equal_nocase(field.id, border->id))
            break;
        if (first.len == 0)
            first = root->fields[i].body;
        for (size_t k = 0; fine && k < field.result_count; k++)
            weigh(&verdict, &field.results[k], root->fields[i].body);
    }
    ours = conclude(arena, &verdict, first);
    if (ours.verdict == AUTH_PASS || !verdict.arc || verdict.other_author)
        return ours;
    return ask_sealer(arena, root, from, border->sealers, ours);
}

static struct intent_authentication
read_below(struct arena *arena, const struct mime_part *root, const struct authres_border *border,
           struct span from)
{
    size_t at = find_border(arena, root, border->id), end;

    if (at == root->field_count ||
        !span_equal_nocase(received_by(arena, root->fields[at].body), border->id))
        return say(arena, AUTH_NONE, "", (struct span){"", 0}, (struct span){"", 0});
    for (end = at + 1; end < root->field_count; end++)
        if (span_is_nocase(root->fields[end].name, "received"))
            break;
    return weigh_range(arena, root, border, from, at + 1, end);
}

struct intent_authentication
authres_read(struct arena *arena, const struct mime_part *root, const struct authres_border *border,
             struct span from)
{
    if (border->id.len == 0 || address_domain(from).len == 0)
        return say(arena, AUTH_NONE, "", (struct span){"", 0}, (struct span){"", 0});
    if (border->below)
        return read_below(arena, root, border, from);
    return weigh_range(arena, root, border, from, 0, find_border(arena, root, border->id));
}
