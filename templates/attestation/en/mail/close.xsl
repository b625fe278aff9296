<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>No internship certificate: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The host has not signed.</preheader>
      <xsl:call-template name="hello"/>
      <p>The internship certificate<xsl:call-template name="brief"/> was not signed by the host. <xsl:choose><xsl:when test="person/@role='etudiant'">You are entitled to it (article D. 124-9 of the French code de l’éducation): ask the host for it, with the help of the internship office.</xsl:when><xsl:otherwise>The certificate’s dossier is closed.</xsl:otherwise></xsl:choose></p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
