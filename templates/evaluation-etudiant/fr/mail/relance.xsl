<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Rappel : votre avis sur <xsl:call-template name="the-stage"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le questionnaire attend vos réponses.</preheader>
      <xsl:call-template name="hello"/>
      <p>Nous vous avons demandé le <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template> votre avis sur <xsl:call-template name="the-stage"/><xsl:call-template name="detail-brackets"/>. <b><xsl:call-template name="left"/> ; répondez à ce message en complétant.</b> Cinq minutes suffisent.</p>
      <xsl:call-template name="choices-of-task"/>
      <form-lines><xsl:call-template name="blanks"/></form-lines>
      <xsl:call-template name="scales"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
