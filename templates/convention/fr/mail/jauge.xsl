<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre convention de stage : ce qui manque'"/></xsl:call-template>
      <preheader>Ce qui est complet, ce qui manque, et comment le compléter par une simple réponse.</preheader>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="/context/findings/@complete = 'yes'"><p>Votre formulaire est complet, mais des points restent à corriger.</p></xsl:when>
      <xsl:otherwise><p>Nous avons bien reçu vos informations. Pour continuer, <b>répondez à ce message</b> avec les lignes qui manquent ; ce que vous avez déjà envoyé est conservé.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="jauges"/>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'block'"/><xsl:with-param name="titre" select="'À corriger'"/></xsl:call-template>
      <xsl:if test="$findings[@rule = 'required']">
      <answers><answer verb="" label="Compléter les lignes manquantes" style="primary"><hint>Votre messagerie s’ouvre avec les lignes à remplir ; envoyez, c’est tout.</hint><lines><xsl:call-template name="lignes-manquantes"/></lines></answer></answers>
      <h>Il manque</h>
      <form-lines><xsl:call-template name="lignes-manquantes"/></form-lines>
      </xsl:if>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'warn'"/><xsl:with-param name="titre" select="'À vérifier'"/></xsl:call-template>
      <xsl:call-template name="salutations"/>
      <xsl:call-template name="vie-privee"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
