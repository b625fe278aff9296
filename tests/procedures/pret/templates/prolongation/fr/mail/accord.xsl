<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] prolongation de prêt à accorder</subject>
  <p>Bonjour,</p>
  <p>La prolongation d’un prêt attend votre accord : <xsl:value-of select="/context/dossier/data/demande/raison"/></p>
  <facts>
    <fact label="Matériel"><xsl:value-of select="/context/parent/data/materiel/designation"/></fact>
    <fact label="Retour"><xsl:value-of select="concat(/context/parent/form/field[@id='materiel.retour']/shown, ' → ', /context/amended/form/field[@id='materiel.retour']/shown)"/></fact>
    <fact label="Jours"><xsl:value-of select="/context/amended/data/materiel/jours"/></fact>
  </facts>
  <answers><answer verb="OUI" label="Accorder" style="primary"/><answer verb="NON" label="Refuser"/></answers>
</mail>
