<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to MY DATA: all that is kept on who writes (GDPR, art. 15). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:import href="kept.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your personal data: what we keep</subject>
      <preheader>All that we keep on you, and until when.</preheader>
      <xsl:if test="kept/@total!='0' and kept/@total!='many'"><enclose document="mes-donnees"/></xsl:if>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(kept)"><xsl:call-template name="not-proven"/></xsl:when>
        <xsl:when test="kept/@total='many'">
          <p>You are named in more files than a mail can describe. The data protection officer will give you the whole copy: <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>.</p>
        </xsl:when>
        <xsl:when test="kept/@total='0' and not(kept/entry) and not(kept/habit)">
          <p><b>We keep nothing under your address</b> (<xsl:value-of select="kept/@address"/>)<xsl:if test="kept/message"> but your <xsl:value-of select="count(kept/message)"/> mails</xsl:if>. If you use another one for your internships, write from that one.</p>
        </xsl:when>
        <xsl:otherwise>
          <p>This is what we keep under the address <b><xsl:value-of select="kept/@address"/></b>: <xsl:value-of select="kept/@total"/> file<xsl:if test="kept/@total &gt; 1">s</xsl:if>, <xsl:value-of select="count(kept/message)"/> mail<xsl:if test="count(kept/message) &gt; 1">s</xsl:if> from you, <xsl:value-of select="count(kept/mail)"/> to you<xsl:if test="kept/entry">, and what the directory says</xsl:if>. <xsl:if test="kept/@total!='0'">The document attached gives each item; those about other people are not in it.</xsl:if></p>
          <xsl:if test="kept/@shown &lt; kept/@total"><p>The <xsl:value-of select="kept/@shown"/> newest files are shown; ask the data protection officer for the others.</p></xsl:if>
          <xsl:if test="kept/file"><xsl:call-template name="files"/></xsl:if>
          <xsl:for-each select="kept/entry">
            <h>Directory: <xsl:value-of select="@kind"/></h>
            <facts><xsl:for-each select="value"><fact label="{label}"><xsl:value-of select="shown"/></fact></xsl:for-each></facts>
          </xsl:for-each>
          <xsl:call-template name="kept-habit"/>
          <xsl:if test="kept/file/keep"><h>Why, and until when</h><xsl:call-template name="reasons"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <h>The information on your data</h>
      <xsl:call-template name="notice"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
