<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À toute personne dont la réponse est attendue. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Rappel : avenant au stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Une réponse est attendue.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task">
          <p><b>Il vous reste à <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template></b><xsl:call-template name="brief"/>. Nous vous l’avons demandé le <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template>.</p>
          <xsl:choose>
            <xsl:when test="contains(concat(' ',task/@accept,' '),' form ') and not(contains(concat(' ',task/@accept,' '),' oui '))"><form-lines><xsl:call-template name="menu"/></form-lines></xsl:when>
            <xsl:otherwise><xsl:call-template name="choices-of-task"/></xsl:otherwise>
          </xsl:choose>
        </xsl:when>
        <xsl:otherwise><p>Pour votre information : nous avons relancé les personnes dont la réponse manque pour l’avenant. Vous n’avez rien à faire, mais vous pouvez les prévenir.</p><xsl:call-template name="progress"/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
