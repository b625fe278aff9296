<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to SEARCH: teachers and organisations that fit, to choose from or to copy. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="found" select="count(dossier/question/proposal)"/>
    <mail>
      <subject>Search for “<xsl:value-of select="message/argument"/>”<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader><xsl:choose><xsl:when test="$found=0">Nothing is known under this name.</xsl:when><xsl:when test="$found=1">One answer.</xsl:when><xsl:otherwise><xsl:value-of select="$found"/> answers.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$found=0">
          <p><b>We know neither a teacher nor an organisation under “<xsl:value-of select="message/argument"/>”.</b> Try the first letters of the last or first name, or the organisation’s SIRET number. An unknown organisation is added by filling in its lines in the form.</p>
        </xsl:when>
        <xsl:when test="reason/@code='search-choose'"><xsl:call-template name="questions"/></xsl:when>
        <xsl:otherwise>
          <p>Here is what we know. <b>Copy the line that fits into your request</b>: the rest will be filled in.</p>
          <xsl:for-each select="dossier/question">
            <p><b><xsl:value-of select="en"/></b></p>
            <answers><xsl:for-each select="proposal"><answer verb="" subject="Request for an internship agreement" label="{.}"><lines><xsl:value-of select="concat(e:field(@field)/label,': ',@value)"/></lines></answer></xsl:for-each></answers>
            <form-lines><xsl:for-each select="proposal"><xsl:value-of select="concat(e:field(@field)/label,': ',@value)"/><xsl:text>&#10;</xsl:text></xsl:for-each></form-lines>
            <xsl:if test="@more"><note>There are others: if yours is not here, give more letters.</note></xsl:if>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
