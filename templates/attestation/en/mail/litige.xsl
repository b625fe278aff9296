<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Certificate declined by the host: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>It is for you to decide what follows.</preheader>
      <xsl:call-template name="hello"/>
      <p>The host has declined to sign the internship certificate<xsl:call-template name="brief"/>. Please talk to them, then answer.</p>
      <xsl:if test="dossier/answer[@verb='refuser'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='refuser'][last()]"/></quote></xsl:if>
      <xsl:call-template name="choices-of-task"/>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
