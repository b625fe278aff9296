<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'This request is not possible now'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="not($dossier/state)"><p><b>Nothing was done</b>: a request for an agreement is sent from the student’s university address.</p></xsl:when>
      <xsl:otherwise><p><b>Nothing was done</b>: this request is not possible at this step of the file.</p><p>For a change, please ask the internship office.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
