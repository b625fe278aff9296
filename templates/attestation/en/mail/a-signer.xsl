<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To be signed: internship certificate of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The certificate is ready: answer I SIGN.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:if test="dossier/answer[last()][@verb='non']">
        <p><b>The scanned copy that you sent back could not be accepted.</b><xsl:if test="normalize-space(dossier/answer[last()])!=''"> The internship office says:</xsl:if></p>
        <xsl:if test="normalize-space(dossier/answer[last()])!=''"><quote><xsl:value-of select="dossier/answer[last()]"/></quote></xsl:if>
      </xsl:if>
      <p><xsl:choose>
        <xsl:when test="findings/@valid='no' or findings/@complete='no'"><b>These figures can’t be certified as they are</b>: correct them by answering this mail.</xsl:when>
        <xsl:otherwise>The internship of <b><xsl:call-template name="student"/></b> is over. The host delivers a certificate to the intern (article D. 124-9 of the French code de l’éducation); it is ready and attached. <b>If both figures are right, answer I SIGN</b>; else answer with the corrected lines, and it is made anew.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <answers>
        <answer verb="I SIGN" label="I sign the certificate" style="primary"/>
        <answer verb="" label="Correct"><hint>Correct the figures and send.</hint><lines><xsl:value-of select="form//field[@id='attestation.heures']/label"/><xsl:text> : </xsl:text><xsl:value-of select="e:field('attestation.heures')/shown"/><xsl:text>&#10;</xsl:text><xsl:value-of select="form//field[@id='attestation.gratification']/label"/><xsl:text> : </xsl:text><xsl:value-of select="e:field('attestation.gratification')/shown"/><xsl:text>&#10;</xsl:text></lines></answer>
        <answer verb="I DECLINE" label="Decline" style="danger"><hint>Write the reason after I DECLINE.</hint></answer>
      </answers>
      <p>You would rather sign by hand? Print the certificate attached, sign it, and send it back scanned in reply to this message: a PDF, or a sharp photograph.</p>
      <note>Signing confirms the hours of presence and the allowance paid.</note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
