<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À l’enseignant référent : valider le projet de stage. Récapitulatif joint. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À valider : le stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>En tant qu’enseignant référent, votre validation est attendue.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:call-template name="student"/></b> vous demande de suivre son stage, comme enseignant référent. <b>Votre validation du projet de stage est attendue</b> ; le récapitulatif est joint.</p>
      <answers>
        <answer verb="VALIDER" label="Valider" style="primary"/>
        <answer verb="MODIFIER" label="Demander une modification"><hint>Une ligne par donnée, par exemple « Sujet du stage : à préciser ».</hint></answer>
        <answer verb="NON" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
        <xsl:call-template name="may-delegate"/>
      </answers>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
