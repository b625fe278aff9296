<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Reminder: your opinion on the internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The questionnaire awaits your answers.</preheader>
      <xsl:call-template name="hello"/>
      <p>We asked you on <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template> for your opinion on the internship<xsl:call-template name="brief"/>. <b><xsl:value-of select="count(form//field[@missing='yes'])"/> line(s) are left</b>; answer this mail with them.</p>
      <form-lines><xsl:call-template name="questions"/></form-lines>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
