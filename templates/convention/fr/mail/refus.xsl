<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre convention de stage est refusée'"/></xsl:call-template>
      <preheader>Le dossier est clos ; le motif est dans ce message.</preheader>
      <xsl:call-template name="bonjour"/>
      <p><b><xsl:value-of select="$dossier/answer[last()]/@name"/></b> n’a pas validé ce stage. Le dossier est clos.</p>
      <xsl:if test="normalize-space($dossier/answer[last()])"><p>Motif :</p><quote><xsl:value-of select="$dossier/answer[last()]"/></quote></xsl:if>
      <p>Vous pouvez en parler avec cette personne, puis envoyer un nouveau formulaire.</p>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
