<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the office: issue the amendment, or correct it first. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To be issued: amendment of <xsl:call-template name="student"/>, <xsl:value-of select="e:field('hote.nom', $parent)/shown"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The referent teacher has agreed.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="findings/@valid='no' or findings/@complete='no'"><b>This amendment can’t be issued as it is</b>: what stands below has to be corrected.</xsl:when>
        <xsl:otherwise>The referent teacher has agreed to <xsl:call-template name="which"/><xsl:call-template name="brief"/>. <b>It is for you to issue it</b>: it then goes out to be signed at once.</xsl:otherwise>
      </xsl:choose></p>
      <answers>
        <answer verb="APPROVE" label="Issue the amendment" style="primary"/>
        <answer verb="CHANGE" label="Send back to be corrected"><hint>One line per item, for example “End date: 31 August at the latest”.</hint></answer>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write the reason after NO.</hint></answer>
      </answers>
      <p>To correct it first, reply with the lines to change, for example “End date: 30/09/2026”; a dash takes a line away.</p>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="changes"/>
      <p>Reason given:</p><quote><xsl:value-of select="dossier/data/avenant/explication"/></quote>
      <xsl:if test="findings/finding[@severity='info']"><h>For your information</h><list><xsl:for-each select="findings/finding[@severity='info']"><xsl:call-template name="finding"/></xsl:for-each></list></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
