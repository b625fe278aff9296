<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To all: signing by hand. The office attests that the copy was received. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Internship agreement to sign on paper: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The agreement is attached, to be printed and signed.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task">
          <p>The agreement <xsl:call-template name="of-internship"/> is <b>being signed on paper</b>. When the copy signed by all parties has reached you, attest it.</p>
          <answers>
            <answer verb="YES" label="The copy signed by all was received" style="primary"/>
            <answer verb="CHANGE" label="Reopen it to the student"><hint>One line per item to reconsider.</hint></answer>
            <answer verb="NO" label="Close the dossier" style="danger"><hint>Write the reason after NO.</hint></answer>
          </answers>
        </xsl:when>
        <xsl:otherwise>
          <p>The agreement <xsl:call-template name="of-internship"/> is <b>to be signed on paper</b>. It is attached to this message.</p>
          <list>
            <item><xsl:if test="person/@role='etudiant'">Print it, sign it, and have all parties sign it.</xsl:if><xsl:if test="person/@role!='etudiant'">The student will bring you the copy to sign; you may also print this one.</xsl:if></item>
            <item>A scan of the copy signed by all goes to <a href="mailto:{e:param('gestionnaire-courriel')}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a>.</item>
            <item>The internship can only begin once all have signed.</item>
          </list>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
      <xsl:if test="person/@role!='gestionnaire' and person/@role!='etudiant'"><xsl:call-template name="privacy"/></xsl:if>
    </mail>
  </xsl:template>
</xsl:stylesheet>
