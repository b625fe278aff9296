<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À l’enseignant référent : son accord sur l’avenant. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Accord demandé : avenant au stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Votre accord est attendu avant l’émission de l’avenant.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Votre accord est demandé</b> pour <xsl:call-template name="which"/><xsl:call-template name="brief"/><xsl:if test="dossier/data/avenant/origine='gestionnaire'">, préparé par le bureau des stages</xsl:if> : <xsl:value-of select="dossier/data/avenant/motifs"/>.</p>
      <answers>
        <answer verb="VALIDER" label="Je suis d’accord" style="primary"/>
        <answer verb="MODIFIER" label="Renvoyer pour correction"><hint>Une ligne par donnée, par exemple « Date de fin : au plus tard le 31 août ».</hint></answer>
        <answer verb="NON" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
      </answers>
      <xsl:call-template name="changes"/>
      <p>Raison donnée :</p><quote><xsl:value-of select="dossier/data/avenant/explication"/></quote>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:if test="findings/finding[@severity='info']"><h>Pour information</h><list><xsl:for-each select="findings/finding[@severity='info']"><xsl:call-template name="finding"/></xsl:for-each></list></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
