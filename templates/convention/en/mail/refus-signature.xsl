<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To all: a signatory has declined, or the time is over. The office decides what follows. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="last" select="dossier/task[@state='signature'][last()]/@entry"/>
    <mail>
      <subject><xsl:call-template name="stopped-word"/>: agreement of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="stopped"><xsl:with-param name="what">the agreement <xsl:call-template name="of-internship"/></xsl:with-param></xsl:call-template>
      <xsl:choose>
        <xsl:when test="task">
          <p>What is to be done with this dossier?</p>
          <answers>
            <answer verb="CHANGE" label="Reopen it to the student" style="primary"><hint>One line per item, for example “End date: 31 August at the latest”.</hint></answer>
            <answer verb="YES" label="Ask again for the signatures"><hint><xsl:choose><xsl:when test="dossier/provider[@entry=$last]">All signatories are asked again.</xsl:when><xsl:otherwise>Those already given stand; only the others are asked.</xsl:otherwise></xsl:choose></hint></answer>
            <answer verb="NO" label="Close the dossier" style="danger"><hint>Write the reason after NO.</hint></answer>
          </answers>
        </xsl:when>
        <xsl:otherwise><p>Signing is suspended; the internship office decides what follows. You have nothing to do.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
