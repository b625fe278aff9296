<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To each signatory: who writes, why, what to do. Agreement attached. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To sign: internship agreement of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The agreement is attached. Replying I SIGN is enough.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='etudiant'">Your internship agreement is ready, attached to this message.</xsl:when>
        <xsl:when test="person/@role='representant'"><xsl:value-of select="e:param('etablissement-nom')"/> is writing to you about the internship of <b><xsl:call-template name="student"/></b>, whose legal representative you are. The agreement is attached.</xsl:when>
        <xsl:when test="person/@role='tuteur' or person/@role='signataire'"><xsl:value-of select="e:param('etablissement-nom')"/> (France) is writing to you about the internship of <b><xsl:call-template name="student"/></b><xsl:text> at </xsl:text><xsl:value-of select="e:field('hote.nom')/shown"/>. The dossier has been checked; the agreement is attached.</xsl:when>
        <xsl:otherwise>The dossier of <b><xsl:call-template name="student"/></b> has been checked; the agreement is attached.</xsl:otherwise>
      </xsl:choose></p>
      <p><b>To sign it, read it, then reply to this message: I SIGN.</b> No account is needed.<xsl:if test="e:days-between(@today, e:field('stage.debut')/value) &gt; 0"> The internship begins on <xsl:value-of select="e:field('stage.debut')/shown"/>: everybody has to sign before that day.</xsl:if></p>
      <answers>
        <answer verb="I SIGN" label="I sign" style="primary"/>
        <answer verb="PAPER" label="Sign on paper"/>
        <answer verb="DECLINE" label="Decline" style="danger"><hint>Write the reason after DECLINE.</hint></answer>
        <xsl:call-template name="may-delegate"/>
      </answers>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="signatures"/>
      <note>Your reply is kept as evidence, with the digest of the attached document. You may also send this PDF back signed with your own certificate.</note>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
