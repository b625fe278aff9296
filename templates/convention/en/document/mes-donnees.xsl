<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- All that is kept on a person (GDPR, art. 15). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="en" author="{e:param('etablissement-nom')}" title="Your personal data" subject="{kept/@address}">
      <footer>
        <rule/>
        <table columns="4* 1*" border="none" style="label">
          <row><cell><xsl:value-of select="e:param('etablissement-nom')"/> · <xsl:value-of select="kept/@address"/></cell><cell align="right">Page <page/> / <pages/></cell></row>
        </table>
      </footer>
      <p style="head"><xsl:value-of select="e:param('etablissement-nom')"/></p>
      <title subtitle="{kept/@address}">Your personal data</title>
      <p style="lead">Copy of what we keep under this address on the day of this document. Data about other people are not in it.</p>
      <xsl:apply-templates select="kept/file"/>
      <xsl:if test="kept/entry"><h>Directory</h></xsl:if>
      <xsl:for-each select="kept/entry">
        <h level="2"><xsl:value-of select="@kind"/></h>
        <xsl:call-template name="values"/>
      </xsl:for-each>
      <xsl:if test="kept/message">
        <h>Your mails</h>
        <table columns="42mm 26mm 20mm 1*" border="rows" style="cell">
          <row head="yes"><cell>Received</cell><cell>File</cell><cell>Bytes</cell><cell>SHA-256</cell></row>
          <xsl:for-each select="kept/message">
            <row><cell><xsl:call-template name="when"><xsl:with-param name="at" select="@received"/></xsl:call-template></cell><cell><xsl:value-of select="@number"/></cell><cell><xsl:choose><xsl:when test="@size='0'">erased</xsl:when><xsl:otherwise><xsl:value-of select="@size"/></xsl:otherwise></xsl:choose></cell><cell><xsl:value-of select="concat(substring(@sha256,1,32),' ',substring(@sha256,33))"/></cell></row>
          </xsl:for-each>
        </table>
      </xsl:if>
    </document>
  </xsl:template>

  <xsl:template match="file">
    <h><xsl:value-of select="concat(@label,' ',@number)"/></h>
    <p>Opened on <xsl:call-template name="when"><xsl:with-param name="at" select="@created"/></xsl:call-template>.</p>
    <xsl:for-each select="section[value]">
      <h level="2"><xsl:value-of select="label"/></h>
      <xsl:call-template name="values"/>
    </xsl:for-each>
    <xsl:if test="task">
      <h level="2">What you were asked</h>
      <table columns="2* 42mm 42mm 1*" border="rows" style="cell">
        <row head="yes"><cell>Request</cell><cell>On</cell><cell>Answer or end</cell><cell>Answer</cell></row>
        <xsl:for-each select="task">
          <row><cell><xsl:value-of select="@id"/></cell><cell><xsl:call-template name="when"><xsl:with-param name="at" select="@opened"/></xsl:call-template></cell><cell><xsl:call-template name="when"><xsl:with-param name="at" select="@closed"/></xsl:call-template></cell><cell><xsl:value-of select="@verb"/></cell></row>
        </xsl:for-each>
      </table>
    </xsl:if>
    <xsl:if test="answer[text()!='']">
      <h level="2">What you wrote</h>
      <list><xsl:for-each select="answer[text()!='']"><item><xsl:call-template name="when"><xsl:with-param name="at" select="@at"/></xsl:call-template> — <xsl:value-of select="."/></item></xsl:for-each></list>
    </xsl:if>
  </xsl:template>

  <xsl:template name="values">
    <table columns="2* 3*" border="rows">
      <xsl:for-each select="value"><row><cell style="label"><xsl:value-of select="label"/></cell><cell><xsl:value-of select="shown"/></cell></row></xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template name="when">
    <xsl:param name="at"/>
    <xsl:if test="$at!=''"><xsl:value-of select="concat(e:format(substring($at,1,10),'date','en'),', ',substring($at,12,5),' UTC')"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
