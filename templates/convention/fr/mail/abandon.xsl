<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À ceux qui étaient concernés : dossier clos faute de réponse. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Dossier clos faute de réponse [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>Le dossier <xsl:value-of select="$number"/><xsl:call-template name="brief"/> est <b>clos</b> : une réponse attendue n’est pas venue, malgré nos rappels. Le stage ne peut pas avoir lieu sous cette convention.</p>
      <xsl:if test="person/@role='etudiant'"><p>Si le projet est toujours d’actualité, envoyez une nouvelle demande : écrivez FORMULAIRE à <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a>.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
