<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- La demande d’avenant n’aboutit pas. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="dossier/state/@id='refuse'">Avenant refusé</xsl:when><xsl:when test="dossier/state/@id='annule'">Demande d’avenant annulée</xsl:when><xsl:otherwise>Demande d’avenant close</xsl:otherwise></xsl:choose> : stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>La convention reste telle qu’elle est.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="dossier/state/@id='refuse'"><xsl:call-template name="who"><xsl:with-param name="role" select="dossier/answer[@verb='non'][last()]/@role"/><xsl:with-param name="name" select="dossier/answer[@verb='non'][last()]/@name"/></xsl:call-template> n’a pas accepté l’avenant</xsl:when>
        <xsl:when test="dossier/state/@id='annule'">La demande d’avenant est annulée</xsl:when>
        <xsl:otherwise>La demande d’avenant est close : elle n’a pas abouti à temps</xsl:otherwise>
      </xsl:choose><xsl:call-template name="brief"/>. <b>La convention reste telle qu’elle est.</b></p>
      <xsl:if test="dossier/state/@id='refuse' and dossier/answer[@verb='non'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='non'][last()]"/></quote></xsl:if>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
