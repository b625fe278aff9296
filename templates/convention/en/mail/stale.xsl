<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Your answer came too late'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <p><b>Your answer changed nothing</b>: the request it answers is closed, or the file has changed since.</p>
      <p>If an answer is still awaited from you, you have received a more recent mail: reply to that one.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
