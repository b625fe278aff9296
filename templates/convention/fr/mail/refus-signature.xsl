<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Signature refusée : ', $stagiaire)"/></xsl:call-template>
      <preheader>Un signataire a refusé de signer la convention.</preheader>
      <xsl:call-template name="bonjour"/>
      <p><b><xsl:value-of select="$dossier/answer[@verb = 'refuser'][last()]/@name"/></b> a refusé de signer la convention de stage de <xsl:value-of select="$stagiaire"/>. La signature est arrêtée.</p>
      <xsl:if test="normalize-space($dossier/answer[@verb = 'refuser'][last()])"><p>Motif :</p><quote><xsl:value-of select="$dossier/answer[@verb = 'refuser'][last()]"/></quote></xsl:if>
      <xsl:if test="$task"><p>Que souhaitez-vous faire ?</p><answers>
        <answer verb="OUI" label="Relancer la signature telle quelle" style="primary"></answer>
        <answer verb="MODIFIER" label="Rouvrir le dossier" style="plain"><hint>Une ligne par point à revoir.</hint><lines>Sujet : </lines></answer>
        <answer verb="NON" label="Clore le dossier" style="danger"><hint>Écrivez le motif après NON.</hint></answer>
      </answers></xsl:if>
      <xsl:if test="not($task)"><p>Le bureau des stages vous tiendra informé de la suite. Vous n’avez rien à faire.</p></xsl:if>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
