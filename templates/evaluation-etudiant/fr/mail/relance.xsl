<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Rappel : votre avis sur le stage de <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le questionnaire attend vos réponses.</preheader>
      <xsl:call-template name="hello"/>
      <p>Nous vous avons demandé le <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template> votre avis sur le stage<xsl:call-template name="brief"/>. <b>Il reste <xsl:value-of select="count(form//field[@missing='yes'])"/> ligne(s)</b> ; répondez à ce message en les complétant.</p>
      <form-lines><xsl:call-template name="questions"/></form-lines>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
