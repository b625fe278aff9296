<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the office: handwritten signatures are awaited; the scanned copy, as soon as it comes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="scan" select="dossier/answer[last()][@kept]"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$scan">Signed amendment to be checked: </xsl:when><xsl:otherwise>Amendment to sign on paper: </xsl:otherwise></xsl:choose><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader><xsl:choose><xsl:when test="$scan">The scanned copy is attached.</xsl:when><xsl:otherwise>You will get the scanned copy as soon as it comes.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$scan">
          <p><b><xsl:choose><xsl:when test="$scan/@name!=''"><xsl:value-of select="$scan/@name"/></xsl:when><xsl:otherwise><xsl:value-of select="$scan/@address"/></xsl:otherwise></xsl:choose> has sent back the copy, signed by hand, of <xsl:call-template name="which"/></b><xsl:call-template name="brief"/>. It is attached.</p>
          <p>It has to bear the signatures of:</p>
        </xsl:when>
        <xsl:otherwise>
          <p>Amendment no. <xsl:value-of select="dossier/data/avenant/numero"/> to agreement <xsl:value-of select="parent/@number"/> is to be signed <b>on paper</b><xsl:call-template name="brief"/>. The scanned copy will reach you here as soon as it is sent back. If it is handed to you in another way, confirm it, with the file attached if you have one.</p>
          <p>Who signs by hand:</p>
        </xsl:otherwise>
      </xsl:choose>
      <list>
        <xsl:for-each select="role[contains(e:let('a-la-main'), concat(' ', @id, ' '))]">
          <item><xsl:value-of select="@name"/></item>
        </xsl:for-each>
      </list>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="$scan"><note>Digest (SHA-256) of the copy attached: <xsl:value-of select="$scan/@kept-sha256"/>.</note></xsl:if>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
