<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à RECTIFIER, et sa copie au gestionnaire et au délégué (RGPD, art. 16). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:import href="kept.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Demande de rectification de données<xsl:if test="person/@role='dpo' or person/@role='gestionnaire'"> : <xsl:value-of select="message/@from"/></xsl:if></subject>
      <preheader>Ce qui est à corriger, et par qui.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(kept)"><xsl:call-template name="not-proven"/></xsl:when>
        <xsl:when test="person/@role='dpo' or person/@role='gestionnaire'">
          <p><b><xsl:value-of select="kept/@address"/></b> demande la rectification de ses données. L’adresse a été vérifiée par notre serveur. Réponse attendue avant le <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','fr')"/></b> (RGPD, art. 12, 3).</p>
        </xsl:when>
        <xsl:otherwise>
          <p>Votre demande est transmise au bureau des stages et au délégué à la protection des données ; réponse avant le <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','fr')"/></b>.</p>
          <p>Si vous êtes l’étudiant et que la convention n’est pas signée, corrigez vous-même : répondez au dernier courriel de votre dossier avec les lignes à changer. Après la signature, la correction passe par un AVENANT.</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="kept and message/argument!=''"><h>À corriger</h><quote><xsl:value-of select="message/argument"/></quote></xsl:if>
      <xsl:if test="kept/file"><xsl:call-template name="files"/></xsl:if>
      <xsl:call-template name="rights"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
