<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Rapport de stage reçu : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le rapport est déposé.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:variable name="answer" select="dossier/answer[@verb='document'][last()]"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='etudiant'"><b>Votre rapport de stage est reçu</b><xsl:call-template name="detail-brackets"/>, et transmis à votre enseignant référent. Ce message vaut reçu.</xsl:when>
        <xsl:when test="$answer/@kept-size &lt;= 1000000 * e:param('rapport-taille-max')"><b><xsl:call-template name="student"/> a déposé son rapport de stage</b><xsl:call-template name="detail-brackets"/> : il est joint à ce message.</xsl:when>
        <xsl:otherwise><b><xsl:call-template name="student"/> a déposé son rapport de stage</b><xsl:call-template name="detail-brackets"/>. Il est trop volumineux pour être joint (<xsl:value-of select="format-number($answer/@kept-size div 1000000,'0')"/> Mo) : demandez-le à <a href="mailto:{e:param('gestionnaire-courriel')}?subject=Rapport%20de%20stage%20{$number}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a>, qui le garde.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:variable name="file" select="$answer/attachment[1]"/>
      <facts>
        <fact label="Fichier"><xsl:value-of select="$file/@name"/> (<xsl:value-of select="ceiling($file/@size div 1024)"/> Ko)</fact>
        <fact label="Reçu le"><xsl:call-template name="day"><xsl:with-param name="at" select="dossier/answer[@verb='document'][last()]/@at"/></xsl:call-template></fact>
        <fact label="Empreinte SHA-256"><xsl:value-of select="$file/@sha256"/></fact>
      </facts>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
