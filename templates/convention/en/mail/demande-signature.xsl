<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Internship agreement to sign: ', $stagiaire)"/></xsl:call-template>
      <preheader>Read the attached agreement, then reply I SIGN.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>The internship agreement of <b><xsl:value-of select="$stagiaire"/></b> is ready. Read the attached document, then <b>reply I SIGN to this mail</b>: that is your signature. No account is needed.</p>
      <answers>
        <answer verb="I SIGN" label="I sign the attached agreement" style="primary"></answer>
        <answer verb="DECLINE" label="Decline to sign" style="danger"><hint>Write your reason after DECLINE.</hint></answer>
        <answer verb="PAPER" label="Sign on paper" style="plain"><hint>The agreement is then printed and signed by hand by all.</hint></answer>
      </answers>
      <xsl:call-template name="faits"/>
      <note>Your reply is kept with the digest of the attached document, your address and the time; all signatories then receive the signed copy.</note>
      <xsl:call-template name="salutations"/>
      <xsl:call-template name="vie-privee"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
