<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Le début du stage approche et la convention n’est pas signée par tous. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Début de stage proche, signatures manquantes : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le stage commence le <xsl:value-of select="e:field('stage.debut')/shown"/>.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Le stage commence le <xsl:value-of select="e:field('stage.debut')/shown"/> et la convention n’est pas signée par tous.</b> Sans toutes les signatures, il ne pourra pas commencer (code de l’éducation, art. L. 124-1).<xsl:choose><xsl:when test="person/@role='gestionnaire'"> Les personnes ci-dessous sont relancées ; un appel peut aider.</xsl:when><xsl:otherwise> Prévenez les personnes ci-dessous.</xsl:otherwise></xsl:choose></p>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="dossier/task[@state='signature']"><xsl:call-template name="signatures"/></xsl:if>
      <xsl:call-template name="progress"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
