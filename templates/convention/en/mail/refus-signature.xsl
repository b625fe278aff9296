<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To all: a signatory has declined, or the time is over. The office decides what follows. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[@verb='refuser'][last()]"/>
    <xsl:variable name="last" select="dossier/task[@state='signature'][last()]/@entry"/>
    <xsl:variable name="refused" select="dossier/task[@state='signature' and @entry=$last and @verb='refuser']"/>
    <xsl:variable name="provider" select="dossier/provider[@entry=$last and @status='failed']"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$refused">Signature declined</xsl:when><xsl:when test="$provider">Signing suspended</xsl:when><xsl:otherwise>Time to sign is over</xsl:otherwise></xsl:choose>: agreement of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$refused">
          <p><b><xsl:call-template name="who"><xsl:with-param name="role" select="$answer/@role"/><xsl:with-param name="name" select="$answer/@name"/></xsl:call-template> has declined to sign</b> the agreement <xsl:call-template name="of-internship"/>, on <xsl:call-template name="day"><xsl:with-param name="at" select="$answer/@at"/></xsl:call-template>.</p>
          <xsl:if test="normalize-space($answer)!=''"><p>Reason:</p><quote><xsl:value-of select="$answer"/></quote></xsl:if>
        </xsl:when>
        <xsl:when test="$provider">
          <p><b><xsl:choose>
            <xsl:when test="$provider/@reason='expired'">The request has expired at the provider of signatures</xsl:when>
            <xsl:when test="$provider/@reason='withdrawn'">The request was deleted at the provider of signatures</xsl:when>
            <xsl:when test="$provider/@reason='refused'">Somebody has declined at the provider of signatures, which does not say who</xsl:when>
            <xsl:when test="$provider/@reason='unreachable'">The provider of signatures does not answer</xsl:when>
            <xsl:when test="$provider/@reason='incomplete'">The provider of signatures calls the document signed, but not everybody has signed</xsl:when>
            <xsl:otherwise>What the provider of signatures gave back is not the document it was given, or its signature cannot be verified</xsl:otherwise>
          </xsl:choose></b>: the agreement <xsl:call-template name="of-internship"/> is not signed.</p>
          <xsl:call-template name="signatures"/>
        </xsl:when>
        <xsl:otherwise>
          <p><b>The time to sign is over</b>: the agreement <xsl:call-template name="of-internship"/> is not signed by all.</p>
          <xsl:call-template name="signatures"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="task">
          <p>What is to be done with this dossier?</p>
          <answers>
            <answer verb="CHANGE" label="Reopen it to the student" style="primary"><hint>One line per item, for example “End date: 31 August at the latest”.</hint></answer>
            <answer verb="YES" label="Ask again for the signatures"><hint><xsl:choose><xsl:when test="dossier/provider[@entry=$last]">All signatories are asked again.</xsl:when><xsl:otherwise>Those already given stand; only the others are asked.</xsl:otherwise></xsl:choose></hint></answer>
            <answer verb="NO" label="Close the dossier" style="danger"><hint>Write the reason after NO.</hint></answer>
          </answers>
        </xsl:when>
        <xsl:otherwise><p>Signing is suspended; the internship office decides what follows. You have nothing to do.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
