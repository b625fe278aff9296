<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the referent teacher: agreement to the amendment. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your agreement is asked: amendment to the internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>It is awaited before the amendment is issued.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Your agreement is asked</b> to <xsl:call-template name="which"/><xsl:call-template name="brief"/><xsl:if test="dossier/data/avenant/origine='gestionnaire'">, prepared by the internship office</xsl:if>: <xsl:value-of select="e:let('motifs-en')"/>.</p>
      <answers>
        <answer verb="I AGREE" label="I agree" style="primary"/>
        <answer verb="CHANGE" label="Send back to be corrected"><hint>One line per item, for example “End date: 31 August at the latest”.</hint></answer>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write the reason after NO.</hint></answer>
      </answers>
      <xsl:call-template name="changes"/>
      <p>Reason given:</p><quote><xsl:value-of select="dossier/data/avenant/explication"/></quote>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:if test="findings/finding[@severity='info']"><h>For your information</h><list><xsl:for-each select="findings/finding[@severity='info']"><xsl:call-template name="finding"/></xsl:for-each></list></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
