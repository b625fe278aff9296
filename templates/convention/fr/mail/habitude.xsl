<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à ABSENT, DE RETOUR, RÉSUMÉ QUOTIDIEN et CHAQUE MAIL : ce qui est désormais réglé, ou ce qui n’a pas été compris. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="reason">Rien n’a été changé</xsl:when><xsl:otherwise>C’est noté</xsl:otherwise></xsl:choose> : votre façon de recevoir les demandes</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="reason/@code='habit-role'"><p><b>Rien n’a été changé</b> : ces réglages sont ceux des gestionnaires, et votre adresse (<xsl:value-of select="person/@address"/>) n’est celle d’aucun.</p></xsl:when>
        <xsl:when test="reason">
          <p><b>Rien n’a été changé</b> : <xsl:choose>
            <xsl:when test="reason/@code='habit-colleague'">indiquez une adresse, et une seule : celle du collègue qui répond pendant votre absence.</xsl:when>
            <xsl:when test="reason/@code='habit-order'">les dates ne conviennent pas (fin avant le début, absence passée, ou de plus de quatre cents jours).</xsl:when>
            <xsl:otherwise>nous n’avons pas compris les dates.</xsl:otherwise>
          </xsl:choose></p>
          <p>Écrivez par exemple :</p>
          <form-lines>ABSENT du 21 décembre 2026 au 3 janvier 2027 COLLÈGUE prenom.nom@univ.example</form-lines>
          <p>Sans date de fin, l’absence dure jusqu’à ce que vous écriviez DE RETOUR.</p>
        </xsl:when>
        <xsl:otherwise>
          <list>
            <item><xsl:choose>
              <xsl:when test="habit/@away-from">Absence <xsl:choose><xsl:when test="habit/@away-to">du <xsl:value-of select="e:format(habit/@away-from,'date','fr')"/> au <b><xsl:value-of select="e:format(habit/@away-to,'date','fr')"/></b></xsl:when><xsl:otherwise>à partir du <xsl:value-of select="e:format(habit/@away-from,'date','fr')"/>, <b>jusqu’à nouvel ordre</b></xsl:otherwise></xsl:choose> : <b><xsl:value-of select="habit/@deputy"/></b> reçoit vos demandes et peut y répondre, à son nom. Vous le pouvez aussi.</xsl:when>
              <xsl:otherwise>Aucune absence : vos demandes vous sont envoyées.</xsl:otherwise>
            </xsl:choose></item>
            <item><xsl:choose>
              <xsl:when test="habit/@daily='yes'"><b>Un résumé chaque matin ouvré</b>, au lieu d’un message par demande. Ce qui est urgent (début de stage proche) vous est écrit aussitôt.</xsl:when>
              <xsl:otherwise><b>Un message par demande</b>, aussitôt.</xsl:otherwise>
            </xsl:choose></item>
          </list>
        </xsl:otherwise>
      </xsl:choose>
      <note>ABSENT, DE RETOUR, RÉSUMÉ QUOTIDIEN, CHAQUE MAIL, seuls en première ligne, changent ces réglages à tout moment.</note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
