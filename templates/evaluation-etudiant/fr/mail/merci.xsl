<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Merci de votre avis sur <xsl:call-template name="the-stage"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Vos réponses sont enregistrées.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Merci.</b> Vos réponses sur <xsl:call-template name="the-stage"/><xsl:call-template name="detail-brackets"/> sont enregistrées ; les voici.</p>
      <xsl:call-template name="given"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
