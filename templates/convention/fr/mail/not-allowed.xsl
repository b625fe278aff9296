<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Cette demande n’est pas possible maintenant'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="not($dossier/state)"><p><b>Rien n’a été fait</b> : une demande de convention s’envoie depuis l’adresse institutionnelle de l’étudiant.</p></xsl:when>
      <xsl:otherwise><p><b>Rien n’a été fait</b> : cette demande n’est pas possible à cette étape du dossier.</p><p>Pour un changement, adressez-vous au bureau des stages.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
