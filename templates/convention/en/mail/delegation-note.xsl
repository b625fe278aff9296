<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- What came of a delegation: to who delegated, or to who was named. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="serial" select="task/@serial"/>
    <xsl:variable name="other" select="(dossier/task[@offers=$serial]|dossier/task[@delegated-from=$serial])[last()]"/>
    <xsl:variable name="code" select="reason/@code"/>
    <mail>
      <subject><xsl:choose>
        <xsl:when test="$code='delegation-confirmed'">Delegation accepted</xsl:when>
        <xsl:when test="$code='delegation-declined'">Delegation declined</xsl:when>
        <xsl:when test="$code='delegation-withdrawn'">Nothing is awaited from you any more</xsl:when>
        <xsl:otherwise>Delegation asked for</xsl:otherwise>
      </xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$code='delegation-confirmed'">
          <p><b><xsl:value-of select="$other/@name"/></b> (<xsl:value-of select="$other/@address"/>) has accepted your delegation<xsl:call-template name="brief"/>. <b>The request and its reminders go to them from now on</b>; you have nothing more to do.</p>
          <p>As long as no answer is given you can take it back: reply TAKE BACK.</p>
          <answers><answer verb="TAKE BACK" label="Take it back"/></answers>
        </xsl:when>
        <xsl:when test="$code='delegation-declined'">
          <p><b><xsl:value-of select="$other/@address"/></b> has declined your delegation<xsl:call-template name="brief"/>. <b>Your answer is still awaited</b>; you may also name somebody else.</p>
          <xsl:if test="dossier/answer[@verb='deleguer-non'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='deleguer-non'][last()]"/></quote></xsl:if>
          <xsl:call-template name="choices-of-task"/>
        </xsl:when>
        <xsl:when test="$code='delegation-withdrawn'">
          <p>The delegation that was offered to you<xsl:call-template name="brief"/> has ended: <b>nothing is awaited from you any more</b>. You may delete our earlier messages.</p>
        </xsl:when>
        <xsl:otherwise>
          <p>We have asked <b><xsl:value-of select="$other/@address"/></b> whether they accept your delegation<xsl:call-template name="brief"/>. <b>Until they agree the answer is awaited from you</b>, and you can still give it.</p>
          <p>You have changed your mind, or the address is wrong? Reply TAKE BACK.</p>
          <answers><answer verb="TAKE BACK" label="Take it back"/></answers>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
