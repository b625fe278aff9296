<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À toute personne dont la réponse est attendue, avec copie éventuelle. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Rappel : <xsl:choose>
        <xsl:when test="starts-with(task/@id,'signer')">convention de stage à signer</xsl:when>
        <xsl:when test="task/@id='completer' or task/@id='corriger'">votre convention de stage à compléter</xsl:when>
        <xsl:when test="task/@id='confirmer'">récapitulatif à confirmer</xsl:when>
        <xsl:when test="task/@id='deposer'">votre rapport de stage</xsl:when>
        <xsl:when test="starts-with(task/@id,'renvoyer-')">exemplaire signé à renvoyer</xsl:when>
        <xsl:when test="task">votre réponse est attendue, stage <xsl:call-template name="de"/><xsl:call-template name="student"/></xsl:when>
        <xsl:otherwise>réponse attendue pour la convention <xsl:call-template name="de"/><xsl:call-template name="student"/></xsl:otherwise>
      </xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task">
          <p><b>Il vous reste à <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template></b><xsl:call-template name="brief"/>. Nous vous l’avons demandé le <xsl:call-template name="day"><xsl:with-param name="at" select="task/@opened"/></xsl:call-template>.<xsl:text> </xsl:text><xsl:call-template name="how-to-attach"/></p>
          <xsl:call-template name="choices-of-task"/>
          <xsl:if test="contains(concat(' ',task/@accept,' '),' form ') and not(contains(concat(' ',task/@accept,' '),' oui '))"><form-lines><xsl:call-template name="sheet"/></form-lines></xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <p>Pour votre information : nous avons relancé les personnes dont la réponse manque pour la convention <xsl:call-template name="of-internship"/>. Vous n’avez rien à faire, mais vous pouvez les prévenir.</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="not(task)"><xsl:call-template name="progress"/></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
