<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The request comes to nothing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="dossier/state/@id='refuse'">Amendment refused</xsl:when><xsl:when test="dossier/state/@id='annule'">Request for an amendment cancelled</xsl:when><xsl:otherwise>Request for an amendment closed</xsl:otherwise></xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The agreement stays as it is.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="dossier/state/@id='refuse'"><xsl:call-template name="who"><xsl:with-param name="role" select="dossier/answer[@verb='non'][last()]/@role"/><xsl:with-param name="name" select="dossier/answer[@verb='non'][last()]/@name"/></xsl:call-template> did not accept the amendment</xsl:when>
        <xsl:when test="dossier/state/@id='annule'">The request for an amendment is cancelled</xsl:when>
        <xsl:otherwise>The request for an amendment is closed without result</xsl:otherwise>
      </xsl:choose><xsl:call-template name="brief"/>. <b>The agreement stays as it is.</b></p>
      <xsl:if test="dossier/state/@id='refuse' and dossier/answer[@verb='non'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='non'][last()]"/></quote></xsl:if>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
