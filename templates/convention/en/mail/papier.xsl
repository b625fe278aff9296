<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Agreement to sign on paper: ', $stagiaire)"/></xsl:call-template>
      <preheader>The agreement is to be printed and signed by hand.</preheader>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="$task"><p>This agreement is signed <b>on paper</b>. When you have received the copy signed by all, confirm it.</p><answers>
        <answer verb="YES" label="The copy signed by all is here" style="primary"></answer>
        <answer verb="CHANGE" label="Reopen the file" style="plain"><hint>One line a point.</hint><lines>Subject: </lines></answer>
        <answer verb="NO" label="Close the file" style="danger"><hint>Write the reason after NO.</hint></answer>
      </answers></xsl:when>
      <xsl:otherwise><p>The internship agreement of <b><xsl:value-of select="$stagiaire"/></b> is signed <b>on paper</b>. Print the attached document, sign it, and return a scan to <xsl:value-of select="/context/parameters/parameter[@id = 'gestionnaire-courriel']"/>.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
