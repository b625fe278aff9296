<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to LANGUAGE: the one that holds from now on, or those that there are. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="reason">Nothing was changed: the language of our messages</xsl:when><xsl:otherwise>Noted: we will write to you in <xsl:value-of select="habit/offer[@code=../@language]/@en"/></xsl:otherwise></xsl:choose></subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="reason/@code='habit-role'"><p><b>Nothing was changed</b>: your address (<xsl:value-of select="person/@address"/>) is in none of our dossiers.</p></xsl:when>
        <xsl:when test="reason and normalize-space(message/argument)=''"><p>In which language do you want us to write to you? <b>Nothing has been changed yet.</b></p></xsl:when>
        <xsl:when test="reason"><p><b>Nothing was changed</b>: we did not recognise the language “<xsl:value-of select="message/argument"/>”, or we do not write in it.</p></xsl:when>
        <xsl:otherwise><p><b>From now on our messages to you will be in <xsl:value-of select="habit/offer[@code=../@language]/@en"/></b>, for every dossier that you have a part in. The language of the agreements themselves does not change.<xsl:if test="habit/@again"> What awaits your answer is sent to you again in this language.</xsl:if></p></xsl:otherwise>
      </xsl:choose>
      <p><xsl:choose><xsl:when test="reason">Write one of these commands, alone on the first line:</xsl:when><xsl:otherwise>To change it, write alone on the first line:</xsl:otherwise></xsl:choose></p>
      <form-lines><xsl:for-each select="habit/offer[not(@code=../@language) or /context/reason]">LANGUAGE <xsl:value-of select="@en"/><xsl:text>&#10;</xsl:text></xsl:for-each></form-lines>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
