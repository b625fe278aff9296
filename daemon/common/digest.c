// SPDX-License-Identifier: Apache-2.0
#include "common/digest.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

struct digest_stream {
    EVP_MD_CTX *context;
};

/* OpenSSL fails here only for want of memory, which is a bug like any other. */
static void
must(int result)
{
    if (result != 1)
        abort();
}

struct digest
digest_sha256(struct span data)
{
    struct digest digest;

    must(EVP_Digest(data.data, data.len, digest.bytes, NULL, EVP_sha256(), NULL));
    return digest;
}

struct digest
digest_hmac(struct span key, struct span data)
{
    struct digest digest;
    unsigned int len = 0;

    if (HMAC(EVP_sha256(), key.data, (int)key.len, (const unsigned char *)data.data, data.len, digest.bytes,
             &len) == NULL)
        abort();
    assert(len == DIGEST_SIZE);
    return digest;
}

struct digest_stream *
digest_begin(void)
{
    struct digest_stream *stream = calloc(1, sizeof *stream);

    if (stream == NULL || (stream->context = EVP_MD_CTX_new()) == NULL)
        abort();
    must(EVP_DigestInit_ex(stream->context, EVP_sha256(), NULL));
    return stream;
}

void
digest_more(struct digest_stream *stream, struct span data)
{
    must(EVP_DigestUpdate(stream->context, data.data, data.len));
}

struct digest
digest_end(struct digest_stream **stream)
{
    struct digest digest;

    must(EVP_DigestFinal_ex((*stream)->context, digest.bytes, NULL));
    EVP_MD_CTX_free((*stream)->context);
    free(*stream);
    *stream = NULL;
    return digest;
}

bool
digest_equal(const struct digest *a, const struct digest *b)
{
    return CRYPTO_memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

struct span
hex_encode(struct arena *arena, struct span data)
{
    static const char digits[] = "0123456789abcdef";
    char *out = arena_alloc(arena, data.len * 2 + 1);

    for (size_t i = 0; i < data.len; i++) {
        out[2 * i] = digits[(unsigned char)data.data[i] >> 4];
        out[2 * i + 1] = digits[(unsigned char)data.data[i] & 15];
    }
    return (struct span){out, data.len * 2};
}

struct span
digest_hex(struct arena *arena, const struct digest *digest)
{
    return hex_encode(arena, (struct span){(const char *)digest->bytes, DIGEST_SIZE});
}

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool
digest_parse_hex(struct span hex, struct digest *digest)
{
    if (hex.len != DIGEST_SIZE * 2)
        return false;
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        int high = hex_value(hex.data[2 * i]), low = hex_value(hex.data[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        digest->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

struct span
base64_encode(struct arena *arena, struct span data)
{
    unsigned char *out = arena_alloc(arena, (data.len + 2) / 3 * 4 + 1);
    int len;

    assert(data.len < INT32_MAX / 2);
    len = EVP_EncodeBlock(out, (const unsigned char *)data.data, (int)data.len);
    return (struct span){(const char *)out, (size_t)len};
}

static int
base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+')
        return 62;
    return c == '/' ? 63 : -1;
}

bool
base64_decode(struct arena *arena, struct span s, struct span *data)
{
    char *out = arena_alloc(arena, s.len / 4 * 3 + 4);
    uint32_t bits = 0;
    size_t len = 0;
    int have = 0, padding = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        int value = base64_value(c);

        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        if (c == '=') {
            padding++;
            continue;
        }
        if (value < 0 || padding > 0)
            return false;
        bits = bits << 6 | (uint32_t)value;
        if (++have % 4 != 1)
            out[len++] = (char)(bits >> (6 - 2 * ((have - 1) % 4)) & 0xFF);
    }
    *data = (struct span){out, len};
    return have % 4 != 1 && padding <= 2;
}

static const char base32_digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

struct span
base32_encode(struct arena *arena, struct span data)
{
    char *out = arena_alloc(arena, (data.len * 8 + 4) / 5 + 1);
    size_t len = 0;
    uint32_t bits = 0;
    int have = 0;

    for (size_t i = 0; i < data.len; i++) {
        bits = (bits << 8 | (unsigned char)data.data[i]) & 0xFFFF;
        for (have += 8; have >= 5; have -= 5)
            out[len++] = base32_digits[bits >> (have - 5) & 31];
    }
    if (have > 0)
        out[len++] = base32_digits[bits << (5 - have) & 31];
    return (struct span){out, len};
}

bool
base32_canonical(struct arena *arena, struct span s, struct span *canonical)
{
    struct span low = span_lower(arena, s);
    char *out = arena_copy(arena, low.data, low.len);

    for (size_t i = 0; i < low.len; i++) {
        if (out[i] == 'o')
            out[i] = '0';
        else if (out[i] == 'i' || out[i] == 'l')
            out[i] = '1';
        if (out[i] == '\0' || strchr(base32_digits, out[i]) == NULL)
            return false;
    }
    *canonical = (struct span){out, low.len};
    return true;
}
