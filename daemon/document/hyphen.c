// SPDX-License-Identifier: Apache-2.0
#include "document/hyphen.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pattern_file {
    const char *language, *path;
    bool required;
};

static const struct pattern_file files[] = {
    {"fr", "/usr/share/hyphen/hyph_fr.dic", true},
    {"en", "/usr/share/hyphen/hyph_en_US.dic", false},
};

enum { FILES = sizeof files / sizeof *files };

struct hyphens {
    HyphenDict *patterns[FILES];
};

struct hyphens *
hyphens_open(struct error *err)
{
    struct hyphens *hyphens = calloc(1, sizeof *hyphens);

    if (hyphens == NULL)
        abort();
    for (size_t i = 0; i < FILES; i++) {
        if (access(files[i].path, R_OK) == 0)
            hyphens->patterns[i] = hnj_hyphen_load(files[i].path);
        if (hyphens->patterns[i] != NULL && hyphens->patterns[i]->utf8 == 0) {
            hnj_hyphen_free(hyphens->patterns[i]); /* patterns in another charset: as if absent */
            hyphens->patterns[i] = NULL;
        }
        if (hyphens->patterns[i] == NULL && files[i].required) {
            error_set(err, ERROR_PERMANENT, "hyphenation patterns %s: cannot be read; install hyphen-fr",
                      files[i].path);
            hyphens_close(&hyphens);
            return NULL;
        }
    }
    return hyphens;
}

void
hyphens_close(struct hyphens **hyphens)
{
    if (*hyphens == NULL)
        return;
    for (size_t i = 0; i < FILES; i++)
        if ((*hyphens)->patterns[i] != NULL)
            hnj_hyphen_free((*hyphens)->patterns[i]);
    free(*hyphens);
    *hyphens = NULL;
}

static HyphenDict *
find(const struct hyphens *hyphens, const char *language)
{
    for (size_t i = 0; i < FILES; i++)
        if (strncmp(files[i].language, language, 2) == 0)
            return hyphens->patterns[i];
    return NULL;
}

/* Lower case where the patterns need it: ASCII, Latin-1, and Œ. */
static uint32_t
lower(uint32_t code)
{
    if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7))
        return code + 0x20;
    return code == 0x152 ? 0x153 : code;
}

static size_t
spell(char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | (code >> 12 & 0x0F));
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

bool
hyphen_word(const struct hyphens *hyphens, const char *language, const uint32_t *word, size_t count,
            bool *divides)
{
    char bytes[3 * HYPHEN_WORD_MAX + 1], marks[3 * HYPHEN_WORD_MAX + 8] = "";
    HyphenDict *patterns = find(hyphens, language);
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t len = 0;
    bool any = false;

    memset(divides, 0, count * sizeof *divides);
    if (patterns == NULL || count < HYPHEN_LEFT + HYPHEN_RIGHT || count > HYPHEN_WORD_MAX)
        return false;
    for (size_t i = 0; i < count; i++)
        len += spell(bytes + len, lower(word[i]));
    bytes[len] = '\0';
    if (hnj_hyphen_hyphenate2(patterns, bytes, (int)len, marks, NULL, &rep, &pos, &cut) == 0)
        for (size_t i = HYPHEN_LEFT - 1; i + HYPHEN_RIGHT < count; i++) {
            /* A division that changes the spelling is not used. */
            divides[i] = (marks[i] & 1) != 0 && (rep == NULL || rep[i] == NULL);
            any = any || divides[i];
        }
    for (size_t i = 0; rep != NULL && i < len; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
    return any;
}
