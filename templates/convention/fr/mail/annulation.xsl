<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À ceux qui étaient concernés : l’étudiant a annulé sa demande. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Demande de convention annulée [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>La demande de convention <xsl:value-of select="$number"/><xsl:call-template name="brief"/> a été <b>annulée</b><xsl:choose><xsl:when test="person/@role='etudiant'">, comme vous l’avez demandé</xsl:when><xsl:otherwise> par l’étudiant</xsl:otherwise></xsl:choose>. <xsl:if test="person/@role!='etudiant'">Vous n’avez plus rien à faire.</xsl:if></p>
      <xsl:if test="person/@role='etudiant'"><p>Pour une nouvelle demande, écrivez FORMULAIRE à <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a>.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
