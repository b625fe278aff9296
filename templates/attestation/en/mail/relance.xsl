<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Reminder: internship certificate of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The certificate awaits your signature.</preheader>
      <xsl:call-template name="hello"/>
      <p>The certificate<xsl:call-template name="brief"/> awaits the host’s signature. If the figures are right, answer I SIGN.</p>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
