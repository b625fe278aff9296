// SPDX-License-Identifier: Apache-2.0
#include "main/enclose.h"

#include "common/date.h"
#include "common/xml.h"
#include "store/eventlog.h"
#include "store/queue.h"

enum { FILE_LEAST = 12, OWN_FILES = 2 }; /* bytes of an empty one on the wire; those that we write */

struct span
enclose_file_name(struct arena *arena, struct span document, struct span number)
{
    return span_printf(arena, "%.*s-%.*s.pdf", SPAN_ARG(document), SPAN_ARG(number));
}

/* ---- the writer's side ---- */

static bool
look_up_log(struct database *database, struct arena *arena, struct enclose *enclose, struct error *err)
{
    struct eventlog_link last;

    if (!eventlog_last(database, &last, err))
        return false;
    enclose->log = (struct proof_log){last.id, last.at, digest_hex(arena, &last.chain)};
    return true;
}

bool
enclose_look_up(struct database *database, struct arena *arena, int64_t dossier, struct span number,
                const struct effect *effect, struct enclose *enclose, struct error *err)
{
    size_t bytes = 0;

    *enclose = (struct enclose){.log.sha256 = SPAN("")};
    enclose->files = arena_array(arena, effect->attachment_count, sizeof *enclose->files);
    for (size_t i = 0; i < effect->attachment_count && i < ENCLOSURES_MAX - OWN_FILES; i++) {
        struct enclose_file *file = &enclose->files[enclose->count];
        uint32_t revision;

        file->document = effect->attachments[i];
        if (!documents_get(database, arena, dossier, file->document, effect->revision, &file->data, &revision,
                           err))
            return false;
        if (file->data.len == 0 || bytes + file->data.len > ENCLOSE_BYTES_MAX)
            continue;
        file->name = enclose_file_name(arena, file->document, number);
        bytes += file->data.len;
        enclose->count++;
    }
    return effect->evidence.len == 0 || look_up_log(database, arena, enclose, err);
}

/* ---- the wire ---- */

void
enclose_put(struct text *out, const struct enclose *enclose)
{
    wire_put_i64(out, enclose->log.event);
    wire_put_i64(out, enclose->log.at);
    wire_put_bytes(out, enclose->log.sha256);
    wire_put_u32(out, (uint32_t)enclose->count);
    for (size_t i = 0; i < enclose->count; i++) {
        wire_put_bytes(out, enclose->files[i].document);
        wire_put_bytes(out, enclose->files[i].name);
        wire_put_bytes(out, enclose->files[i].data);
    }
}

bool
enclose_get(struct arena *arena, struct wire *wire, struct enclose *enclose)
{
    enclose->log.event = wire_get_i64(wire);
    enclose->log.at = wire_get_i64(wire);
    enclose->log.sha256 = wire_get_bytes(wire);
    enclose->count = wire_get_count(wire, FILE_LEAST);
    enclose->files = arena_array(arena, enclose->count, sizeof *enclose->files);
    for (size_t i = 0; i < enclose->count; i++) {
        enclose->files[i].document = wire_get_bytes(wire);
        enclose->files[i].name = wire_get_bytes(wire);
        enclose->files[i].data = wire_get_bytes(wire);
    }
    return !wire->bad && enclose->count <= ENCLOSURES_MAX - OWN_FILES;
}

/* ---- the worker's side ---- */

struct making {
    struct arena *arena;
    struct proof_parts parts;
    struct proof_file *described;
    struct enclosure *made;
    size_t count;
    int64_t now;
    bool french;
};

static void
add_stored(struct making *making, const struct enclose_file *file)
{
    struct digest digest = digest_sha256(file->data);
    struct span relationship = proof_relationship(&making->parts, making->arena, file->document);
    bool source = span_is(relationship, "Source");

    making->described[making->parts.file_count++] =
        (struct proof_file){.name = file->name,
                            .document = file->document,
                            .relationship = relationship,
                            .sha256 = digest_hex(making->arena, &digest),
                            .size = file->data.len};
    making->made[making->count++] = (struct enclosure){
        .name = file->name,
        .type = SPAN("application/pdf"),
        .relationship = relationship,
        .description = source ? (making->french ? SPAN("Le document tel qu’il a été signé")
                                                : SPAN("The document as it was signed"))
                              : (making->french ? SPAN("Pièce jointe") : SPAN("Supporting document")),
        .data = file->data};
}

static void
add_own(struct making *making, struct span name, struct span description, struct span xml)
{
    making->made[making->count++] = (struct enclosure){.name = name,
                                                       .type = SPAN("application/xml"),
                                                       .relationship = SPAN("Data"),
                                                       .description = description,
                                                       .changed = making->now,
                                                       .data = xml};
}

struct enclosures
enclose_make(struct arena *arena, const struct enclose *enclose, const struct effect *effect,
             const struct procedure *procedure, const xmlNode *context)
{
    struct making making = {.arena = arena,
                            .parts = {.context = context, .effect = effect, .log = enclose->log},
                            .described = arena_array(arena, enclose->count, sizeof *making.described),
                            .made = arena_array(arena, enclose->count + OWN_FILES, sizeof *making.made),
                            .french = span_is(effect->language, "fr")};

    making.parts.files = making.described;
    if (!instant_parse_iso(span_of(xml_attr_or(arena, context, "now", "")), &making.now))
        making.now = 0;
    for (size_t i = 0; i < enclose->count; i++)
        add_stored(&making, &enclose->files[i]);
    if (effect->evidence.len > 0)
        add_own(&making, SPAN("evidence.xml"),
                making.french ? SPAN("Preuves des signatures, lisibles par une machine")
                              : SPAN("Evidence of the signatures, for machines"),
                proof_evidence(arena, &making.parts));
    if (effect->data.len > 0)
        add_own(&making, SPAN("dossier.xml"),
                making.french ? SPAN("Données du document, lisibles par une machine")
                              : SPAN("The document's data, for machines"),
                proof_dossier(arena, procedure, &making.parts));
    return (struct enclosures){making.made, making.count};
}
