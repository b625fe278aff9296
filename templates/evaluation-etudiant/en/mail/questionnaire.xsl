<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="end" select="e:field('stage.fin', $parent)"/>
    <mail>
      <subject>Your opinion on <xsl:call-template name="the-stage"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>A few lines, by replying to this message.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="message/@kind='form' and message/@changed!='0'">Thank you, your answers are recorded. <b><xsl:call-template name="left"/></b>; fill them in when you like.</xsl:when>
        <xsl:otherwise><xsl:choose><xsl:when test="person/@role='etudiant'">Your internship</xsl:when><xsl:otherwise>The internship of <b><xsl:call-template name="student"/></b></xsl:otherwise></xsl:choose> at <xsl:value-of select="e:field('hote.nom', $parent)/shown"/> ends on <xsl:value-of select="$end/shown"/>. <b>Reply to this message with the lines filled in</b>, all at once or little by little<xsl:if test="e:days-between(@today, $end/value) &gt; 0">, by then if you can</xsl:if>; it takes five minutes.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="choices-of-task"/>
      <h>Questionnaire</h>
      <form-lines><xsl:call-template name="blanks"/></form-lines>
      <xsl:call-template name="scales"/>
      <xsl:if test="message/unknown"><h>Lines that we did not understand</h><list><xsl:for-each select="message/unknown"><item><xsl:value-of select="."/></item></xsl:for-each></list></xsl:if>
      <xsl:choose>
        <xsl:when test="person/@role='etudiant'"><note>Your answers are not passed on to the host.</note></xsl:when>
        <xsl:when test="person/@role='tuteur'"><note>Your answers will be passed on to the referent teacher.</note></xsl:when>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
