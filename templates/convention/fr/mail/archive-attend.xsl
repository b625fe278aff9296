<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À archiver sans attestation ? <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’attestation de stage manque.</preheader>
      <xsl:call-template name="hello"/>
      <p>Le stage<xsl:call-template name="brief"/> est à archiver, mais <b>l’attestation n’a pas été signée par l’organisme d’accueil</b>. Dès qu’elle le sera, le dossier sera archivé de lui-même.</p>
      <answers><answer verb="OUI" label="Archiver sans attestation" style="primary"/></answers>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
