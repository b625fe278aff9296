<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To each signatory. Amendment attached. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To be signed: amendment no. <xsl:value-of select="dossier/data/avenant/numero"/>, internship of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The amendment is attached. Answer I SIGN.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='etudiant'">The amendment to your internship agreement is ready, attached to this message.</xsl:when>
        <xsl:when test="person/@role='tuteur' or person/@role='signataire' or person/@role='representant'"><xsl:value-of select="e:param('etablissement-nom')"/> writes to you about the internship of <b><xsl:call-template name="student"/></b> at <xsl:value-of select="e:field('hote.nom', $parent)/shown"/>. The signed agreement is changed by the amendment attached.</xsl:when>
        <xsl:otherwise>The amendment to the internship of <b><xsl:call-template name="student"/></b> is attached.</xsl:otherwise>
      </xsl:choose></p>
      <p><b>To sign it, read it, then reply to this message: I SIGN.</b> No account is needed.</p>
      <answers>
        <answer verb="I SIGN" label="I sign" style="primary"/>
        <answer verb="PAPER" label="Sign on paper"/>
        <answer verb="DECLINE" label="Decline" style="danger"><hint>Write the reason after DECLINE.</hint></answer>
        <xsl:call-template name="may-delegate"/>
      </answers>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="signatures"/>
      <note>Your reply is kept as evidence, with the digest of the attached document.</note>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
