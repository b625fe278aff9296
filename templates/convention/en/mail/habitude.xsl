<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to AWAY, BACK, DAILY DIGEST and EACH MAIL: what holds from now on, or what was not understood. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="reason">Nothing was changed</xsl:when><xsl:otherwise>Noted</xsl:otherwise></xsl:choose>: how requests reach you</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="reason/@code='habit-role'"><p><b>Nothing was changed</b>: these settings are for the office, and your address (<xsl:value-of select="person/@address"/>) is none of theirs.</p></xsl:when>
        <xsl:when test="reason">
          <p><b>Nothing was changed</b>: <xsl:choose>
            <xsl:when test="reason/@code='habit-colleague'">give one address, that of the colleague who answers while you are away.</xsl:when>
            <xsl:when test="reason/@code='habit-order'">the dates don’t fit (end before start, in the past, or more than four hundred days).</xsl:when>
            <xsl:otherwise>we did not understand the dates.</xsl:otherwise>
          </xsl:choose></p>
          <p>Write for example:</p>
          <form-lines>AWAY from 21 December 2026 to 3 January 2027 COLLEAGUE first.last@univ.example</form-lines>
          <p>Without an end the absence lasts until you write BACK.</p>
        </xsl:when>
        <xsl:otherwise>
          <list>
            <item><xsl:choose>
              <xsl:when test="habit/@away-from">Away <xsl:choose><xsl:when test="habit/@away-to">from <xsl:value-of select="e:format(habit/@away-from,'date','en')"/> to <b><xsl:value-of select="e:format(habit/@away-to,'date','en')"/></b></xsl:when><xsl:otherwise>from <xsl:value-of select="e:format(habit/@away-from,'date','en')"/>, <b>until further notice</b></xsl:otherwise></xsl:choose>: <b><xsl:value-of select="habit/@deputy"/></b> gets your requests and may answer them, under their own name. So may you.</xsl:when>
              <xsl:otherwise>Not away: your requests are sent to you.</xsl:otherwise>
            </xsl:choose></item>
            <item><xsl:choose>
              <xsl:when test="habit/@daily='yes'"><b>One digest each working morning</b>, instead of a message for each request. What is urgent (an internship about to start) is mailed at once.</xsl:when>
              <xsl:otherwise><b>A message for each request</b>, at once.</xsl:otherwise>
            </xsl:choose></item>
          </list>
        </xsl:otherwise>
      </xsl:choose>
      <note>AWAY, BACK, DAILY DIGEST, EACH MAIL, alone on the first line, change these settings at any time.</note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
