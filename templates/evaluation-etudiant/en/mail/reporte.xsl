<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The internship is extended: the questionnaire that was sent waits. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Questionnaire postponed: internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The internship is extended; we will write to you before it ends.</preheader>
      <xsl:call-template name="hello"/>
      <p>The internship<xsl:call-template name="brief"/> has been extended to <b><xsl:value-of select="e:field('stage.fin', $parent)/shown"/></b>. <b>The questionnaire that we sent you will wait until its last days</b>: we will send it to you again then. The answers you have already given are kept.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
