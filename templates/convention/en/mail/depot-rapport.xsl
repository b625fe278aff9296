<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your internship report [<xsl:value-of select="$number"/>]</subject>
      <preheader>Answer this mail with the PDF.</preheader>
      <xsl:call-template name="hello"/>
      <p>Your internship<xsl:call-template name="detail-brackets"/> is over. <b>To hand in your report, answer this mail with the PDF attached.</b> You get a receipt with its digest, and it is passed on to your referent teacher.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
