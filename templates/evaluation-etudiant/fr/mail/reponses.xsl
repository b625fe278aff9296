<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Évaluation du tuteur : stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le tuteur a rempli son évaluation.</preheader>
      <xsl:call-template name="hello"/>
      <p>Le tuteur, <xsl:value-of select="/context/role[@id='tuteur']/@name"/>, a rempli l’évaluation du stage<xsl:call-template name="brief"/>.</p>
      <xsl:call-template name="given"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
