<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your opinion on the internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>A few lines, by answering this mail.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="message/@kind='form' and message/@changed!='0'">Thank you, your answers are recorded. <b><xsl:value-of select="count(form//field[@missing='yes'])"/> line(s) are left</b>; answer when you like.</xsl:when>
        <xsl:otherwise>The internship of <b><xsl:call-template name="student"/></b> at <xsl:value-of select="e:field('hote.nom', $parent)/shown"/> ends on <xsl:value-of select="e:field('stage.fin', $parent)/shown"/>. <b>Answer this mail with the lines completed</b>, at once or little by little; five minutes are enough.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="errors"/>
      <answers><answer verb="" label="Answer the questionnaire" style="primary"><hint>Complete the lines and send.</hint><lines><xsl:call-template name="questions"/></lines></answer></answers>
      <h>Questionnaire</h>
      <form-lines><xsl:call-template name="questions"/></form-lines>
      <p>Ratings: excellent, very good, good, fair, poor (or 5 to 1). The other lines want yes or no, or a few words.</p>
      <xsl:if test="message/unknown"><h>Lines that we did not understand</h><list><xsl:for-each select="message/unknown"><item><xsl:value-of select="."/></item></xsl:for-each></list></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
