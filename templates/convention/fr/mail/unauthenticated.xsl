<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse du moteur : l’expéditeur n’est pas prouvé. Rien du dossier n’est montré. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre réponse n’a pas pu être authentifiée<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Rien n’a été fait de votre message.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Rien n’a été fait de votre message</b> : rien ne prouve qu’il vient bien de l’adresse <xsl:value-of select="person/@address"/> (ni signature DKIM, ni DMARC valable).</p>
      <list>
        <item>Répondez depuis la messagerie habituelle de cette adresse, sans passer par un transfert ni par un autre serveur d’envoi.</item>
        <item>Si cela se répète, transmettez ce message à votre service informatique, ou écrivez au bureau des stages : la signature sur papier reste possible.</item>
      </list>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
