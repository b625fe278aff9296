<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse du moteur : la demande est adressée à quelqu’un d’autre. Rien du dossier n’est montré. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre réponse n’a pas été prise en compte<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Elle vient d’une autre adresse que celle à laquelle nous avons écrit.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Rien n’a été fait de votre message</b> : il vient d’une autre adresse (<xsl:value-of select="person/@address"/>) que celle à laquelle la demande a été envoyée.</p>
      <p>Si cette demande est pour vous, répondez depuis l’adresse qui l’a reçue. Sinon, la personne concernée doit répondre elle-même ; si son adresse est à changer, prévenez le bureau des stages.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
