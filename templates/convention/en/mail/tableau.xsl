<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to DASHBOARD: the dossiers of who writes, by role, with the state of each. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your dashboard<xsl:if test="dashboards/query/filter|dashboards/query/word|dashboards/query/@from"> (selection)</xsl:if></subject>
      <preheader><xsl:value-of select="sum(dashboards/dashboard/@count)"/> dossier(s).</preheader>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="query"/>
      <xsl:if test="not(dashboards/dashboard)">
        <p><b>No dossier is tied to your address</b> (<xsl:value-of select="person/@address"/>). If you use another one for internships, write from that one.</p>
      </xsl:if>
      <xsl:for-each select="dashboards/dashboard">
        <h><xsl:value-of select="@label"/></h>
        <xsl:if test="@role='referent'"><xsl:call-template name="quota"/></xsl:if>
        <xsl:choose>
          <xsl:when test="@count=0"><p>Nothing to show.</p></xsl:when>
          <xsl:otherwise>
            <xsl:if test="@count &gt; 3"><p><xsl:call-template name="tallies"/></p></xsl:if>
            <xsl:if test="@shown &lt; @count"><p>The first <xsl:value-of select="@shown"/> of <b><xsl:value-of select="@count"/></b><xsl:if test="@sheets='yes'">; all of them are in the attached file</xsl:if>.</p></xsl:if>
            <xsl:call-template name="rows"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:if test="dashboards/dashboard/@sheets='yes' and dashboards/dashboard[@sheets='yes']/@count &gt; 0">
        <note>Attached, the whole list: an .ods file for a spreadsheet (Excel, LibreOffice), a .csv file for other software.</note>
      </xsl:if>
      <xsl:if test="dashboards/dashboard">
        <note>To choose, add words: DASHBOARD late, DASHBOARD waiting, DASHBOARD to sign June 2026, DASHBOARD Martin, DASHBOARD all. For one dossier, write STATUS with its number in the subject.</note>
      </xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
