<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à EFFACER MES DONNÉES, et sa copie au délégué (RGPD, art. 17). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:import href="kept.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Demande d’effacement de données<xsl:if test="person/@role='dpo'"> : <xsl:value-of select="kept/@address"/></xsl:if></subject>
      <preheader>Ce qui peut être effacé, ce qui doit être gardé et pourquoi.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(kept)"><xsl:call-template name="not-proven"/></xsl:when>
        <xsl:when test="person/@role='dpo'">
          <p><b><xsl:value-of select="kept/@address"/></b> demande l’effacement de ses données. L’adresse a été vérifiée par notre serveur. Réponse attendue avant le <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','fr')"/></b> (RGPD, art. 12, 3).</p>
          <xsl:if test="message/text!=''"><quote><xsl:value-of select="message/text"/></quote></xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <p>Votre demande d’effacement est transmise au délégué à la protection des données, qui vous répondra avant le <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','fr')"/></b>. Vous n’avez rien d’autre à faire.</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="kept/file">
        <xsl:call-template name="files"/>
        <h>Ce qui doit être gardé, et pourquoi</h>
        <p>Tant qu’un dossier est ouvert, il ne peut être effacé ; l’étudiant peut y renoncer avant la signature en répondant ANNULER. Ensuite, l’effacement ne s’étend pas à ce qui est nécessaire à une mission d’intérêt public ou à la défense de droits (RGPD, art. 17, 3, b et e) :</p>
        <xsl:call-template name="reasons"/>
        <p>À ces dates, l’effacement est fait sans autre demande.</p>
      </xsl:if>
      <xsl:if test="kept and not(kept/file)"><p>Aucun dossier ne nomme cette adresse<xsl:if test="kept/message"> ; <xsl:value-of select="count(kept/message)"/> courriels en sont gardés</xsl:if><xsl:if test="kept/entry"> ; l’annuaire la connaît</xsl:if>.</p></xsl:if>
      <xsl:call-template name="rights"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
