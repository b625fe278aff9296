<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Internship agreement form'"/></xsl:call-template>
      <preheader>Fill in the lines, then send: you may do it in several goes.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Reply to this message with the lines below filled in. You may do it <b>in several goes</b>: what you send is kept, and we tell you what is missing.</p>
      <answers><answer verb="" subject="Internship agreement" label="Fill in the form" style="primary"><lines><xsl:call-template name="lignes-toutes"/></lines></answer></answers>
      <form-lines><xsl:call-template name="lignes-toutes"/></form-lines>
      <xsl:call-template name="salutations"/>
      <xsl:call-template name="vie-privee"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
