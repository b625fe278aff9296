<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To everybody whose reply is awaited, with copies where asked. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Reminder: <xsl:choose>
        <xsl:when test="starts-with(task/@id,'signer')">internship agreement to sign</xsl:when>
        <xsl:when test="task/@id='completer' or task/@id='corriger'">your internship agreement to complete</xsl:when>
        <xsl:when test="task/@id='confirmer'">summary to confirm</xsl:when>
        <xsl:when test="task/@id='deposer'">your internship report</xsl:when>
        <xsl:when test="starts-with(task/@id,'renvoyer-')">signed copy to send back</xsl:when>
        <xsl:when test="task">your reply is awaited, internship of <xsl:call-template name="student"/></xsl:when>
        <xsl:otherwise>reply awaited for the agreement of <xsl:call-template name="student"/></xsl:otherwise>
      </xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task">
          <p><b>You still have to <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template></b><xsl:call-template name="brief"/>. We asked you on <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template>.<xsl:text> </xsl:text><xsl:call-template name="how-to-attach"/></p>
          <xsl:call-template name="choices-of-task"/>
          <xsl:if test="contains(concat(' ',task/@accept,' '),' form ') and not(contains(concat(' ',task/@accept,' '),' oui '))"><form-lines><xsl:call-template name="sheet"/></form-lines></xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <p>For your information: we have reminded those whose reply is missing for the agreement <xsl:call-template name="of-internship"/>. You need do nothing, but a word from you may help.</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="not(task)"><xsl:call-template name="progress"/></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
