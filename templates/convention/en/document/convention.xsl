<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The internship agreement, after the model agreement of the order of 29 December 2014 and article
     D. 124-4 of the Code de l'éducation. The articles are in articles.xsl, shared with the signed copy. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="articles.xsl"/>
  <xsl:import href="annexes.xsl"/>
  <xsl:template match="/context">
    <document lang="en" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Internship agreement {dossier/@number}" subject="{e:field('stage.sujet')/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Internship agreement</xsl:with-param></xsl:call-template>
      <xsl:if test="e:param('logo')!=''"><image src="{e:param('logo')}"/></xsl:if>
      <xsl:call-template name="parties"/>
      <xsl:call-template name="articles"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="annexes"/>
    </document>
  </xsl:template>
</xsl:stylesheet>
