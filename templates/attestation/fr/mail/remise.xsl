<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Attestation de stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’attestation signée est jointe.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>L’attestation de stage est signée</b><xsl:call-template name="brief"/> et jointe à ce message.<xsl:if test="person/@role='etudiant'"> Gardez-la avec la convention : les deux seront demandées pour faire valoir le stage pour la retraite.</xsl:if></p>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
