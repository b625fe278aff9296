<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To all: the agreement is signed by all parties. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="paper" select="e:let('papier')='true'"/>
    <mail>
      <subject>Internship agreement signed: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>All parties have signed.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>The internship agreement is signed by all parties.</b><xsl:choose>
        <xsl:when test="$paper and e:let('electroniques')='true'"> The signed copy is attached, with the scanned copy of those who signed by hand: keep them.</xsl:when>
        <xsl:when test="$paper and dossier/answer[@kept and @revision=/context/dossier/@revision]"> The scanned copy is attached: keep it.</xsl:when>
        <xsl:when test="$paper"> The paper original is at the internship office.</xsl:when>
        <xsl:otherwise> The signed copy is attached: keep it.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="signatures"/>
      <xsl:if test="person/@role='etudiant'"><p>In case of accident, absence or difficulty during the internship, tell your tutor, your referent teacher and the internship office at once. We wish you a good internship.</p></xsl:if>
      <xsl:if test="person/@role='tuteur' or person/@role='signataire'"><p>In case of accident, absence or difficulty, tell the referent teacher and the internship office at once.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
