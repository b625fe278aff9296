<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Convention à signer sur papier : ', $stagiaire)"/></xsl:call-template>
      <preheader>La convention est à imprimer et à signer à la main.</preheader>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="$task"><p>Cette convention se signe <b>sur papier</b>. Quand vous aurez reçu l’exemplaire signé par tous, confirmez-le.</p><answers>
        <answer verb="OUI" label="L’exemplaire signé par tous est reçu" style="primary"></answer>
        <answer verb="MODIFIER" label="Rouvrir le dossier" style="plain"><hint>Une ligne par point à revoir.</hint><lines>Sujet : </lines></answer>
        <answer verb="NON" label="Clore le dossier" style="danger"><hint>Écrivez le motif après NON.</hint></answer>
      </answers></xsl:when>
      <xsl:otherwise><p>La convention de stage de <b><xsl:value-of select="$stagiaire"/></b> se signe <b>sur papier</b>. Imprimez le document joint, signez-le, et renvoyez-le numérisé à <xsl:value-of select="/context/parameters/parameter[@id = 'gestionnaire-courriel']"/>.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
