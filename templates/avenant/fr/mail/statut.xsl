<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à STATUT. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Où en est l’avenant : stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>État de l’avenant.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="progress"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="changes"/>
      <xsl:if test="dossier/task[@state='signature']"><xsl:call-template name="signatures"/></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
