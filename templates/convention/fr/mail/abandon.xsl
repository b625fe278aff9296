<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Dossier clos faute de réponse'"/></xsl:call-template>
      <preheader>Le dossier est clos faute de réponse.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Faute de réponse malgré nos rappels, ce dossier est <b>clos</b>. Rien n’a été signé en votre nom.</p>
      <xsl:call-template name="faits"/>
      <p>Un nouveau formulaire peut être envoyé à tout moment.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
