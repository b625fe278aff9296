<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Internship report received: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The report is there.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:variable name="answer" select="dossier/answer[@verb='document'][last()]"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='etudiant'"><b>Your internship report is received</b><xsl:call-template name="detail-brackets"/>, and passed on to your referent teacher. This mail is the receipt.</xsl:when>
        <xsl:when test="$answer/@kept-size &lt;= 1000000 * e:param('rapport-taille-max')"><b><xsl:call-template name="student"/> has handed in the internship report</b><xsl:call-template name="detail-brackets"/>: it is attached to this message.</xsl:when>
        <xsl:otherwise><b><xsl:call-template name="student"/> has handed in the internship report</b><xsl:call-template name="detail-brackets"/>. It is too large to be attached (<xsl:value-of select="format-number($answer/@kept-size div 1000000,'0')"/> MB): ask <a href="mailto:{e:param('gestionnaire-courriel')}?subject=Internship%20report%20{$number}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a> for it, who keep it.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:variable name="file" select="$answer/attachment[1]"/>
      <facts>
        <fact label="File"><xsl:value-of select="$file/@name"/> (<xsl:value-of select="ceiling($file/@size div 1024)"/> kB)</fact>
        <fact label="Received on"><xsl:call-template name="day"><xsl:with-param name="at" select="dossier/answer[@verb='document'][last()]/@at"/></xsl:call-template></fact>
        <fact label="SHA-256 digest"><xsl:value-of select="$file/@sha256"/></fact>
      </facts>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
