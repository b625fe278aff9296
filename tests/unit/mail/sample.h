// SPDX-License-Identifier: Apache-2.0
/* A template's result with every element of mail-template(5), about a loan. */
#ifndef TESTS_MAIL_SAMPLE_H
#define TESTS_MAIL_SAMPLE_H

#include "common/xml.h"

#define SAMPLE                                                                                               \
    "<mail><subject>Prêt à rendre</subject><preheader>Rendez &lt;tout&gt;.</preheader>"                    \
    "<p>Bonjour <b>Léa</b>,</p><p>Voir <a href=\"https://desk.example/a?b=1&amp;c=2\">le site</a>"          \
    "<br/>ou <a href=\"mailto:desk@univ.example\">desk@univ.example</a>.</p>"                                \
    "<p><a href=\"javascript:alert(1)\">piège</a> <script>x</script></p>"                                   \
    "<h>À rendre</h><list><item>les clés</item><item>l’échelle</item></list>"                           \
    "<facts><fact label=\"Objet\">échelle <i>pliante</i></fact></facts>"                                    \
    "<table><row head=\"yes\"><cell>Objet</cell><cell>Jour</cell></row>"                                     \
    "<row><cell>clé</cell><cell>2 mars</cell></row><row><cell>échelle</cell><cell>3 "                      \
    "mars</cell></row></table>"                                                                              \
    "<gauges><gauge state=\"green\" label=\"Objet\"/><gauge state=\"orange\" label=\"Jour\">1 à "           \
    "donner</gauge>"                                                                                         \
    "<gauge state=\"red\" label=\"Lieu\"/></gauges>"                                                         \
    "<answers><answer verb=\"OUI\" label=\"Prolonger\" style=\"primary\"/>"                                  \
    "<answer verb=\"NON\" label=\"Rendre\" style=\"danger\"><hint>Dites pourquoi.</hint></answer>"           \
    "<answer verb=\"\" label=\"Compléter\"><hint>Avec ces lignes.</hint><lines>Jour : \nLieu : "            \
    "\n</lines></answer>"                                                                                    \
    "</answers><quote>première &lt;ligne&gt;\nseconde</quote><form-lines>Jour : \nLieu : </form-lines>"     \
    "<rule/><note>petit</note></mail>"

static inline const xmlNode *
sample_root(struct arena *arena, const char *markup)
{
    struct error err = {0};
    xmlDoc *doc;

    xml_start();
    doc = xml_parse(arena, span_of(markup), "sample", XML_OWN_MAX, &err);
    if (doc == NULL)
        fail_msg("%s", err.text);
    return xmlDocGetRootElement(doc);
}

#endif
