<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Un courriel n’a pas pu être remis'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <p>Un courriel de ce dossier n’a pas pu être remis à <b><xsl:value-of select="$dossier/task[@bounced][last()]/@address"/></b>. L’étape concernée attend.</p>
      <p>Vérifiez l’adresse avec l’étudiant ; si elle est fausse, rouvrez le dossier pour la corriger.</p>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
