// SPDX-License-Identifier: Apache-2.0
#include "directory/registeranswer.h"

#include <jansson.h>
#include <string.h>

enum { VALUE_MAX = 300, DEPTH_FLAGS = JSON_REJECT_DUPLICATES };

struct reading {
    struct arena *arena;
    struct span siret;
    struct register_record *records;
    size_t count;
};

/* -- values ----------------------------------------------------------------------------- */

/* The string at a key; "" for null, a number, or what is withheld. */
static struct span
string_at(struct arena *arena, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    struct span s;

    if (!json_is_string(value))
        return SPAN("");
    s = (struct span){json_string_value(value), json_string_length(value)};
    if (s.len > VALUE_MAX || span_is(s, "[ND]") || memchr(s.data, '\0', s.len) != NULL)
        return SPAN("");
    return span_copy(arena, span_trim(s));
}

static void
put(struct register_record *record, const char *name, struct span value)
{
    if (value.len > 0 && record->count < REGISTER_FACTS_MAX)
        record->facts[record->count++] = (struct register_fact){name, value};
}

static struct span
first_of(struct span a, struct span b)
{
    return a.len > 0 ? a : b;
}

/* "12 BIS RUE CRUCY": the parts that are there. */
static struct span
joined(struct arena *arena, const struct span *parts, size_t count)
{
    struct text out = text_new(arena, VALUE_MAX * 4);

    for (size_t i = 0; i < count; i++)
        if (parts[i].len > 0)
            text_printf(&out, "%s%.*s", out.len > 0 ? " " : "", SPAN_ARG(parts[i]));
    return text_get(&out);
}

static bool
is_wanted(const struct reading *r, struct span siret)
{
    return siret.len == 14 && (r->siret.len == 0 || span_equal(r->siret, siret));
}

static struct register_record *
next_record(struct reading *r)
{
    return r->count == REGISTER_FOUND_MAX ? NULL : &r->records[r->count++];
}

/* -- recherche-entreprises --------------------------------------------------------------- */

/* "12 RUE CRUCY 44000 NANTES": what stands before the postcode. */
static struct span
street_of(struct arena *arena, const json_t *place, struct span postcode)
{
    const struct span parts[] = {
        string_at(arena, place, "complement_adresse"), string_at(arena, place, "numero_voie"),
        string_at(arena, place, "indice_repetition"), string_at(arena, place, "type_voie"),
        string_at(arena, place, "libelle_voie")};
    struct span street = joined(arena, parts, 5), whole = string_at(arena, place, "adresse");
    size_t cut = postcode.len == 0 ? SIZE_MAX : span_find(whole, span_dup(arena, postcode));

    if (street.len > 0)
        return street;
    return span_trim(cut == SIZE_MAX ? whole : span_first(whole, cut));
}

static struct span
agreements_of(struct arena *arena, const json_t *place)
{
    const json_t *list = json_object_get(place, "liste_idcc");
    struct text out = text_new(arena, 60);
    size_t index;
    json_t *item;

    json_array_foreach(list, index, item) if (json_is_string(item) && json_string_length(item) <= 6)
        text_printf(&out, "%s%s", out.len > 0 ? " " : "", json_string_value(item));
    return text_get(&out);
}

static void
read_place(struct reading *r, const json_t *unit, const json_t *place)
{
    struct arena *arena = r->arena;
    struct span siret = string_at(arena, place, "siret"), postcode = string_at(arena, place, "code_postal");
    struct register_record *record = is_wanted(r, siret) ? next_record(r) : NULL;

    if (record == NULL)
        return;
    put(record, "siret", siret);
    put(record, "name",
        first_of(string_at(arena, unit, "nom_raison_sociale"), string_at(arena, unit, "nom_complet")));
    put(record, "acronym", string_at(arena, unit, "sigle"));
    put(record, "naf",
        first_of(string_at(arena, place, "activite_principale"),
                 string_at(arena, unit, "activite_principale")));
    put(record, "category", string_at(arena, unit, "nature_juridique"));
    put(record, "staff",
        first_of(string_at(arena, place, "tranche_effectif_salarie"),
                 string_at(arena, unit, "tranche_effectif_salarie")));
    put(record, "address", street_of(arena, place, postcode));
    put(record, "postcode", postcode);
    put(record, "town", string_at(arena, place, "libelle_commune"));
    put(record, "state", string_at(arena, place, "etat_administratif"));
    put(record, "unit-state", string_at(arena, unit, "etat_administratif"));
    put(record, "closed", string_at(arena, place, "date_fermeture"));
    put(record, "diffusion", string_at(arena, unit, "statut_diffusion"));
    put(record, "agreements", agreements_of(arena, place));
}

