<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Formulaire de convention de stage'"/></xsl:call-template>
      <preheader>Remplissez les lignes, puis envoyez : vous pouvez le faire en plusieurs fois.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Répondez à ce message en remplissant les lignes ci-dessous. Vous pouvez le faire <b>en plusieurs fois</b> : ce que vous envoyez est conservé, et nous vous disons ce qui manque.</p>
      <answers><answer verb="" subject="Convention de stage" label="Remplir le formulaire" style="primary"><lines><xsl:call-template name="lignes-toutes"/></lines></answer></answers>
      <form-lines><xsl:call-template name="lignes-toutes"/></form-lines>
      <xsl:call-template name="salutations"/>
      <xsl:call-template name="vie-privee"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
