<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the student and the office: the request is refused. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[last()]"/>
    <mail>
      <subject>Request for an internship agreement refused [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>The request <xsl:value-of select="$number"/><xsl:call-template name="brief"/> was <b>refused</b> by <xsl:call-template name="who"><xsl:with-param name="role" select="$answer/@role"/><xsl:with-param name="name" select="$answer/@name"/></xsl:call-template> on <xsl:call-template name="day"><xsl:with-param name="at" select="$answer/@at"/></xsl:call-template>.</p>
      <xsl:if test="normalize-space($answer)!=''"><p>Reason:</p><quote><xsl:value-of select="$answer"/></quote></xsl:if>
      <xsl:if test="person/@role='etudiant'"><p>This dossier is closed. Once you have talked with this person, you can send a new request: write FORM to <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a>.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
