<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- La convention de stage, d'après la convention type de l'arrêté du 29 décembre 2014 et l'article
     D. 124-4 du code de l'éducation. Les articles sont dans articles.xsl, partagé avec l'exemplaire signé. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="articles.xsl"/>
  <xsl:import href="annexes.xsl"/>
  <xsl:template match="/context">
    <document lang="fr" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Convention de stage {dossier/@number}" subject="{e:field('stage.sujet')/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Convention de stage</xsl:with-param></xsl:call-template>
      <xsl:if test="e:param('logo')!=''"><image src="{e:param('logo')}"/></xsl:if>
      <xsl:call-template name="parties"/>
      <xsl:call-template name="articles"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="annexes"/>
    </document>
  </xsl:template>
</xsl:stylesheet>
