// SPDX-License-Identifier: Apache-2.0
#include "outbox/foreign.h"

#include <stdlib.h>

#include "common/utf8.h"

enum { WORD_MAX = 64, DIGITS_MAX = 18 };

/* jansson recurses as deep as the input: it is measured first. */
static bool
is_shallow(struct span json)
{
    bool quoted = false;
    int depth = 0;

    for (size_t i = 0; i < json.len; i++) {
        char c = json.data[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{') && ++depth > FOREIGN_DEPTH_MAX)
            return false;
        else if (!quoted && (c == ']' || c == '}'))
            depth--;
    }
    return true;
}

static void
release(void *root)
{
    json_decref(root);
}

json_t *
foreign_load(struct arena *arena, struct span answer, size_t max, struct error *err)
{
    json_error_t fault;
    json_t *root;

    if (answer.len > max || !is_shallow(answer)) {
        error_set(err, ERROR_TEMPORARY, "the provider's answer is too big or too deep");
        return NULL;
    }
    root = json_loadb(answer.len == 0 ? "" : answer.data, answer.len, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL)
        error_set(err, ERROR_TEMPORARY, "the provider's answer is no JSON: %s", fault.text);
    else
        arena_defer(arena, release, root);
    return root;
}

json_t *
foreign_array(struct arena *arena, struct span answer, size_t max, struct error *err)
{
    json_t *root = foreign_load(arena, answer, max, err);

    if (root != NULL && !json_is_array(root)) {
        error_set(err, ERROR_TEMPORARY, "the provider's answer is no list");
        return NULL;
    }
    return root;
}

json_t *
foreign_object(struct arena *arena, struct span answer, size_t max, struct error *err)
{
    json_t *root = foreign_load(arena, answer, max, err);

    if (root != NULL && !json_is_object(root)) {
        error_set(err, ERROR_TEMPORARY, "the provider's answer is no object");
        return NULL;
    }
    return root;
}

static struct span
text_of(const json_t *value)
{
    return json_is_string(value) ? (struct span){json_string_value(value), json_string_length(value)} : SPAN("");
}

struct span
foreign_text(const json_t *object, const char *key)
{
    return text_of(json_object_get(object, key));
}

static bool
is_digits(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.len > 0 && text.len <= DIGITS_MAX;
}

struct span
foreign_number(struct arena *arena, const json_t *value)
{
    struct span text = json_is_integer(value) ? span_printf(arena, "%lld", (long long)json_integer_value(value))
                                              : span_copy(arena, text_of(value));

    return is_digits(text) ? text : SPAN("");
}

struct span
foreign_word(struct arena *arena, const json_t *value)
{
    if (json_is_integer(value))
        return span_printf(arena, "%lld", (long long)json_integer_value(value));
    return text_of(value).len <= WORD_MAX ? foreign_copy(arena, text_of(value), WORD_MAX) : SPAN("");
}

struct span
foreign_copy(struct arena *arena, struct span text, size_t max)
{
    return utf8_clean(arena, span_first(text, max));
}

struct span
foreign_write(struct arena *arena, json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);
    struct span written;

    if (text == NULL)
        abort(); /* no memory, or text of ours that is no UTF-8 */
    written = span_copy(arena, span_of(text));
    free(text);
    json_decref(value);
    return written;
}
