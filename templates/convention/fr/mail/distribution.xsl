<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Convention de stage signée : ', $stagiaire)"/></xsl:call-template>
      <preheader>Votre exemplaire de la convention signée est joint.</preheader>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="/context/let[@name = 'papier'] = 'true'"><p>La convention de stage de <b><xsl:value-of select="$stagiaire"/></b> est signée par tous, sur papier ; l’original est conservé par l’établissement.</p></xsl:when>
      <xsl:otherwise><p>La convention de stage de <b><xsl:value-of select="$stagiaire"/></b> est signée par tous. <b>Votre exemplaire est joint</b> ; conservez-le.</p></xsl:otherwise>
      </xsl:choose>
      <p>Le stage peut commencer le <xsl:value-of select="e:format($data/stage/debut, 'date', 'fr')"/>.</p>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
