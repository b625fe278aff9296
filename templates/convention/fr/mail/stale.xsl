<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre réponse arrive trop tard'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <p><b>Votre réponse n’a rien changé</b> : la demande à laquelle elle répond est close, ou le dossier a été modifié depuis.</p>
      <p>Si une réponse est encore attendue de vous, vous avez reçu un courriel plus récent : répondez à celui-là.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
