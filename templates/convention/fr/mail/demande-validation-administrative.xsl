<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Convention à valider : ', $stagiaire)"/></xsl:call-template>
      <preheader>Validation administrative : OUI, MODIFIER ou NON.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>La convention de <b><xsl:value-of select="$stagiaire"/></b> attend votre validation administrative. Le récapitulatif est joint.</p>
      <xsl:call-template name="faits"/>
      <answers>
        <answer verb="OUI" label="Je valide ce stage" style="primary"></answer>
        <answer verb="MODIFIER" label="Demander une modification" style="plain"><hint>Une ligne par point à revoir, par exemple : Date de fin : à avancer au 31 juillet</hint><lines>Sujet : </lines></answer>
        <answer verb="NON" label="Refuser ce stage" style="danger"><hint>Écrivez votre motif après NON ; il est transmis à l’étudiant.</hint></answer>
      </answers>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'warn'"/><xsl:with-param name="titre" select="'À vérifier'"/></xsl:call-template>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'info'"/><xsl:with-param name="titre" select="'Pour information'"/></xsl:call-template>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
