<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Le stage est prolongé : le questionnaire déjà envoyé attend. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Questionnaire reporté : stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le stage est prolongé ; nous vous écrirons avant sa fin.</preheader>
      <xsl:call-template name="hello"/>
      <p>Le stage<xsl:call-template name="brief"/> est prolongé jusqu’au <b><xsl:value-of select="e:field('stage.fin', $parent)/shown"/></b>. <b>Le questionnaire que nous vous avions envoyé attendra ses derniers jours</b> : nous vous le renverrons alors. Ce que vous avez déjà répondu est gardé.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
