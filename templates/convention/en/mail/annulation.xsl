<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Request cancelled'"/></xsl:call-template>
      <preheader>The request for an agreement is cancelled.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>The request for an internship agreement is <b>cancelled</b>, as the student asked. You need do nothing more.</p>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
