<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the office: the certificate came back, signed by hand. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="scan" select="dossier/answer[@kept][last()]"/>
    <mail>
      <subject>Signed certificate to be checked: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The scanned copy is attached.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:choose><xsl:when test="$scan/@name!=''"><xsl:value-of select="$scan/@name"/></xsl:when><xsl:otherwise><xsl:value-of select="$scan/@address"/></xsl:otherwise></xsl:choose> has sent back the certificate, signed by hand</b><xsl:call-template name="brief"/>. It is attached. If it bears the host’s signature and the values below, confirm: it will be passed on to the student.</p>
      <xsl:call-template name="choices-of-task"/>
      <xsl:call-template name="figures"/>
      <note>Digest (SHA-256) of the copy attached: <xsl:value-of select="$scan/@kept-sha256"/>.</note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
