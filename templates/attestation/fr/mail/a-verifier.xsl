<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Au gestionnaire : l’attestation est revenue signée à la main. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="scan" select="dossier/answer[@kept][last()]"/>
    <mail>
      <subject>Attestation signée à vérifier : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’exemplaire numérisé est joint.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:choose><xsl:when test="$scan/@name!=''"><xsl:value-of select="$scan/@name"/></xsl:when><xsl:otherwise><xsl:value-of select="$scan/@address"/></xsl:otherwise></xsl:choose> a renvoyé l’attestation signée à la main</b><xsl:call-template name="brief"/>. Elle est jointe. Si elle porte la signature de l’organisme et les valeurs ci-dessous, confirmez : elle sera remise à l’étudiant.</p>
      <xsl:call-template name="choices-of-task"/>
      <xsl:call-template name="figures"/>
      <note>Empreinte (SHA-256) de l’exemplaire joint : <xsl:value-of select="$scan/@kept-sha256"/>.</note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
