<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À tous : l’avenant est signé. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Avenant n° <xsl:value-of select="dossier/data/avenant/numero"/> signé : stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Toutes les parties ont signé.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='ancien-tuteur' or person/@role='ancien-referent'">Pour votre information : par <xsl:call-template name="which"/><xsl:call-template name="brief"/>, signé par toutes les parties, vous ne suivez plus ce stage. Merci de l’avoir fait jusqu’ici.</xsl:when>
        <xsl:otherwise><b><xsl:text/>Toutes les parties ont signé <xsl:call-template name="which"/></b><xsl:call-template name="brief"/>.<xsl:choose><xsl:when test="e:let('papier')='true' and e:let('electroniques')='true'"> L’exemplaire signé est joint, avec l’exemplaire numérisé de ceux qui ont signé à la main : gardez-les avec la convention.</xsl:when><xsl:when test="e:let('papier')='true' and dossier/answer[@kept and @revision=/context/dossier/@revision]"> L’exemplaire numérisé est joint : gardez-le avec la convention.</xsl:when><xsl:when test="e:let('papier')='true'"> L’exemplaire papier original est au bureau des stages.</xsl:when><xsl:otherwise> L’exemplaire signé est joint : gardez-le avec la convention.</xsl:otherwise></xsl:choose><xsl:choose><xsl:when test="dossier/state/@id='rompue'"> Le stage prend fin le <xsl:value-of select="e:field('rupture.date')/shown"/>.</xsl:when><xsl:otherwise> Ces valeurs sont désormais celles de la convention.</xsl:otherwise></xsl:choose></xsl:otherwise>
      </xsl:choose></p>
      <xsl:if test="not(starts-with(person/@role,'ancien'))">
      <xsl:call-template name="changes"/>
      </xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
