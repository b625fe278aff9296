// SPDX-License-Identifier: Apache-2.0
#include "reader/answerwords.h"

#include <stddef.h>

// clang-format off
const char *const answer_greetings[] = {
    "bonjour", "bonsoir", "re bonjour", "rebonjour", "salut", "coucou", "madame", "monsieur", "mesdames",
    "messieurs", "mademoiselle", "mme", "cher", "chere", "chers", "cheres", "hello", "hi", "dear",
    "good morning", "good afternoon", "good evening", "hey", "greetings", NULL
};

const char *const answer_titles[] = {
    "madame", "monsieur", "mesdames", "messieurs", "mademoiselle", "mme", "mlle", "mr", "m", "dr", "pr",
    "prof", "professeur", "docteur", "maitre", "tous", "toutes", "tout", "le", "monde", "a", "et", "l",
    "equipe", "la", "du", "de", "des", "service", "cher", "chere", "chers", "cheres", "collegue",
    "collegues", "all", "everyone", "team", "sir", "madam", "or", "and", "ms", "mrs", "the", "there",
    "again", "colleague", "colleagues", NULL
};

const char *const answer_prefaces[] = {
    "merci", "merci beaucoup", "bien recu", "bien recu merci", "merci pour votre message",
    "merci pour votre mail", "merci pour votre courriel", "merci pour votre demande",
    "merci pour votre retour", "merci pour votre envoi", "suite a votre message", "suite a votre mail",
    "suite a votre courriel", "suite a votre demande", "en reponse a votre message",
    "en reponse a votre mail", "en reponse a votre courriel", "en reponse a votre demande", "thank you",
    "thanks", "thank you for your message", "thank you for your email", "thanks for your message",
    "thanks for your email", "well received", "je vous confirme que", "je te confirme que",
    "je confirme que", "je vous informe que", "bien note", "c est note", "c est bien note", "well noted",
    "i confirm that", "i hereby confirm that",
    "en reponse", "pour faire suite a votre demande", "pour faire suite a votre mail",
    "pour faire suite a votre message", "comme convenu", NULL
};

const char *const answer_courtesies[] = {
    "merci", "merci beaucoup", "merci bien", "merci d avance", "merci par avance", "avec mes remerciements",
    "merci pour tout", "merci a vous", "merci encore", "mille mercis", "encore merci", "un grand merci",
    "s il vous plait", "svp", "stp", "s il te plait", "bonne journee", "bonne soiree",
    "bonne fin de journee", "belle journee", "belle soiree", "bon week end", "bon weekend",
    "bonne fin de semaine", "bonne semaine", "bonne reception", "bien recu", "tres bonne journee",
    "excellente journee", "bonnes fetes", "bonnes vacances", "bon courage", "bonne continuation",
    "je vous souhaite une bonne journee", "je vous souhaite une excellente journee",
    "merci pour votre message", "merci pour votre mail", "merci pour votre travail",
    "merci pour votre retour", "merci de votre retour", "merci pour votre aide", "thanks", "thanks a lot",
    "many thanks", "thank you", "thank you very much", "thanks in advance", "thank you in advance",
    "please", "have a nice day", "have a good day", "have a great day", "have a nice weekend",
    "have a good weekend", "bonjour", "hello", NULL
};

const char *const answer_closings[] = {
    "cordialement", "bien cordialement", "tres cordialement", "cdlt", "cdt", "bien cdlt",
    "cordialement votre", "amicalement", "bien amicalement", "bien a vous", "bien a toi", "sincerement",
    "bien sincerement", "sinceres salutations", "respectueusement", "salutations",
    "salutations distinguees", "meilleures salutations", "cordiales salutations", "salutations cordiales",
    "avec mes salutations", "mes salutations", "a bientot", "au plaisir", "bien respectueusement",
    "cordialement et bonne journee", "merci et bonne journee",
    "veuillez agreer mes salutations distinguees", "veuillez agreer mes sinceres salutations", "regards",
    "best regards", "kind regards", "warm regards", "with kind regards", "with best regards",
    "kindest regards", "sincerely", "yours sincerely", "sincerely yours", "yours", "yours truly",
    "yours faithfully", "best", "best wishes", "all the best", "cheers", "respectfully", "cordially", NULL
};

