<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Rappel : attestation de stage de <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’attestation attend votre signature.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task"><p><b>Il vous reste à <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template></b><xsl:call-template name="brief"/>, demandée le <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template>. Si les valeurs sont exactes, répondez JE SIGNE.</p></xsl:when>
        <xsl:otherwise><p>Pour votre information : l’organisme d’accueil n’a pas encore signé l’attestation de stage<xsl:call-template name="brief"/> ; nous l’avons relancé.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="choices-of-task"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
