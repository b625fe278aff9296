<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To all: a signatory has declined, or the time is over. The office decides what follows. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:call-template name="stopped-word"/>: agreement of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="stopped"><xsl:with-param name="what">the agreement <xsl:call-template name="of-internship"/></xsl:with-param></xsl:call-template>
      <xsl:choose>
        <xsl:when test="task">
          <p>What is to be done with this dossier?</p>
          <xsl:call-template name="choices-of-task"/>
        </xsl:when>
        <xsl:otherwise><p>Signing is suspended; the internship office decides what follows. You have nothing to do.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
