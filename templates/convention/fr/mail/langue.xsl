<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à LANGUE : la langue désormais réglée, ou celles que l’on peut choisir. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="reason">Rien n’a été changé : la langue de nos messages</xsl:when><xsl:otherwise>C’est noté : nous vous écrivons en <xsl:value-of select="habit/offer[@code=../@language]/@fr"/></xsl:otherwise></xsl:choose></subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="reason/@code='habit-role'"><p><b>Rien n’a été changé</b> : votre adresse (<xsl:value-of select="person/@address"/>) ne figure dans aucun dossier.</p></xsl:when>
        <xsl:when test="reason and normalize-space(message/argument)=''"><p>Dans quelle langue voulez-vous que nous vous écrivions ? <b>Rien n’a encore été changé.</b></p></xsl:when>
        <xsl:when test="reason"><p><b>Rien n’a été changé</b> : nous n’avons pas reconnu la langue « <xsl:value-of select="message/argument"/> », ou nous ne l’écrivons pas.</p></xsl:when>
        <xsl:otherwise><p><b>Nos messages vous sont désormais écrits en <xsl:value-of select="habit/offer[@code=../@language]/@fr"/></b>, pour tous les dossiers où vous figurez. La langue des conventions elles-mêmes ne change pas.<xsl:if test="habit/@again"> Ce à quoi vous avez à répondre vous est renvoyé dans cette langue.</xsl:if></p></xsl:otherwise>
      </xsl:choose>
      <p><xsl:choose><xsl:when test="reason">Écrivez, seule en première ligne, l’une de ces commandes :</xsl:when><xsl:otherwise>Pour en changer, écrivez, seule en première ligne :</xsl:otherwise></xsl:choose></p>
      <form-lines><xsl:for-each select="habit/offer[not(@code=../@language) or /context/reason]">LANGUE <xsl:value-of select="@fr"/><xsl:text>&#10;</xsl:text></xsl:for-each></form-lines>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
