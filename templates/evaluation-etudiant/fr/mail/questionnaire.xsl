<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre avis sur le stage de <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Quelques lignes, en répondant à ce message.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="message/@kind='form' and message/@changed!='0'">Merci, vos réponses sont enregistrées. <b>Il reste <xsl:value-of select="count(form//field[@missing='yes'])"/> ligne(s)</b> ; répondez quand vous voulez.</xsl:when>
        <xsl:otherwise>Le stage de <b><xsl:call-template name="student"/></b> chez <xsl:value-of select="e:field('hote.nom', $parent)/shown"/> se termine le <xsl:value-of select="e:field('stage.fin', $parent)/shown"/>. <b>Répondez à ce message en complétant les lignes</b>, en une ou plusieurs fois ; cinq minutes suffisent.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="errors"/>
      <answers><answer verb="" label="Répondre au questionnaire" style="primary"><hint>Complétez les lignes et envoyez.</hint><lines><xsl:call-template name="questions"/></lines></answer></answers>
      <h>Questionnaire</h>
      <form-lines><xsl:call-template name="questions"/></form-lines>
      <p>Les appréciations sont : excellent, très bien, bien, satisfaisant, insuffisant (ou de 5 à 1). Les autres lignes attendent oui ou non, ou quelques mots. « Objectifs atteints » : tout à fait d’accord, plutôt d’accord, partagé, plutôt pas d’accord, pas du tout d’accord.</p>
      <xsl:if test="message/unknown"><h>Lignes que nous n’avons pas comprises</h><list><xsl:for-each select="message/unknown"><item><xsl:value-of select="."/></item></xsl:for-each></list></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
