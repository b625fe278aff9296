<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Rappel : votre réponse est attendue'"/></xsl:call-template>
      <preheader>Votre réponse est toujours attendue.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Nous attendons toujours votre réponse à propos de ce dossier, demandée le <xsl:value-of select="e:format(substring($task/@opened, 1, 10), 'date', 'fr')"/>.</p>
      <xsl:choose>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' signer ')"><answers>
        <answer verb="JE SIGNE" label="Je signe la convention" style="primary"></answer>
        <answer verb="REFUSER" label="Refuser de signer" style="danger"><hint>Écrivez votre motif après REFUSER.</hint></answer>
        <answer verb="PAPIER" label="Signer sur papier" style="plain"></answer>
      </answers></xsl:when>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' non ')"><answers>
        <answer verb="OUI" label="Je valide" style="primary"></answer>
        <answer verb="MODIFIER" label="Demander une modification" style="plain"><hint>Une ligne par point à revoir.</hint></answer>
        <answer verb="NON" label="Refuser" style="danger"><hint>Écrivez votre motif après NON.</hint></answer>
      </answers></xsl:when>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' oui ')"><answers>
        <answer verb="JE VALIDE" label="Tout est exact, je valide" style="primary"></answer>
        <answer verb="MODIFIER" label="Corriger quelque chose" style="plain"></answer>
      </answers></xsl:when>
      <xsl:otherwise>
      <xsl:call-template name="jauges"/>
      <xsl:if test="$findings[@rule = 'required']"><answers><answer verb="" label="Compléter les lignes manquantes" style="primary"><lines><xsl:call-template name="lignes-manquantes"/></lines></answer></answers></xsl:if>
      </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
