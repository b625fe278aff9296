<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The internship was to begin and the agreement is not signed: it cannot begin. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>The internship cannot begin: agreement not signed [<xsl:value-of select="$number"/>]</subject>
      <preheader>The start date has come and signatures are missing.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:call-template name="the-internship"/> was to begin. <b>It cannot begin before all parties have signed the agreement</b> (code de l’éducation, art. L. 124-1).</p>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="dossier/task[@state='signature']"><xsl:call-template name="signatures"/></xsl:if>
      <xsl:call-template name="progress"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
