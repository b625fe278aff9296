<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To whoever is named to answer or sign in somebody's place: do they accept? -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:call-template name="delegator"/> delegates an answer to you: internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Do you accept? Reply YES or NO.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:call-template name="delegator"/></b> (<xsl:value-of select="task/@delegated-by"/>) asks you to <b><xsl:call-template name="what"/></b> on their behalf<xsl:if test="not(parent)"><xsl:call-template name="brief"/></xsl:if>.</p>
      <p><b>If you are entitled to and willing, reply YES to this message</b>: the request will then be sent to you. Replying YES is not yet <xsl:choose><xsl:when test="starts-with(task/@id,'signer')">signing</xsl:when><xsl:otherwise>approving</xsl:otherwise></xsl:choose>.</p>
      <answers>
        <answer verb="YES" label="I accept" style="primary"/>
        <answer verb="NO" label="I decline" style="danger"/>
      </answers>
      <xsl:call-template name="bye"/>
      <note>Your address was given to us by <xsl:call-template name="delegator"/>. It is used only for this request and its evidence.</note>
    </mail>
  </xsl:template>

  <xsl:template name="delegator"><xsl:choose>
    <xsl:when test="task/@delegated-by-name!=''"><xsl:value-of select="task/@delegated-by-name"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="task/@delegated-by"/></xsl:otherwise>
  </xsl:choose></xsl:template>

  <xsl:template name="what"><xsl:choose>
    <xsl:when test="parent">sign the amendment</xsl:when>
    <xsl:otherwise><xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template></xsl:otherwise>
  </xsl:choose></xsl:template>
</xsl:stylesheet>
