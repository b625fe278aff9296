<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Au gestionnaire : émettre l’avenant, ou le corriger d’abord. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À émettre : avenant <xsl:call-template name="de"/><xsl:call-template name="student"/>, <xsl:value-of select="e:field('hote.nom', $parent)/shown"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’enseignant référent a donné son accord.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="findings/@valid='no' or findings/@complete='no'"><b>Cet avenant ne peut être émis en l’état</b> : les points ci-dessous sont à corriger.</xsl:when>
        <xsl:otherwise>L’enseignant référent a donné son accord à <xsl:call-template name="which"/><xsl:call-template name="brief"/>. <b>Il vous reste à l’émettre</b> : il partira aussitôt à la signature.</xsl:otherwise>
      </xsl:choose></p>
      <answers>
        <answer verb="VALIDER" label="Émettre l’avenant" style="primary"/>
        <answer verb="MODIFIER" label="Renvoyer pour correction"><hint>Une ligne par donnée, par exemple « Date de fin : au plus tard le 31 août ».</hint></answer>
        <answer verb="NON" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
      </answers>
      <p>Pour le corriger avant, répondez avec les lignes à changer, par exemple « Date de fin : 30/09/2026 » ; un tiret ôte une ligne.</p>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="changes"/>
      <p>Raison donnée :</p><quote><xsl:value-of select="dossier/data/avenant/explication"/></quote>
      <xsl:if test="findings/finding[@severity='info']"><h>Pour information</h><list><xsl:for-each select="findings/finding[@severity='info']"><xsl:call-template name="finding"/></xsl:for-each></list></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
