<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To sign: internship certificate of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader><xsl:choose><xsl:when test="$unfit">Some figures are to be corrected.</xsl:when><xsl:otherwise>The certificate is ready: just reply I SIGN.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <xsl:if test="dossier/answer[last()][@verb='non']">
        <p><b>The scanned copy that you sent back could not be accepted.</b><xsl:if test="normalize-space(dossier/answer[last()])!=''"> The internship office says:</xsl:if></p>
        <xsl:if test="normalize-space(dossier/answer[last()])!=''"><quote><xsl:value-of select="dossier/answer[last()]"/></quote></xsl:if>
      </xsl:if>
      <p><xsl:choose>
        <xsl:when test="$unfit"><b>These figures can’t be certified as they are</b>: please correct them by replying to this message.</xsl:when>
        <xsl:otherwise>The internship of <b><xsl:call-template name="student"/></b> is over. The host organisation issues a certificate to the intern (article D. 124-9 of the French code de l’éducation); it has been prepared and is attached. <b>If both figures below are right, reply I SIGN</b>; if not, reply with the corrected line and it will be made again.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="not($unfit)"><p>Would you rather sign by hand? Print the attached certificate, sign it, and send it back scanned in reply to this message: a PDF, or a sharp photo.</p>
      <note>Signing confirms the hours of presence and the allowance paid.</note></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
