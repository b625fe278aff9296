<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Internship to approve: ', $stagiaire)"/></xsl:call-template>
      <preheader>Reply YES, CHANGE or NO: a reply to this mail is enough.</preheader>
      <xsl:call-template name="bonjour"/>
      <p><b><xsl:value-of select="$stagiaire"/></b> has named you as supervising teacher and asks for your approval. The summary is attached.</p>
      <xsl:call-template name="faits"/>
      <answers>
        <answer verb="YES" label="I approve" style="primary"></answer>
        <answer verb="CHANGE" label="Ask for a change" style="plain"><hint>One line a point, such as: End date: bring it forward to 31 July</hint><lines>Subject: </lines></answer>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write your reason after NO; it is passed on to the student.</hint></answer>
      </answers>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'warn'"/><xsl:with-param name="titre" select="'Points to note'"/></xsl:call-template>
      <p>A reply to this mail is enough; no account is needed.</p>
      <xsl:call-template name="salutations"/>
      <xsl:call-template name="vie-privee"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
