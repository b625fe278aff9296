<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Stage non signé : ', $stagiaire)"/></xsl:call-template>
      <preheader>Le stage devait commencer aujourd’hui ; la convention n’est pas signée.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Le stage devait commencer le <xsl:value-of select="e:format($data/stage/debut, 'date', 'fr')"/>, mais <b>la convention n’est pas signée par tous : le stage ne peut pas commencer</b>. Sans convention signée, le stagiaire n’est pas couvert en cas d’accident.</p>
      <p>Restent attendues :</p>
      <list><xsl:for-each select="$dossier/task[@status = 'open']"><item><xsl:value-of select="@name"/> (<xsl:value-of select="@address"/>)</item></xsl:for-each></list>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
