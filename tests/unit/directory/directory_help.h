// SPDX-License-Identifier: Apache-2.0
/* A small library with readers and branches, and a database of the test's own. */
#ifndef TESTS_DIRECTORY_HELP_H
#define TESTS_DIRECTORY_HELP_H

#include "os/scratch.h"
#include "procedure/procedure_help.h"

static const char library_form[] =
    "<form xmlns='urn:conventiond:form' id='desk'><label xml:lang='fr'>Prêt</label>"
    "<section id='reader'><label xml:lang='fr'>Lecteur</label>"
    "<field id='mail' type='email'><label xml:lang='fr'>Courriel</label></field>"
    "<field id='name' type='text' max='80' from='directory'><label xml:lang='fr'>Nom</label></field>"
    "<field id='first' type='text' from='directory asked'><label xml:lang='fr'>Prénom</label></field>"
    "<field id='sort' type='choice'><label xml:lang='fr'>Sorte</label>"
    "<choice value='A'><label xml:lang='fr'>adulte</label></choice>"
    "<choice value='J'><label xml:lang='fr'>jeune</label></choice></field>"
    "</section></form>";

static const char library_directory[] =
    "<directory xmlns='urn:conventiond:directory'><type-column>Type</type-column>"
    "<kind id='reader' show='{first} {name},{sort}'><label "
    "xml:lang='fr'>Lecteurs</label><name>lectrice</name>"
    "<ldap attribute='employeeType' value='reader'/>"
    "<attribute id='mail' like='reader.mail' key='true' "
    "by='true'><column>Courriel</column><ldap>mail</ldap></attribute>"
    "<attribute id='name' like='reader.name' required='true' "
    "search='true'><column>Nom</column><ldap>sn</ldap></attribute>"
    "<attribute id='first' type='text' "
    "search='true'><column>Prénom</column><ldap>givenName</ldap></attribute>"
    "<attribute id='sort' like='reader.sort'><column>Sorte</column></attribute>"
    "<attribute id='born' type='date'><column>Né le</column></attribute>"
    "<attribute id='books' type='integer'><column>Livres</column></attribute></kind>"
    "<kind id='branch' show='{name},{town}' noise='sas la de'><label xml:lang='fr'>Annexes</label>"
    "<attribute id='siret' type='siret' key='true' by='true'><column>SIRET</column></attribute>"
    "<attribute id='name' type='text' required='true' search='true'><column>Nom</column></attribute>"
    "<attribute id='postcode' type='postcode'><column>Code postal</column></attribute>"
    "<attribute id='town' type='text'><column>Ville</column></attribute></kind>"
    "<kind id='room' show='{name}' parent='siret'><label xml:lang='fr'>Salles</label>"
    "<attribute id='siret' type='siret' key='true'><column>SIRET</column></attribute>"
    "<attribute id='name' type='text' key='true' search='true'><column>Salle</column></attribute></kind>"
    "<lookup id='reader' kind='reader' by='mail' value='reader/mail' words='reader/name' sure='true'><label "
    "xml:lang='fr'>Lecteur</label>"
    "<fill field='reader.mail' attribute='mail'/><fill field='reader.name' attribute='name'/>"
    "<fill field='reader.first' attribute='first'/></lookup>"
    "<find verb='chercher' lookups='reader'/></directory>";

static inline struct procedure *
help_library(struct arena *arena)
{
    const struct help_file files[] = {
        {"rules/form.xml", library_form},
        {"rules/rules.xml", HELP_RULES_HEAD "</rules>"},
        {"rules/parameters.xml", HELP_PARAMETERS_HEAD "</parameters>"},
        {"rules/directory.xml", library_directory},
    };
    struct bundle bundle = help_bundle(arena, files, 4);

    return help_load(arena, &bundle);
}

#endif
