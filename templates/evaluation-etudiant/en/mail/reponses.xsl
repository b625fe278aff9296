<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>The tutor’s evaluation: internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The tutor has filled in the evaluation.</preheader>
      <xsl:call-template name="hello"/>
      <p>The tutor, <xsl:value-of select="/context/role[@id='tuteur']/@name"/>, has filled in the evaluation of the internship<xsl:call-template name="brief"/>.</p>
      <xsl:call-template name="given"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
