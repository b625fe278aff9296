<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the referent teacher: approve the internship project. Summary attached. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To approve: the internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Your approval as referent teacher is awaited.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:call-template name="student"/></b> has chosen you as referent teacher. <b>Your approval of the internship project is awaited</b>; the summary is attached.</p>
      <answers>
        <answer verb="APPROVE" label="Approve" style="primary"/>
        <answer verb="CHANGE" label="Ask for a change"><hint>One line per item, for example “Subject: to be made precise”.</hint></answer>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write the reason after NO.</hint></answer>
        <xsl:call-template name="may-delegate"/>
      </answers>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
