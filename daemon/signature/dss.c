// SPDX-License-Identifier: Apache-2.0
#include "signature/dss.h"

#include <openssl/err.h>

#include "signature/append.h"
#include "signature/inflate.h"

enum { STORE_ROOM = 4 * 1024 * 1024, ITEM_MAX = 16 * 1024 * 1024 };

/* "/Certs [old ones, new ones]" */
static void
put_list(struct append *append, const struct object *store, const char *key, const struct span *items,
         size_t count, struct text *entries)
{
    struct revisions *revisions = (struct revisions *)(uintptr_t)append->revisions;
    const struct object *old = revision_get(append->arena, revisions, revisions->count - 1, store, key);

    if (count == 0 && old == NULL)
        return;
    text_printf(entries, " /%s [", key);
    for (size_t i = 0; old != NULL && old->kind == OBJECT_ARRAY && i < old->count; i++)
        text_printf(entries, "%.*s ", SPAN_ARG(old->items[i]->raw));
    for (size_t i = 0; i < count; i++) {
        uint32_t number = append_number(append);

        append_stream(append, number, "", items[i]);
        text_printf(entries, "%u 0 R ", number);
    }
    text_byte(entries, ']');
}

bool
dss_append(struct arena *arena, struct revisions *revisions, const struct evidence *evidence,
           struct span *pdf, struct error *err)
{
    static const char *const store_keys[] = {"Type", "Certs", "OCSPs", "CRLs"}, *const root_keys[] = {"DSS"};
    size_t last = revisions->count - 1;
    const struct object *root = revision_root(arena, revisions, last);
    const struct object *old = revision_get(arena, revisions, last, root, "DSS");
    struct span certificates[CERTIFICATES_MAX];
    struct text entries = text_new(arena, STORE_ROOM / 16);
    struct append append;
    uint32_t number;

    for (size_t i = 0; i < evidence->certificates.count; i++)
        certificates[i] = certificate_der(arena, evidence->certificates.items[i]);
    append_begin(arena, revisions, STORE_ROOM, &append);
    text_string(&entries, "/Type /DSS");
    put_list(&append, old, "Certs", certificates, evidence->certificates.count, &entries);
    put_list(&append, old, "OCSPs", evidence->ocsps, evidence->ocsp_count, &entries);
    put_list(&append, old, "CRLs", evidence->crls, evidence->crl_count, &entries);
    number = append_number(&append);
    append_object(&append, number);
    append_dictionary(&append, old, store_keys, 4, text_get(&entries));
    append_object_end(&append);
    append_object(&append, (uint32_t)object_get(revisions->items[last].trailer, "Root")->integer);
    append_dictionary(&append, root, root_keys, 1, span_printf(arena, "/DSS %u 0 R", number));
    append_object_end(&append);
    append_finish(&append);
    *pdf = text_get(&append.out);
    return !append.out.overflow || error_set(err, ERROR_TOO_BIG, "the validation data are too big");
}

/* The data of the i-th stream in one of the store's lists; false at the end. */
static bool
next_item(struct arena *arena, struct revisions *revisions, size_t number, const struct object *list,
          size_t i, struct span *data)
{
    const struct object *item;

    if (list == NULL || list->kind != OBJECT_ARRAY || i >= list->count)
        return false;
    item = revision_resolve(arena, revisions, number, list->items[i], NULL);
    *data = SPAN("");
    if (item != NULL && item->kind == OBJECT_STREAM && !inflate_stream(arena, item, ITEM_MAX, data, NULL))
        *data = SPAN("");
    return true;
}

static void
add_certificate(struct arena *arena, struct span der, struct evidence *evidence)
{
    const unsigned char *at = (const unsigned char *)der.data;
    X509 *certificate = der.len > 0 ? d2i_X509(NULL, &at, (long)der.len) : NULL;

    if (certificate != NULL)
        certificates_add(arena, &evidence->certificates, certificate);
    X509_free(certificate);
    ERR_clear_error();
}

void
dss_read(struct arena *arena, struct revisions *revisions, size_t number, struct evidence *evidence)
{
    const struct object *root = revision_root(arena, revisions, number);
    const struct object *store = revision_get(arena, revisions, number, root, "DSS");
    const struct object *list = revision_get(arena, revisions, number, store, "Certs");
    struct span data;

    for (size_t i = 0; i < EVIDENCE_MAX && next_item(arena, revisions, number, list, i, &data); i++)
        add_certificate(arena, data, evidence);
    list = revision_get(arena, revisions, number, store, "OCSPs");
    for (size_t i = 0;
         evidence->ocsp_count < EVIDENCE_MAX && next_item(arena, revisions, number, list, i, &data); i++)
        evidence->ocsps[evidence->ocsp_count++] = data;
    list = revision_get(arena, revisions, number, store, "CRLs");
    for (size_t i = 0;
         evidence->crl_count < EVIDENCE_MAX && next_item(arena, revisions, number, list, i, &data); i++)
        evidence->crls[evidence->crl_count++] = data;
}
