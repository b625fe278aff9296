<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Attestation refusée par l’organisme : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>À vous de décider de la suite.</preheader>
      <xsl:call-template name="hello"/>
      <p>L’organisme d’accueil a refusé de signer l’attestation de stage<xsl:call-template name="brief"/>. Voyez avec lui, puis répondez.</p>
      <xsl:if test="dossier/answer[@verb='refuser'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='refuser'][last()]"/></quote></xsl:if>
      <xsl:call-template name="choices-of-task"/>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