const char *const answer_affirmations[] = {
    "pour moi", "pour ma part", "de mon cote", "sans reserve", "sans aucune reserve", "bien sur",
    "tout a fait", "absolument", "parfait", "tres bien", "avec plaisir", "c est bon pour moi", "c est bon",
    "c est parfait", "tout est correct", "tout est en ordre", "tout est bon", "aucune remarque",
    "sans remarque", "pas de remarque", "pas de remarques", "lu et approuve", "en l etat",
    "par la presente", "for me", "of course", "sure", "absolutely", "all good", "looks good",
    "looks good to me", "no remarks", "as is", "no problem", "no worries", "no objection",
    "pas de probleme", "pas de souci", "pas de soucis", "aucun probleme", "aucun souci", "sans probleme",
    "hereby", "everything is correct", "tout est bon pour moi", "tout est ok", "tout est ok pour moi",
    "tout me va", "cela me convient", "ca me convient", "ca me va", "c est tout bon", "tout me convient",
    "tout est conforme", "everything is fine", "everything looks good", "perfect", "great", "fine with me", NULL
};

const char *const answer_determiners[] = {
    "le", "la", "les", "l", "ce", "cet", "cette", "ces", "ma", "mon", "mes", "votre", "vos", "sa", "son",
    "ses", "the", "this", "that", "my", "your", "our", "notre", "de", "du", "des", "d", "of", "n", "no",
    "numero", "number", NULL
};

const char *const answer_things[] = {
    "dossier", "demande", "document", "documents", "recapitulatif", "formulaire", "version", "contenu",
    "ensemble", "tout", "request", "file", "summary", "form", "everything", "ci", "joint", "jointe",
    "dessous", "dessus", "below", "above", "attached", NULL
};

const char *const answer_conditions[] = {
    "mais", "sauf", "si", "sous", "reserve", "condition", "conditions", "toutefois", "cependant",
    "neanmoins", "seulement", "uniquement", "hormis", "excepte", "pourvu", "but", "except", "unless",
    "however", "if", "only", "provided", "subject", "quand", "lorsque", "once", "apres", "after", "until",
    NULL
};

const char *const answer_negations[] = {
    "ne", "n", "pas", "jamais", "not", "don", "cannot", "can", "never", "aucun", "aucunement", "didn",
    "doesn", "without", NULL
};

const char *const answer_sentences[] = {
    "je", "j", "il", "elle", "ils", "nous", "vous", "on", "ca", "cela", "i", "you", "we", "they", "it",
    "est", "sont", "sera", "etait", "serait", "doit", "faut", "faudrait", "manque", "ai", "avez", "avons",
    "is", "are", "was", "should", "must", "need", "needs", "wait", "attendre", "attendez", "erreur", "faux",
    "fausse", "fausses", "incorrect", "incorrecte", "wrong", "error", "mistake", "veuillez", "please",
    "attention", "ps", "nb", "non", "no", "oui", "yes", "rien", "refuse", "refuser", "annuler", "annulez",
    "cancel", "modifier", "corriger", "changer", "que", "qui", "pourquoi", "date", "dates", "remplacer",
    "remplacez", "mettre", "mettez", "ajouter", "ajoutez", "supprimer", "supprimez", "enlever", "enlevez",
    "revoir", "verifier", "verifiez", "penser", "pensez", "faire", "corrigez", "modifiez", "reporter",
    "decaler", "prolonger", "envoyer", "envoyez", "voir", "merci", "svp", "replace", "add", "remove", "fix",
    "check", "update", "send", "let", "before", "avant", "why", "quel", "quelle", "peut", "peux", "pouvez",
    "could", "would", NULL
};
// clang-format on
