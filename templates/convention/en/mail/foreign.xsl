<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The engine’s answer: the request is somebody else’s. Nothing of the dossier is shown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your reply was not taken into account<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>It comes from an address other than the one we wrote to.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Nothing was done with your message</b>: it comes from an address (<xsl:value-of select="person/@address"/>) other than the one the request was sent to.</p>
      <p>If this request is yours, reply from the address that received it. If not, the person concerned has to reply; if their address is to be changed, tell the internship office.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
