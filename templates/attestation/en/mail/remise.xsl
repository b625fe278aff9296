<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Internship certificate of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The signed certificate is attached.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>The internship certificate is signed</b><xsl:call-template name="brief"/> and attached.<xsl:if test="person/@role='etudiant'"> Keep it with the agreement: you will be asked for both if you want the internship to count towards your French pension.</xsl:if></p>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
