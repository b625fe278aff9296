<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to STATISTICS: the agreements of the office, counted by academic year. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>

  <xsl:template match="amount"><br/><xsl:choose>
    <xsl:when test="@type='hours'"><xsl:value-of select="e:format(@mean,'hours','en')"/> on average</xsl:when>
    <xsl:otherwise><xsl:value-of select="e:format(@total,@type,'en')"/> in all, <xsl:value-of select="e:format(@mean,@type,'en')"/> each</xsl:otherwise>
  </xsl:choose></xsl:template>

  <xsl:template match="/context">
    <mail>
      <subject>Statistics of the agreements<xsl:if test="statistics/@period!=''">: <xsl:value-of select="statistics/@period"/></xsl:if></subject>
      <preheader><xsl:value-of select="statistics/statistic[1]/@count"/> dossiers; the whole detail is attached.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(statistics/statistic[@count &gt; 0]) and not(statistics/period)"><p><b>Nothing to show</b>: statistics are for the offices, and your address (<xsl:value-of select="person/@address"/>) is none of theirs, or your office has no dossier yet.</p></xsl:when>
        <xsl:otherwise>
          <xsl:if test="statistics/unknown"><p><b>We did not know the period “<xsl:value-of select="message/argument"/>”.</b></p></xsl:if>
          <p><b><xsl:choose><xsl:when test="statistics/@period!=''">Year <xsl:value-of select="statistics/@period"/></xsl:when><xsl:otherwise>All years</xsl:otherwise></xsl:choose></b>: <xsl:value-of select="statistics/statistic[1]/@count"/> dossier<xsl:if test="statistics/statistic[1]/@count &gt; 1">s</xsl:if>, <xsl:value-of select="statistics/statistic[2]/@count"/> of them signed.</p>
          <xsl:for-each select="statistics/statistic[@count &gt; 0]">
            <h><xsl:value-of select="@label"/></h>
            <table columns="3* 2*">
              <xsl:for-each select="group[position() &lt;= 8]">
                <row><cell><xsl:choose><xsl:when test="@value!=''"><xsl:value-of select="@value"/></xsl:when><xsl:otherwise>(not given)</xsl:otherwise></xsl:choose></cell><cell><b><xsl:value-of select="@count"/></b> (<xsl:value-of select="e:format(format-number(@permille div 10,'0.#'),'decimal','en')"/>%)<xsl:apply-templates select="amount"/></cell></row>
              </xsl:for-each>
              <xsl:if test="@values &gt; 8"><row><cell><i>and <xsl:value-of select="@values - 8"/> more, in the attached file</i></cell><cell><b><xsl:value-of select="sum(group[position() &gt; 8]/@count)"/></b></cell></row></xsl:if>
            </table>
          </xsl:for-each>
          <note>Attached, all figures: an .ods file for a spreadsheet, a .csv file for other software. Other periods: <xsl:for-each select="statistics/period[not(@shown)]">STATISTICS <xsl:value-of select="@id"/>, </xsl:for-each>STATISTICS all.</note>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
