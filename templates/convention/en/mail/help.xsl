<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The engine’s answer: a known word that has no effect here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>This command does not exist here<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <p><b>Nothing was done</b>: <xsl:if test="message/@verb!=''">“<xsl:value-of select="message/@verb"/>” is not a command of this mailbox.</xsl:if><xsl:if test="not(message/@verb!='')">we found no command in your message.</xsl:if> Here is what you can write:</p>
      <answers>
        <answer verb="HELP" subject="HELP" label="Get help" style="primary"/>
        <answer verb="FORM" subject="FORM" label="Ask for an agreement"/>
        <answer verb="STATUS" label="Where does my dossier stand?"/>
      </answers>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
