// SPDX-License-Identifier: Apache-2.0
#include "common/sasl.h"

#include "common/digest.h"

#define SEPARATOR "\x01"

enum { CHALLENGE_MAX = 300 }; /* bytes shown */

/* A control character would end a part of the response and begin another. */
static bool
is_clean(const char *s)
{
    for (; *s != '\0'; s++)
        if ((unsigned char)*s < ' ' || *s == 0x7F)
            return false;
    return true;
}

static struct span
encoded(struct arena *arena, const struct sasl *sasl, const struct text *response)
{
    struct span base64;

    if (response->overflow || !is_clean(sasl->user) || !is_clean(sasl->secret))
        return SPAN("");
    base64 = base64_encode(arena, text_get(response));
    return base64.len <= SASL_MAX ? base64 : SPAN("");
}

struct span
sasl_plain(struct arena *arena, const struct sasl *sasl)
{
    struct text response = text_new(arena, SASL_MAX);

    text_byte(&response, '\0');
    text_string(&response, sasl->user);
    text_byte(&response, '\0');
    text_string(&response, sasl->secret);
    return encoded(arena, sasl, &response);
}

struct span
sasl_xoauth2(struct arena *arena, const struct sasl *sasl)
{
    struct text response = text_new(arena, SASL_MAX);

    text_printf(&response, "user=%s" SEPARATOR "auth=Bearer %s" SEPARATOR SEPARATOR, sasl->user,
                sasl->secret);
    return encoded(arena, sasl, &response);
}

/* A saslname (RFC 5801 section 4): "," and "=" would end it. */
static void
put_name(struct text *out, const char *name)
{
    for (; *name != '\0'; name++)
        if (*name == ',' || *name == '=')
            text_string(out, *name == ',' ? "=2C" : "=3D");
        else
            text_byte(out, *name);
}

struct span
sasl_oauthbearer(struct arena *arena, const struct sasl *sasl)
{
    struct text response = text_new(arena, SASL_MAX);

    text_string(&response, "n,a=");
    put_name(&response, sasl->user);
    text_printf(&response,
                "," SEPARATOR "host=%s" SEPARATOR "port=%d" SEPARATOR "auth=Bearer %s" SEPARATOR SEPARATOR,
                sasl->host, sasl->port, sasl->secret);
    return encoded(arena, sasl, &response);
}

struct span
sasl_challenge(struct arena *arena, struct span base64)
{
    struct text shown = text_new(arena, CHALLENGE_MAX);
    struct span json;

    if (!base64_decode(arena, base64, &json))
        return SPAN("");
    for (size_t i = 0; i < json.len && shown.len < CHALLENGE_MAX; i++)
        if (json.data[i] >= ' ' && json.data[i] < 0x7F)
            text_byte(&shown, json.data[i]);
    return text_get(&shown);
}
