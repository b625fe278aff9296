<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À qui la signature était demandée, et ne l’est plus : quelqu’un d’autre est à sa place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="new" select="dossier/replaced[@role=/context/task/@role][last()]"/>
    <mail>
      <subject>Plus rien n’est attendu de vous [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>Nous vous avions demandé une signature<xsl:call-template name="brief"/>. <b>Elle n’est plus attendue de vous</b> : le bureau des stages l’a confiée à <b><xsl:value-of select="$new/@name"/></b>.</p>
      <p>Vous pouvez effacer nos messages précédents. Une réponse à l’un d’eux ne signerait rien.</p>
      <p>C’est une erreur ? Écrivez au bureau des stages, à l’adresse ci-dessous.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
