<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To those concerned: the student has cancelled the request. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Request for an agreement cancelled [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>The request <xsl:value-of select="$number"/><xsl:call-template name="brief"/> has been <b>cancelled</b><xsl:choose><xsl:when test="person/@role='etudiant'">, as you asked</xsl:when><xsl:otherwise> by the student</xsl:otherwise></xsl:choose>. <xsl:if test="person/@role!='etudiant'">You have nothing more to do.</xsl:if></p>
      <xsl:if test="person/@role='etudiant'"><p>For a new request, write FORM to <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a>.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
