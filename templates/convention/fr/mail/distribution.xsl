<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À tous : la convention est signée par toutes les parties. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="paper" select="e:let('papier')='true'"/>
    <mail>
      <subject>Convention de stage signée : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Toutes les parties ont signé.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>La convention de stage est signée par toutes les parties.</b><xsl:choose>
        <xsl:when test="$paper and e:let('electroniques')='true'"> L’exemplaire signé est joint, avec l’exemplaire numérisé de ceux qui ont signé à la main : gardez-les.</xsl:when>
        <xsl:when test="$paper and dossier/answer[@kept and @revision=/context/dossier/@revision]"> L’exemplaire numérisé est joint : gardez-le.</xsl:when>
        <xsl:when test="$paper"> L’exemplaire papier original est au bureau des stages.</xsl:when>
        <xsl:otherwise> L’exemplaire signé est joint : gardez-le.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="signatures"/>
      <xsl:if test="person/@role='etudiant'"><p>En cas d’accident, d’absence ou de difficulté pendant le stage, prévenez aussitôt votre tuteur, votre enseignant référent et le bureau des stages. Bon stage !</p></xsl:if>
      <xsl:if test="person/@role='tuteur' or person/@role='signataire'"><p>En cas d’accident, d’absence ou de difficulté, prévenez aussitôt l’enseignant référent et le bureau des stages.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
