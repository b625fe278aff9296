<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre message n’a pas pu être authentifié'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <p><b>Rien n’a été fait</b> : nous n’avons pas pu vérifier que ce message vient bien de votre adresse.</p>
      <p>Écrivez depuis votre messagerie habituelle (pour un étudiant, la messagerie de l’université), sans passer par un transfert automatique. Si le problème persiste, demandez de l’aide à votre service informatique.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
