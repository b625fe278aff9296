<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to STATUS: where the dossier stands. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Where your dossier stands<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="dossier/state">
          <xsl:call-template name="progress"/>
          <xsl:call-template name="choices-of-task"/>
          <xsl:if test="contains(' signature distribuee en-cours terminee ', concat(' ', dossier/state/@id, ' '))"><xsl:call-template name="signatures"/></xsl:if>
          <xsl:if test="dossier/state/@id='saisie' and person/@role='etudiant'"><xsl:call-template name="gauges"/></xsl:if>
          <xsl:call-template name="facts"/>
        </xsl:when>
        <xsl:otherwise>
          <p>We could not tell which dossier you mean. <b>Reply STATUS to a message of the dossier</b>, or put its number into the subject, for example [2026-00042].</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
