<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To all: the amendment is signed. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Amendment no. <xsl:value-of select="dossier/data/avenant/numero"/> signed: internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>All parties have signed.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='ancien-tuteur' or person/@role='ancien-referent'">For your information: by <xsl:call-template name="which"/><xsl:call-template name="brief"/>, signed by all parties, you do not follow this internship any more. Thank you for having done so.</xsl:when>
        <xsl:otherwise><b>All parties have signed <xsl:call-template name="which"/></b><xsl:call-template name="brief"/>.<xsl:choose><xsl:when test="e:let('papier')='true' and e:let('electroniques')='true'"> The signed copy is attached, with the scanned copy of those who signed by hand: keep them with the agreement.</xsl:when><xsl:when test="e:let('papier')='true' and dossier/answer[@kept and @revision=/context/dossier/@revision]"> The scanned copy is attached: keep it with the agreement.</xsl:when><xsl:when test="e:let('papier')='true'"> The original on paper is at the internship office.</xsl:when><xsl:otherwise> The signed copy is attached: keep it with the agreement.</xsl:otherwise></xsl:choose><xsl:choose><xsl:when test="dossier/state/@id='rompue'"> The internship ends on <xsl:value-of select="e:field('rupture.date')/shown"/>.</xsl:when><xsl:otherwise> These values are now those of the agreement.</xsl:otherwise></xsl:choose></xsl:otherwise>
      </xsl:choose></p>
      <xsl:if test="not(starts-with(person/@role,'ancien'))">
      <xsl:call-template name="changes"/>
      </xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
