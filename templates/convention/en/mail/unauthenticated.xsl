<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The engine’s answer: the sender is not proven. Nothing of the dossier is shown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your reply could not be authenticated<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Nothing was done with your message.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Nothing was done with your message</b>: nothing proves that it comes from the address <xsl:value-of select="person/@address"/> (neither a valid DKIM signature nor DMARC).</p>
      <list>
        <item>Reply from the usual mail program of this address, without forwarding and without another outgoing server.</item>
        <item>If it happens again, hand this message to your IT service, or write to the internship office: signing on paper remains possible.</item>
      </list>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
