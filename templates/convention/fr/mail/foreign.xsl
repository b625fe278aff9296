<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre réponse n’a pas été prise en compte'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <p><b>Votre réponse n’a rien changé</b> : cette demande a été adressée à une autre adresse que celle dont vous écrivez.</p>
      <p>Répondez depuis l’adresse qui a reçu notre courriel.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
