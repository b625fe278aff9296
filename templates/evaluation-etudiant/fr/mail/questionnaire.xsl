<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="end" select="e:field('stage.fin', $parent)"/>
    <mail>
      <subject>Votre avis sur <xsl:call-template name="the-stage"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Quelques lignes, en répondant à ce message.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="message/@kind='form' and message/@changed!='0'">Merci, vos réponses sont enregistrées. <b><xsl:call-template name="left"/></b> ; complétez quand vous voulez.</xsl:when>
        <xsl:otherwise><xsl:choose><xsl:when test="person/@role='etudiant'">Votre stage</xsl:when><xsl:otherwise>Le stage <xsl:call-template name="de"/><b><xsl:call-template name="student"/></b></xsl:otherwise></xsl:choose> chez <xsl:value-of select="e:field('hote.nom', $parent)/shown"/> se termine le <xsl:value-of select="$end/shown"/>. <b>Répondez à ce message en complétant les lignes</b>, en une ou plusieurs fois<xsl:if test="e:days-between(@today, $end/value) &gt; 0">, si possible d’ici là</xsl:if> ; cinq minutes suffisent.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="choices-of-task"/>
      <h>Questionnaire</h>
      <form-lines><xsl:call-template name="blanks"/></form-lines>
      <xsl:call-template name="scales"/>
      <xsl:if test="message/unknown"><h>Lignes que nous n’avons pas comprises</h><list><xsl:for-each select="message/unknown"><item><xsl:value-of select="."/></item></xsl:for-each></list></xsl:if>
      <xsl:choose>
        <xsl:when test="person/@role='etudiant'"><note>Vos réponses ne sont pas transmises à l’organisme d’accueil.</note></xsl:when>
        <xsl:when test="person/@role='tuteur'"><note>Vos réponses seront transmises à l’enseignant référent.</note></xsl:when>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
