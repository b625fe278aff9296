<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Your message could not be authenticated'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <p><b>Nothing was done</b>: we could not verify that this message comes from your address.</p>
      <p>Write from your usual mailbox (for a student, the university’s), without automatic forwarding. If this goes on, ask your IT service for help.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
