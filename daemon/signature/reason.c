// SPDX-License-Identifier: Apache-2.0
#include "signature/reason.h"

static const struct {
    enum verdict verdict;
    const char *code, *english, *french;
} reasons[REASON_COUNT] = {
    [REASON_VALID] = {VERDICT_VALID, "valid", "The document is whole and unchanged; every signature holds.",
                      "Le document est entier et inchangé ; toutes les signatures sont bonnes."},
    [REASON_REVOCATION_UNPUBLISHED] =
        {VERDICT_VALID, "revocation-unpublished",
         "The signature holds. Its issuer publishes nothing about revoked certificates.",
         "La signature est bonne. L’émetteur du certificat ne publie rien sur les révocations."},
    [REASON_UNKNOWN_ISSUER] =
        {VERDICT_INDETERMINATE, "unknown-issuer",
         "The signature holds, but the issuer of its certificate is not one that we know.",
         "La signature est intacte, mais nous ne connaissons pas l’émetteur du certificat."},
    [REASON_EXPIRED] = {VERDICT_INDETERMINATE, "expired",
                        "The certificate has expired, and nothing proves that the signature is older.",
                        "Le certificat a expiré, et rien ne prouve que la signature est antérieure."},
    [REASON_REVOCATION_UNKNOWN] =
        {VERDICT_INDETERMINATE, "revocation-unknown",
         "The signature holds, but nothing says whether its certificate is revoked.",
         "La signature est intacte, mais rien n’indique si son certificat est révoqué."},
    [REASON_TIMESTAMP_UNTRUSTED] =
        {VERDICT_INDETERMINATE, "timestamp-untrusted",
         "The time stamp holds, but it is from an authority that we do not know.",
         "L’horodatage est intact, mais nous ne connaissons pas l’autorité qui l’a émis."},
    [REASON_FIELDS_FILLED] = {VERDICT_INDETERMINATE, "fields-filled",
                              "Fields of the form were filled after this signature.",
                              "Des champs du formulaire ont été remplis après cette signature."},
    [REASON_NOT_A_PDF] = {VERDICT_INVALID, "not-a-pdf", "The file is not a PDF.",
                          "Le fichier n’est pas un PDF."},
    [REASON_STRUCTURE] = {VERDICT_INVALID, "structure",
                          "The file is damaged or was put together in a way that hides changes.",
                          "Le fichier est abîmé, ou construit de manière à cacher des modifications."},
    [REASON_ENCRYPTED] = {VERDICT_INVALID, "encrypted",
                          "The file is protected by a password; send it without protection.",
                          "Le fichier est protégé par un mot de passe ; envoyez-le sans protection."},
    [REASON_OTHER_DOCUMENT] =
        {VERDICT_INVALID, "other-document",
         "This is not the file that we sent: it was printed, scanned, converted or saved anew. Sign the "
         "file that was attached to our mail, and send back what your signing software saved.",
         "Ce n’est pas le fichier que nous avons envoyé : il a été imprimé, numérisé, converti ou "
         "enregistré autrement. Signez le fichier joint à notre message et renvoyez celui que votre "
         "logiciel de signature a enregistré."},
    [REASON_NO_SIGNATURE] = {VERDICT_INVALID, "no-signature", "The document bears no signature.",
                             "Le document ne porte aucune signature."},
    [REASON_NOT_SIGNED_ANEW] =
        {VERDICT_INVALID, "not-signed", "This is the file that we sent, but it bears no new signature.",
         "C’est bien le fichier que nous avons envoyé, mais il ne porte pas de nouvelle "
         "signature."},
    [REASON_CHANGED] =
        {VERDICT_INVALID, "changed",
         "Something else than a signature was changed after the document was signed or sent.",
         "Autre chose qu’une signature a été modifié après la signature ou l’envoi du document."},
    [REASON_CERTIFICATION] = {VERDICT_INVALID, "certification",
                              "The author of the document forbade the change that was made to it.",
                              "L’auteur du document a interdit la modification qui y a été faite."},
    [REASON_FIELD_ELSEWHERE] = {VERDICT_INVALID, "field-elsewhere",
                                "A visible signature stands outside the box made for it. Open the file that we sent once more, "
                                "go to the page of the signatures, and click in the box that bears your part, instead of "
                                "drawing one.",
                                "Une signature visible est posée hors du cadre prévu. Reprenez le fichier que nous avons "
                                "envoyé, allez à la page des signatures et cliquez dans le cadre à votre qualité, au lieu "
                                "d’en tracer un."},
    [REASON_BYTE_RANGE] = {VERDICT_INVALID, "byte-range",
                           "The signature does not cover the whole document as it was then.",
                           "La signature ne couvre pas tout le document tel qu’il était."},
    [REASON_HOLE] = {VERDICT_INVALID, "hole", "Something foreign stands in the place of the signature.",
                     "Un contenu étranger occupe la place de la signature."},
    [REASON_FORMAT] = {VERDICT_INVALID, "format", "The signature is incomplete or of an unsupported kind.",
                       "La signature est incomplète ou d’un type qui n’est pas accepté."},
    [REASON_CMS] = {VERDICT_INVALID, "cms", "The signature is malformed.", "La signature est mal formée."},
    [REASON_DIGEST] = {VERDICT_INVALID, "digest", "The document was changed after it was signed.",
                       "Le document a été modifié après la signature."},
    [REASON_SIGNATURE] = {VERDICT_INVALID, "signature", "The signature was not made with this certificate.",
                          "La signature n’a pas été faite avec ce certificat."},
    [REASON_WEAK] = {VERDICT_INVALID, "weak", "The signature uses a method that is no longer safe.",
                     "La signature emploie un procédé qui n’est plus sûr."},
    [REASON_CERTIFICATE] = {VERDICT_INVALID, "certificate",
                            "The certificate is not the one that was signed with.",
                            "Le certificat n’est pas celui de la signature."},
    [REASON_KEY_USAGE] = {VERDICT_INVALID, "key-usage", "This certificate is not made for signing documents.",
                          "Ce certificat n’est pas destiné à signer des documents."},
    [REASON_NOT_YET_VALID] = {VERDICT_INVALID, "not-yet-valid", "The certificate was not valid yet.",
                              "Le certificat n’était pas encore valable."},
    [REASON_REVOKED] = {VERDICT_INVALID, "revoked", "The certificate is revoked.",
                        "Le certificat est révoqué."},
    [REASON_TIMESTAMP] = {VERDICT_INVALID, "timestamp", "A time stamp in the document does not hold.",
                          "Un horodatage du document n’est pas bon."},
};

enum verdict
reason_verdict(enum reason reason)
{
    return reasons[reason].verdict;
}

const char *
verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"valid", "indeterminate", "invalid"};

    return names[verdict];
}

const char *
reason_code(enum reason reason)
{
    return reasons[reason].code;
}

struct span
reason_sentence(enum reason reason, struct span language)
{
    return span_of(span_is(language, "fr") ? reasons[reason].french : reasons[reason].english);
}
