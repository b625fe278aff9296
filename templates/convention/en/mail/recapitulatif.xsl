<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Your summary to be confirmed'"/></xsl:call-template>
      <preheader>Read the attached summary, then reply I CONFIRM.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Your form is complete. Please read the <b>attached summary</b>, above all the dates and the hours of presence agreed with your tutor. If it is right, confirm it; otherwise reply with the lines to correct.</p>
      <answers>
        <answer verb="YES" label="All is right, I confirm" style="primary"></answer>
        <answer verb="CHANGE" label="Correct something" style="plain"><hint>Replace the example line with the lines to correct.</hint><lines>End date: </lines></answer>
      </answers>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'warn'"/><xsl:with-param name="titre" select="'To be checked'"/></xsl:call-template>
      <p>Your supervising teacher will then be asked to approve your internship.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
