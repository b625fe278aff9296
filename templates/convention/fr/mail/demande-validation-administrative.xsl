<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Au gestionnaire : vérifier le dossier, avec toutes les observations des règles. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À vérifier : convention <xsl:call-template name="de"/><xsl:call-template name="student"/>, <xsl:value-of select="e:field('hote.nom')/shown"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Dossier validé par l’enseignant référent.</preheader>
      <xsl:call-template name="hello"/>
      <p>Le dossier <b><xsl:value-of select="$number"/></b><xsl:call-template name="brief"/> a été validé par l’enseignant référent. <xsl:choose>
        <xsl:when test="findings/finding[@severity='warn']"><b><xsl:value-of select="count(findings/finding[@severity='warn'])"/> point<xsl:if test="count(findings/finding[@severity='warn']) &gt; 1">s</xsl:if> à vérifier</b>, ci-dessous.</xsl:when>
        <xsl:otherwise>Les règles n’appellent aucune observation.</xsl:otherwise>
      </xsl:choose></p>
      <answers>
        <answer verb="VALIDER" label="Valider" style="primary"/>
        <answer verb="MODIFIER" label="Renvoyer à l’étudiant"><hint>Une ligne par donnée à revoir, par exemple « SIRET : celui du siège ».</hint></answer>
        <answer verb="NON" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
      </answers>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:if test="findings/finding[@severity='info']">
        <h>Pour information</h>
        <list><xsl:for-each select="findings/finding[@severity='info']"><xsl:call-template name="finding"/></xsl:for-each></list>
      </xsl:if>
      <xsl:if test="dossier/data/stage/commentaire!=''"><h>Commentaire de l’étudiant</h><quote><xsl:value-of select="dossier/data/stage/commentaire"/></quote></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