static bool
read_recherche(struct reading *r, const json_t *root, struct error *err)
{
    const json_t *results = json_object_get(root, "results");
    size_t index, inner;
    json_t *unit, *place;

    if (!json_is_array(results))
        return error_set(err, ERROR_BAD_INPUT, "the register's answer has no \"results\"");
    json_array_foreach(results, index, unit)
    {
        const json_t *places = json_object_get(unit, "matching_etablissements");
        size_t before = r->count;

        json_array_foreach(places, inner, place) read_place(r, unit, place);
        if (r->count == before)
            read_place(r, unit, json_object_get(unit, "siege"));
    }
    return true;
}

/* -- Sirene 3.11 ---------------------------------------------------------------------------- */

/* The period that is still open. */
static const json_t *
current_period(const json_t *place)
{
    const json_t *periods = json_object_get(place, "periodesEtablissement");
    size_t index;
    json_t *period;

    json_array_foreach(periods, index,
                       period) if (json_is_null(json_object_get(period, "dateFin"))) return period;
    return NULL;
}

static struct span
sirene_name(struct arena *arena, const json_t *period, const json_t *unit)
{
    const struct span person[] = {string_at(arena, unit, "prenomUsuelUniteLegale"),
                                  string_at(arena, unit, "nomUniteLegale")};
    struct span name = first_of(string_at(arena, period, "enseigne1Etablissement"),
                                string_at(arena, period, "denominationUsuelleEtablissement"));

    name = first_of(name, string_at(arena, unit, "denominationUsuelle1UniteLegale"));
    name = first_of(name, string_at(arena, unit, "denominationUniteLegale"));
    return first_of(name, joined(arena, person, 2));
}

static void
read_sirene_place(struct reading *r, const json_t *place)
{
    struct arena *arena = r->arena;
    const json_t *unit = json_object_get(place, "uniteLegale"),
                 *where = json_object_get(place, "adresseEtablissement");
    const json_t *period = current_period(place);
    struct span siret = string_at(arena, place, "siret");
    const struct span street[] = {string_at(arena, where, "complementAdresseEtablissement"),
                                  string_at(arena, where, "numeroVoieEtablissement"),
                                  string_at(arena, where, "indiceRepetitionEtablissement"),
                                  string_at(arena, where, "typeVoieEtablissement"),
                                  string_at(arena, where, "libelleVoieEtablissement")};
    struct register_record *record = is_wanted(r, siret) ? next_record(r) : NULL;
    struct span state = string_at(arena, period, "etatAdministratifEtablissement");

    if (record == NULL)
        return;
    put(record, "siret", siret);
    put(record, "name", sirene_name(arena, period, unit));
    put(record, "acronym", string_at(arena, unit, "sigleUniteLegale"));
    put(record, "naf",
        first_of(string_at(arena, period, "activitePrincipaleEtablissement"),
                 string_at(arena, unit, "activitePrincipaleUniteLegale")));
    put(record, "category", string_at(arena, unit, "categorieJuridiqueUniteLegale"));
    put(record, "staff",
        first_of(string_at(arena, place, "trancheEffectifsEtablissement"),
                 string_at(arena, unit, "trancheEffectifsUniteLegale")));
    put(record, "address", joined(arena, street, 5));
    put(record, "postcode", string_at(arena, where, "codePostalEtablissement"));
    put(record, "town", string_at(arena, where, "libelleCommuneEtablissement"));
    put(record, "state", state);
    put(record, "unit-state", string_at(arena, unit, "etatAdministratifUniteLegale"));
    if (span_is(state, "F"))
        put(record, "closed", string_at(arena, period, "dateDebut"));
    put(record, "diffusion", string_at(arena, unit, "statutDiffusionUniteLegale"));
}

static bool
read_sirene(struct reading *r, const json_t *root, struct error *err)
{
    const json_t *one = json_object_get(root, "etablissement"),
                 *several = json_object_get(root, "etablissements");
    size_t index;
    json_t *place;

    if (!json_is_object(one) && !json_is_array(several))
        return error_set(err, ERROR_BAD_INPUT, "the register's answer has no \"etablissement\"");
    if (json_is_object(one))
        read_sirene_place(r, one);
    json_array_foreach(several, index, place) read_sirene_place(r, place);
    return true;
}

bool
register_answer_read(struct arena *arena, enum register_interface interface, struct span siret,
                     struct span body, struct register_record *records, size_t *count, struct error *err)
{
    struct reading r = {.arena = arena, .siret = siret, .records = records};
    json_error_t fault;
    json_t *root;
    bool good;

    if (body.len > REGISTER_ANSWER_MAX)
        return error_set(err, ERROR_TOO_BIG, "the register's answer has more than %d bytes",
                         REGISTER_ANSWER_MAX);
    memset(records, 0, REGISTER_FOUND_MAX * sizeof *records);
    root = json_loadb(body.data, body.len, DEPTH_FLAGS, &fault);
    if (root == NULL)
        return error_set(err, ERROR_BAD_INPUT, "the register's answer is no JSON: %s", fault.text);
    good = interface == REGISTER_SIRENE ? read_sirene(&r, root, err) : read_recherche(&r, root, err);
    json_decref(root);
    *count = r.count;
    return good;
}
