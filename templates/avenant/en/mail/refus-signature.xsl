<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- A signatory has declined to sign the amendment. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:call-template name="stopped-word"/>: amendment, internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The internship office decides what follows.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="stopped"><xsl:with-param name="what"><xsl:call-template name="which"/><xsl:call-template name="brief"/></xsl:with-param></xsl:call-template>
      <p>The agreement stays as it is.</p>
      <xsl:if test="task"><xsl:call-template name="choices-of-task"/></xsl:if>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
