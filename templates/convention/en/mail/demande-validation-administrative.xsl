<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Agreement to approve: ', $stagiaire)"/></xsl:call-template>
      <preheader>Administrative approval: YES, CHANGE or NO.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>The agreement of <b><xsl:value-of select="$stagiaire"/></b> awaits your administrative approval. The summary is attached.</p>
      <xsl:call-template name="faits"/>
      <answers>
        <answer verb="YES" label="I approve" style="primary"></answer>
        <answer verb="CHANGE" label="Ask for a change" style="plain"><hint>One line a point, such as: End date: bring it forward to 31 July</hint><lines>Subject: </lines></answer>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write your reason after NO; it is passed on to the student.</hint></answer>
      </answers>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'warn'"/><xsl:with-param name="titre" select="'To be checked'"/></xsl:call-template>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'info'"/><xsl:with-param name="titre" select="'For information'"/></xsl:call-template>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
