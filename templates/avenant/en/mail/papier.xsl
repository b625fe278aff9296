<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To who signs by hand, and to the student: print, sign, send the scanned copy back. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="again" select="dossier/answer[last()][@verb='non']"/>
    <xsl:variable name="signs" select="contains(e:let('a-la-main'), concat(' ', person/@role, ' '))"/>
    <mail>
      <subject>Amendment to sign on paper: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The amendment is attached, to print and sign.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:if test="$again">
        <p><b>The scanned copy that came could not be accepted.</b><xsl:if test="normalize-space($again)!=''"> The internship office says:</xsl:if></p>
        <xsl:if test="normalize-space($again)!=''"><quote><xsl:value-of select="$again"/></quote></xsl:if>
      </xsl:if>
      <p>Amendment no. <xsl:value-of select="dossier/data/avenant/numero"/> to agreement <xsl:value-of select="parent/@number"/> is <b>to be signed on paper</b><xsl:call-template name="brief"/>. It is attached to this message.</p>
      <list>
        <item><xsl:choose>
          <xsl:when test="$signs and person/@role='etudiant'">Print it, sign it, and have it signed by those who sign by hand too.</xsl:when>
          <xsl:when test="$signs">Print and sign it, or sign the copy that the student brings you.</xsl:when>
          <xsl:otherwise>Print it and bring it to those who sign by hand.</xsl:otherwise>
        </xsl:choose></item>
        <item><b>Send the signed copy back, scanned, in reply to this message</b>: a PDF, or a sharp photograph of each page. Nothing else needs to be written.</item>
        <item>One copy with all handwritten signatures is enough, whoever sends it. Keep the original.</item>
        <xsl:if test="e:let('electroniques')='true'"><item>Those who signed electronically need not sign again.</item></xsl:if>
        <xsl:if test="$signs"><item>If you do not want to sign, reply DECLINE and the reason.</item></xsl:if>
      </list>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="bye"/>
      <xsl:if test="person/@role!='etudiant'"><xsl:call-template name="privacy"/></xsl:if>
    </mail>
  </xsl:template>
</xsl:stylesheet>
