<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre convention de stage : des points à revoir'"/></xsl:call-template>
      <preheader>Des points sont à revoir avant de continuer.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Avant de continuer, <b>des points de votre dossier sont à revoir</b>. Répondez à ce message avec les lignes corrigées ; les validations reprendront ensuite depuis le début.</p>
      <xsl:call-template name="remarques"/>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'block'"/><xsl:with-param name="titre" select="'À corriger'"/></xsl:call-template>
      <xsl:if test="$findings[@rule = 'required']"><h>Il manque</h><form-lines><xsl:call-template name="lignes-manquantes"/></form-lines></xsl:if>
      <answers><answer verb="" label="Répondre avec les corrections" style="primary"><hint>Une ligne par donnée, par exemple : Date de fin : 28/08/2026</hint><lines><xsl:call-template name="lignes-a-revoir"/></lines></answer></answers>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
