<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the student: what is filled in, what is missing, the errors. The reply brings the missing lines. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="missing" select="count(form//field[@missing='yes'])"/>
    <xsl:variable name="faults" select="count(findings/finding[@severity='block' and @rule!='required'])"/>
    <xsl:variable name="what">
      <xsl:if test="$missing + $faults = 0">nothing is missing</xsl:if>
      <xsl:if test="$missing &gt; 0"><xsl:value-of select="$missing"/> item<xsl:if test="$missing &gt; 1">s</xsl:if> missing</xsl:if>
      <xsl:if test="$missing &gt; 0 and $faults &gt; 0">, </xsl:if>
      <xsl:if test="$faults &gt; 0"><xsl:value-of select="$faults"/> to be corrected</xsl:if>
    </xsl:variable>
    <xsl:variable name="rows" select="form/section//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]"/>
    <mail>
      <subject>Your internship agreement: <xsl:value-of select="$what"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Reply to this message with the missing lines.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="(message/@kind='form' or message/@verb='numero') and message/@changed!='0'">Your answers are recorded (dossier <xsl:value-of select="$number"/>):</xsl:when>
        <xsl:otherwise>Your request has the number <xsl:value-of select="$number"/>:</xsl:otherwise>
      </xsl:choose><xsl:text> </xsl:text><b><xsl:value-of select="$what"/></b>. Reply to this message to complete your request, at once or bit by bit.</p>
      <answers>
        <answer verb="" label="Complete my request" style="primary">
          <xsl:choose><xsl:when test="not($rows) and findings/finding[@rule='AB-02' or @rule='AB-05']"><hint>Attach the file to your reply.</hint></xsl:when><xsl:otherwise><hint>Reply with the lines below, filled in.</hint></xsl:otherwise></xsl:choose>
          <lines><xsl:call-template name="lines"/></lines>
        </answer>
      </answers>
      <xsl:if test="message/unknown">
        <h>Lines that we did not understand</h>
        <list><xsl:for-each select="message/unknown"><item><xsl:value-of select="."/></item></xsl:for-each></list>
      </xsl:if>
      <xsl:if test="e:param('consignes')!='' and not(dossier/review)"><h>Read this first</h><p><xsl:value-of select="e:param('consignes')"/></p></xsl:if>
      <xsl:call-template name="questions"/>
      <xsl:call-template name="gauges"/>
      <xsl:call-template name="errors"/>
      <xsl:if test="$rows">
        <h>To be completed</h>
        <form-lines><xsl:call-template name="sheet"/></form-lines>
      </xsl:if>
      <xsl:call-template name="choices"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="known"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
