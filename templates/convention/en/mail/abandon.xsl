<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'File closed for want of an answer'"/></xsl:call-template>
      <preheader>The file is closed for want of an answer.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>For want of an answer despite our reminders, this file is <b>closed</b>. Nothing was signed in your name.</p>
      <xsl:call-template name="faits"/>
      <p>A new form may be sent at any time.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
