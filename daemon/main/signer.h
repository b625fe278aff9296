// SPDX-License-Identifier: Apache-2.0
/*
 * signer: the process that holds the seal's private key, and the only one that does.
 *
 * It is a pool of one worker (process/pool.h): forked before anything else is opened, closed into
 * the sandbox once it has the key, answering as workers do (main/work.h).  A key on a token
 * (pkcs11: URI, RFC 7512) is reached through OpenSSL's pkcs11 engine and its module, which open
 * files and sockets: that one signer is not closed in.
 *
 * The answers of a question: SIGNER_CHAIN, nothing -> the certificates as PEM, ours first;
 * SIGNER_SIGN, bytes -> signature over their SHA-256 (RSA: PKCS#1 v1.5).
 */
#ifndef MAIN_SIGNER_H
#define MAIN_SIGNER_H

#include "main/config.h"
#include "process/pool.h"

enum signer_kind { SIGNER_CHAIN = 1, SIGNER_SIGN };

/* NULL and *err untouched (kind NONE) when no key is configured.  The signer's worker is born by pool_start.
 */
struct pool *signer_fork(const struct config *config, struct error *err);

/* In one process, for conventionctl. */
struct signer;
struct signer *signer_open(const struct config *config, struct error *err);
void signer_close(struct signer **signer);
bool signer_chain(struct signer *signer, struct arena *arena, struct span *pem, struct error *err) MUST_CHECK;
bool signer_sign(struct signer *signer, struct arena *arena, struct span bytes, struct span *signature,
                 struct error *err) MUST_CHECK;

#endif
