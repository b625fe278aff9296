// SPDX-License-Identifier: Apache-2.0
/*
 * seal_bench: sealing a document (RSA-2048, B-B), and judging it, each beside the bare private-key
 * operation and one hashing of the same bytes.  In turns, in one process; medians.
 *   seal_bench FILE.pdf [ROUNDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "common/digest.h"
#include "signature/authority.h"
#include "signature/verify.h"

enum { ROUNDS = 101, ROUNDS_MAX = 2001, FILE_MAX = 8 << 20 };

struct bench {
    struct authority authority;
    struct identity signer;
    struct span pdf, chain;
    struct certificates trusted; /* a worker decodes them once */
};

static double
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

static struct span
sealing(struct arena *arena, const struct bench *bench, double *cost)
{
    struct seal_settings settings = {.chain = bench->chain,
                                     .field = SPAN("seal"),
                                     .language = SPAN("fr"),
                                     .now = TEST_NOW,
                                     .nonce = SPAN("0123456789abcdef")};
    struct error err;
    double start = now_ms();
    struct span sealed = seal_whole(arena, bench->pdf, &settings, &bench->signer, &bench->authority, &err);

    *cost = now_ms() - start;
    return sealed;
}

static double
judging(struct arena *arena, const struct bench *bench, struct span sealed)
{
    struct verify_settings settings = {.trusted = &bench->trusted, .now = TEST_NOW};
    struct verification verification;
    double start = now_ms();

    verify_pdf(arena, sealed, &settings, &verification);
    if (verification.verdict != VERDICT_VALID)
        exit(1);
    return now_ms() - start;
}

static double
bare(struct arena *arena, const struct bench *bench)
{
    double start = now_ms();

    digest_sha256(bench->pdf);
    sign_bytes(arena, bench->signer.key,
               SPAN("some hundred bytes of signed attributes, which is what is signed"));
    return now_ms() - start;
}

static struct span
read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = arena_alloc(arena, FILE_MAX);
    struct span read = {bytes, file == NULL ? 0 : fread(bytes, 1, FILE_MAX, file)};

    if (file != NULL)
        fclose(file);
    return read;
}

int
main(int argc, char **argv)
{
    static double seal[ROUNDS_MAX], judge[ROUNDS_MAX], peer[ROUNDS_MAX];
    struct arena *own = arena_open(64 << 20), *arena = arena_open(64 << 20);
    int rounds = argc > 2 ? atoi(argv[2]) : ROUNDS;
    struct bench bench = {.authority = make_authority(), .pdf = read_file(own, argc > 1 ? argv[1] : "")};

    if (bench.pdf.len == 0 || rounds < 1 || rounds > ROUNDS_MAX)
        return 2;
    bench.signer = make_identity("Cachet", "rsa", &bench.authority.root, NULL);
    bench.chain = to_pem(own, bench.signer.certificate);
    certificates_add(own, &bench.trusted, bench.authority.root.certificate);
    for (int i = 0; i < rounds; i++) {
        judge[i] = judging(arena, &bench, sealing(arena, &bench, &seal[i]));
        arena_reset(arena);
        peer[i] = bare(arena, &bench);
        arena_reset(arena);
    }
    printf("{\"seal\": %.4f, \"judge\": %.4f, \"peer\": %.4f, \"bytes\": %zu}\n", median(seal, rounds),
           median(judge, rounds), median(peer, rounds), bench.pdf.len);
    free_identity(&bench.signer);
    free_authority(&bench.authority);
    arena_close(&arena);
    arena_close(&own);
    return 0;
}
