<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Reminder: internship certificate of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader><xsl:choose><xsl:when test="task">The certificate awaits your answer.</xsl:when><xsl:otherwise>The host has not signed yet.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task"><p><b>You still have to <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template></b><xsl:call-template name="brief"/><xsl:text>. We asked you on </xsl:text><xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template>.<xsl:if test="task/@id='signer-attestation'"> The certificate is attached; <xsl:choose><xsl:when test="$unfit">its figures need correcting.</xsl:when><xsl:otherwise>if its figures are right, reply I SIGN.</xsl:otherwise></xsl:choose></xsl:if></p></xsl:when>
        <xsl:otherwise><p>For your information: the host has not signed the internship certificate<xsl:call-template name="brief"/> yet; we have reminded them.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="choices-of-task"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
