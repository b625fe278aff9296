<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Thank you for your opinion on <xsl:call-template name="the-stage"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Your answers are recorded.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Thank you.</b> Your answers on <xsl:call-template name="the-stage"/><xsl:call-template name="detail-brackets"/> are recorded; here they are.</p>
      <xsl:call-template name="given"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
