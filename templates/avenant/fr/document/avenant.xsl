<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- L’avenant, à signer. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="fr" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Avenant n° {dossier/data/avenant/numero} – convention {parent/@number}">
      <xsl:call-template name="header"><xsl:with-param name="title"><xsl:call-template name="title"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="body"/>
    </document>
  </xsl:template>
</xsl:stylesheet>
