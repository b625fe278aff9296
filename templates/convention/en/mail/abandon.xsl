<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To those concerned: closed for want of an answer. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Dossier closed for want of an answer [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>The dossier <xsl:value-of select="$number"/><xsl:call-template name="brief"/> is <b>closed</b>: an awaited reply did not come, in spite of our reminders. The internship cannot take place under this agreement.</p>
      <xsl:if test="person/@role='etudiant'"><p>If the project stands, send a new request: write FORM to <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a>.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
