<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Signed internship agreement: ', $stagiaire)"/></xsl:call-template>
      <preheader>Your copy of the signed agreement is attached.</preheader>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="/context/let[@name = 'papier'] = 'true'"><p>The internship agreement of <b><xsl:value-of select="$stagiaire"/></b> is signed by all, on paper; the university keeps the original.</p></xsl:when>
      <xsl:otherwise><p>The internship agreement of <b><xsl:value-of select="$stagiaire"/></b> is signed by all. <b>Your copy is attached</b>; please keep it.</p></xsl:otherwise>
      </xsl:choose>
      <p>The internship may begin on <xsl:value-of select="e:format($data/stage/debut, 'date', 'en')"/>.</p>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
