<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À l’étudiant : ce qui est rempli, ce qui manque, les erreurs. Il répond par les lignes manquantes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="missing" select="count(form//field[@missing='yes'])"/>
    <xsl:variable name="faults" select="count(findings/finding[@severity='block' and @rule!='required'])"/>
    <xsl:variable name="what">
      <xsl:if test="$missing + $faults = 0">tout est rempli</xsl:if>
      <xsl:if test="$missing &gt; 0">il manque <xsl:value-of select="$missing"/> information<xsl:if test="$missing &gt; 1">s</xsl:if></xsl:if>
      <xsl:if test="$missing &gt; 0 and $faults &gt; 0"> et </xsl:if>
      <xsl:if test="$faults &gt; 0"><xsl:value-of select="$faults"/><xsl:choose><xsl:when test="$faults &gt; 1"> points sont à corriger</xsl:when><xsl:otherwise> point est à corriger</xsl:otherwise></xsl:choose></xsl:if>
    </xsl:variable>
    <xsl:variable name="rows" select="form/section//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]"/>
    <mail>
      <subject>Votre convention de stage : <xsl:value-of select="$what"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Répondez à ce message avec les lignes qui manquent.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="(message/@kind='form' or message/@verb='numero') and message/@changed!='0'">Vos réponses sont enregistrées (dossier <xsl:value-of select="$number"/>) :</xsl:when>
        <xsl:otherwise>Votre demande porte le numéro <xsl:value-of select="$number"/> :</xsl:otherwise>
      </xsl:choose><xsl:text> </xsl:text><b><xsl:value-of select="$what"/></b>. Répondez à ce message pour compléter votre demande, en une ou plusieurs fois.</p>
      <answers>
        <answer verb="" label="Compléter ma demande" style="primary">
          <xsl:choose><xsl:when test="not($rows) and findings/finding[@rule='AB-02' or @rule='AB-05']"><hint>Joignez le fichier à votre réponse.</hint></xsl:when><xsl:otherwise><hint>Répondez avec les lignes ci-dessous, complétées.</hint></xsl:otherwise></xsl:choose>
          <lines><xsl:call-template name="lines"/></lines>
        </answer>
      </answers>
      <xsl:if test="message/unknown">
        <h>Lignes que nous n’avons pas comprises</h>
        <list><xsl:for-each select="message/unknown"><item><xsl:value-of select="."/></item></xsl:for-each></list>
      </xsl:if>
      <xsl:if test="e:param('consignes')!='' and not(dossier/review)"><h>À lire avant de remplir</h><p><xsl:value-of select="e:param('consignes')"/></p></xsl:if>
      <xsl:call-template name="questions"/>
      <xsl:call-template name="gauges"/>
      <xsl:call-template name="errors"/>
      <xsl:if test="$rows">
        <h>À compléter</h>
        <form-lines><xsl:call-template name="sheet"/></form-lines>
      </xsl:if>
      <xsl:call-template name="choices"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="known"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
