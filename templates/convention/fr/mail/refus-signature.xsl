<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À tous : un signataire a refusé, ou le délai est passé. Le gestionnaire décide de la suite. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="last" select="dossier/task[@state='signature'][last()]/@entry"/>
    <mail>
      <subject><xsl:call-template name="stopped-word"/> : convention de <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="stopped"><xsl:with-param name="what">la convention <xsl:call-template name="of-internship"/></xsl:with-param></xsl:call-template>
      <xsl:choose>
        <xsl:when test="task">
          <p>Que faut-il faire de ce dossier ?</p>
          <answers>
            <answer verb="MODIFIER" label="Rouvrir le dossier à l’étudiant" style="primary"><hint>Une ligne par donnée à revoir, par exemple « Date de fin : au plus tard le 31 août ».</hint></answer>
            <answer verb="OUI" label="Relancer la signature"><hint><xsl:choose><xsl:when test="dossier/provider[@entry=$last]">Tous les signataires seront sollicités de nouveau.</xsl:when><xsl:otherwise>Les signatures déjà données restent valables ; seuls les autres sont sollicités.</xsl:otherwise></xsl:choose></hint></answer>
            <answer verb="NON" label="Clore le dossier" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
          </answers>
        </xsl:when>
        <xsl:otherwise><p>La signature est suspendue ; le bureau des stages décide de la suite. Vous n’avez rien à faire.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
