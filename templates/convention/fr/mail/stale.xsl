<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse du moteur : la demande est close, ou les données ont changé depuis. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre réponse arrive trop tard<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Rien n’a été fait de votre message.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="reason/@code='stale-revision'"><b>Les données ont changé depuis le message auquel vous répondez</b> : votre réponse n’a pas été prise en compte.</xsl:when>
        <xsl:when test="reason/@code='stale-closed'"><b>Cette demande n’attend plus de réponse</b> : vous y avez déjà répondu, ou le dossier a avancé. Rien n’a été changé.</xsl:when>
        <xsl:when test="reason/@code='stale-replaced'"><b>Quelqu’un d’autre répond désormais à votre place</b>, sur décision du bureau des stages : votre réponse n’a pas été prise en compte.</xsl:when>
        <xsl:when test="reason/@code='stale-delegated'"><b>Vous avez désigné quelqu’un d’autre pour répondre</b> : votre réponse n’a pas été prise en compte. Pour la donner vous-même, reprenez d’abord la main.</xsl:when>
        <xsl:when test="reason/@code='stale-unconfirmed'"><b>Votre confirmation arrive plus de deux jours après notre demande</b> : la réponse qui l’attendait est abandonnée, et rien n’a été fait.</xsl:when>
        <xsl:otherwise><b>La demande à laquelle vous répondez n’existe plus.</b> Rien n’a été fait de votre message.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:choose>
        <xsl:when test="reason/@code='stale-delegated'"><answers><answer verb="REPRENDRE" label="Reprendre la main"/></answers></xsl:when>
        <xsl:when test="reason/@code='stale-unconfirmed'"><p>Donnez-la de nouveau, en répondant au message qui vous l’a demandée : nous vous enverrons aussitôt une nouvelle demande de confirmation.</p></xsl:when>
        <xsl:when test="task">
          <p>Il vous reste à <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template>, d’après les données actuelles :</p>
          <xsl:call-template name="choices-of-task"/>
          <xsl:call-template name="facts"/>
        </xsl:when>
        <xsl:otherwise><p>Vous n’avez rien d’autre à faire. Pour savoir où en est le dossier, répondez STATUT.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
