<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'A mail could not be delivered'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <p>A mail of this file could not be delivered to <b><xsl:value-of select="$dossier/task[@bounced][last()]/@address"/></b>. That step waits.</p>
      <p>Check the address with the student; if it is wrong, reopen the file to correct it.</p>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
