<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To be archived without a certificate? <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The internship certificate is missing.</preheader>
      <xsl:call-template name="hello"/>
      <p>The internship<xsl:call-template name="brief"/> is to be archived, but <b>its certificate was not signed by the host</b>. As soon as it is, the file is archived by itself.</p>
      <answers><answer verb="YES" label="Archive without a certificate" style="primary"/></answers>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
