<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Pas d’attestation de stage : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’organisme d’accueil n’a pas signé.</preheader>
      <xsl:call-template name="hello"/>
      <p>L’attestation de stage<xsl:call-template name="brief"/> n’a pas été signée par l’organisme d’accueil. <xsl:choose><xsl:when test="person/@role='etudiant'">Elle vous est due (article D. 124-9 du code de l’éducation) : demandez-la-lui, avec le bureau des stages.</xsl:when><xsl:otherwise>Le dossier d’attestation est clos.</xsl:otherwise></xsl:choose></p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
