// SPDX-License-Identifier: Apache-2.0
/* The verbs of the mail interface: one row each.  A new verb is a row here and a word in workflow.xml. */
#include "reader/answer.h"

#include <stddef.h>

#define LIST(...)                                                                                            \
    (const char *const[])                                                                                    \
    {                                                                                                        \
        __VA_ARGS__, NULL                                                                                    \
    }

const struct answer_verb answer_verbs[] = {
    {"oui", ANSWER_REPLY, TAKES_NOTHING, false,
     LIST("oui", "ok", "okay", "d accord", "je suis d accord", "c est d accord", "valider", "valide",
          "validee", "je valide", "je le valide", "je la valide", "je les valide", "je confirme",
          "je le confirme", "je la confirme", "confirme", "approuver", "approuve", "approuvee", "j approuve",
          "accepter", "accepte", "acceptee", "j accepte", "accord", "accord donne", "j donne mon accord",
          "je donne mon accord", "bon pour accord", "avis favorable", "je donne un avis favorable",
          "je suis favorable", "c est ok", "c est valide", "je vous confirme mon accord",
          "je confirme mon accord", "je vous donne mon accord", "je vous confirme ma validation",
          "je confirme ma validation"),
     LIST("yes", "approve", "approved", "i approve", "accept", "accepted", "i accept", "agree", "agreed",
          "i agree", "i do agree", "i do approve", "validate", "validated", "i validate", "confirm",
          "confirmed", "i confirm")},
    {"non", ANSWER_REPLY, TAKES_OPTION, false,
     LIST("non", "rejeter", "rejete", "rejetee", "je rejette", "je la rejette", "je le rejette", "refuse",
          "refusee", "avis defavorable"),
     LIST("no", "reject", "rejected", "i reject")},
    {"modifier", ANSWER_REPLY, TAKES_ARGUMENT, false,
     LIST("modifier", "a modifier", "modification", "modifications", "corriger", "a corriger", "correction",
          "corrections"),
     LIST("change", "changes", "modify")},
    {"signer", ANSWER_REPLY, TAKES_NOTHING, false, LIST("je signe", "je le signe", "je la signe", "signer"),
     LIST("i sign", "sign")},
    {"refuser", ANSWER_REPLY, TAKES_OPTION, false,
     LIST("refuser", "refus", "je refuse", "je refuse de signer", "je refuse de le signer",
          "je refuse de la signer", "refuse de signer", "refus de signer", "refuser de signer"),
     LIST("decline", "declined", "i decline", "i decline to sign", "decline to sign", "i refuse",
          "i refuse to sign", "refuse to sign")},
    {"papier", ANSWER_REPLY, TAKES_OPTION, false,
     LIST("papier", "version papier", "sur papier", "signature papier"),
     LIST("paper", "on paper", "paper version")},
    {"deleguer", ANSWER_REPLY, TAKES_ARGUMENT, false,
     LIST("deleguer", "deleguer a", "je delegue", "je delegue a", "delegation", "delegation a"),
     LIST("delegate", "delegate to", "i delegate to")},
    {"reprendre", ANSWER_REPLY, TAKES_NOTHING, false,
     LIST("reprendre", "je reprends", "reprendre la main", "je reprends la main"), LIST("take back", "i take it back")},
    {"numero", ANSWER_REPLY, TAKES_ARGUMENT, false,
     LIST("numero", "n", "no", "choix", "proposition", "option", "le", "la", "le numero", "la proposition",
          "le choix"),
     LIST("number", "choice", "proposal", "the number")},
    {"confirmer", ANSWER_REPLY, TAKES_ARGUMENT, false, LIST("confirmer", "code", "mon code", "le code"),
     LIST("my code", "the code", "code is")},
    {"aide", ANSWER_COMMAND, TAKES_OPTION, true, LIST("aide", "a l aide", "aidez moi"),
     LIST("help", "help me")},
    {"formulaire", ANSWER_COMMAND, TAKES_OPTION, true,
     LIST("formulaire", "le formulaire", "nouveau formulaire", "formulaire vierge"),
     LIST("form", "blank form", "new form")},
    {"tableau", ANSWER_COMMAND, TAKES_OPTION, true, LIST("tableau de bord", "mon tableau de bord", "tableau"),
     LIST("dashboard", "my dashboard")},
    {"chercher", ANSWER_COMMAND, TAKES_ARGUMENT, true, LIST("chercher", "cherche", "rechercher", "recherche"),
     LIST("search", "search for", "find")},
    {"statut", ANSWER_COMMAND, TAKES_OPTION, true, LIST("statut", "etat"), LIST("status")},
    {"verifier", ANSWER_COMMAND, TAKES_OPTION, true, LIST("verifier", "verification"),
     LIST("verify", "check")},
    {"avenant", ANSWER_COMMAND, TAKES_OPTION, false, LIST("avenant", "demande d avenant"),
     LIST("amendment", "amend")},
    {"annuler", ANSWER_COMMAND, TAKES_OPTION, false, LIST("annuler", "annulation", "j annule"),
     LIST("cancel", "i cancel")},
    {"absent", ANSWER_COMMAND, TAKES_ARGUMENT, true,
     LIST("absent", "absente", "je suis absent", "je suis absente", "je serai absent", "je serai absente"),
     LIST("away", "i am away", "i will be away")},
    {"present", ANSWER_COMMAND, TAKES_NOTHING, true,
     LIST("present", "presente", "je suis de retour", "de retour"), LIST("back", "i am back")},
    {"resume", ANSWER_COMMAND, TAKES_NOTHING, true,
     LIST("resume quotidien", "un resume par jour", "un mail par jour", "un courriel par jour"),
     LIST("daily digest", "daily summary", "one mail a day")},
    {"chaque", ANSWER_COMMAND, TAKES_NOTHING, true,
     LIST("chaque mail", "chaque courriel", "chaque message"), LIST("each mail", "every mail")},
    {"statistiques", ANSWER_COMMAND, TAKES_OPTION, true, LIST("statistiques", "statistique", "les statistiques"),
     LIST("statistics")},
    {"langue", ANSWER_COMMAND, TAKES_OPTION, true, LIST("langue", "ma langue"), LIST("language", "my language")},
    {"rouvrir", ANSWER_COMMAND, TAKES_OPTION, false,
     LIST("rouvrir", "reouvrir", "rouvrir le dossier", "reouvrir le dossier"),
     LIST("reopen", "reopen the file")},
    {"remplacer", ANSWER_COMMAND, TAKES_OPTION, false, LIST("remplacer", "remplace", "remplacez"), LIST("replace")},
    {"rectifier", ANSWER_COMMAND, TAKES_ARGUMENT, false,
     LIST("rectifier", "rectification", "rectifier mes donnees", "rgpd rectification"),
     LIST("rectify", "rectify my data", "correct my data")},
    {"effacer", ANSWER_COMMAND, TAKES_OPTION, false,
     LIST("effacer mes donnees", "effacez mes donnees", "effacement", "effacement de mes donnees",
          "supprimer mes donnees", "supprimez mes donnees", "rgpd effacement"),
     LIST("erase my data", "delete my data", "erasure")},
    {"donnees", ANSWER_COMMAND, TAKES_NOTHING, false, LIST("mes donnees", "mes donnees personnelles", "rgpd acces"),
     LIST("my data", "my personal data")},
};

const size_t answer_verb_count = sizeof answer_verbs / sizeof answer_verbs[0];

const struct answer_verb *
answer_verb(struct span id)
{
    for (size_t i = 0; i < answer_verb_count; i++)
        if (span_is(id, answer_verbs[i].id))
            return &answer_verbs[i];
    return NULL;
}
