<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Reminder: your opinion on <xsl:call-template name="the-stage"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The questionnaire awaits your answers.</preheader>
      <xsl:call-template name="hello"/>
      <p>On <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template> we asked for your opinion on <xsl:call-template name="the-stage"/><xsl:call-template name="detail-brackets"/>. <b><xsl:call-template name="left"/>; please reply to this message with them filled in.</b> It takes five minutes.</p>
      <xsl:call-template name="choices-of-task"/>
      <form-lines><xsl:call-template name="blanks"/></form-lines>
      <xsl:call-template name="scales"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
