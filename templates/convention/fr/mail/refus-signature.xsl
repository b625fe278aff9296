<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À tous : un signataire a refusé, ou le délai est passé. Le gestionnaire décide de la suite. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:call-template name="stopped-word"/> : convention <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="stopped"><xsl:with-param name="what">la convention <xsl:call-template name="of-internship"/></xsl:with-param></xsl:call-template>
      <xsl:choose>
        <xsl:when test="task">
          <p>Que faut-il faire de ce dossier ?</p>
          <xsl:call-template name="choices-of-task"/>
        </xsl:when>
        <xsl:otherwise><p>La signature est suspendue ; le bureau des stages décide de la suite. Vous n’avez rien à faire.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
