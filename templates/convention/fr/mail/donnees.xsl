<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à MES DONNÉES : tout ce qui est gardé de qui écrit (RGPD, art. 15). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:import href="kept.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Vos données personnelles : ce que nous gardons</subject>
      <preheader>Tout ce que nous gardons de vous, et jusqu’à quand.</preheader>
      <xsl:if test="kept/@total!='0' and kept/@total!='many'"><enclose document="mes-donnees"/></xsl:if>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(kept)"><xsl:call-template name="not-proven"/></xsl:when>
        <xsl:when test="kept/@total='many'">
          <p>Vous figurez dans plus de dossiers qu’un courriel ne peut en décrire. Le délégué à la protection des données vous remettra la copie complète : <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>.</p>
        </xsl:when>
        <xsl:when test="kept/@total='0' and not(kept/entry) and not(kept/habit)">
          <p><b>Nous ne gardons rien sous votre adresse</b> (<xsl:value-of select="kept/@address"/>)<xsl:if test="kept/message">, hormis vos <xsl:value-of select="count(kept/message)"/> courriels</xsl:if>. Si vous en utilisez une autre pour vos stages, écrivez depuis celle-là.</p>
        </xsl:when>
        <xsl:otherwise>
          <p>Voici ce que nous gardons sous l’adresse <b><xsl:value-of select="kept/@address"/></b> : <xsl:value-of select="kept/@total"/> dossier<xsl:if test="kept/@total &gt; 1">s</xsl:if>, <xsl:value-of select="count(kept/message)"/> courriel<xsl:if test="count(kept/message) &gt; 1">s</xsl:if> de vous, <xsl:value-of select="count(kept/mail)"/> à vous<xsl:if test="kept/entry">, et ce que dit l’annuaire</xsl:if>. <xsl:if test="kept/@total!='0'">Le document joint donne chaque donnée ; celles des autres personnes n’y sont pas.</xsl:if></p>
          <xsl:if test="kept/@shown &lt; kept/@total"><p>Les <xsl:value-of select="kept/@shown"/> dossiers les plus récents sont montrés ; demandez les autres au délégué à la protection des données.</p></xsl:if>
          <xsl:if test="kept/file"><xsl:call-template name="files"/></xsl:if>
          <xsl:for-each select="kept/entry">
            <h>Annuaire : <xsl:value-of select="@kind"/></h>
            <facts><xsl:for-each select="value"><fact label="{label}"><xsl:value-of select="shown"/></fact></xsl:for-each></facts>
          </xsl:for-each>
          <xsl:call-template name="kept-habit"/>
          <xsl:if test="kept/file/keep"><h>Pourquoi et jusqu’à quand</h><xsl:call-template name="reasons"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <h>L’information sur vos données</h>
      <xsl:call-template name="notice"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
