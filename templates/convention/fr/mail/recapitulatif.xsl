<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre récapitulatif à confirmer'"/></xsl:call-template>
      <preheader>Relisez le récapitulatif joint, puis répondez JE VALIDE.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Votre formulaire est complet. Relisez le <b>récapitulatif joint</b>, en particulier les dates et les heures de présence, vues avec votre tuteur. S’il est exact, confirmez-le ; sinon, répondez avec les lignes à corriger.</p>
      <answers>
        <answer verb="JE VALIDE" label="Tout est exact, je valide" style="primary"></answer>
        <answer verb="MODIFIER" label="Corriger quelque chose" style="plain"><hint>Remplacez la ligne d’exemple par les lignes à corriger.</hint><lines>Date de fin : </lines></answer>
      </answers>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'warn'"/><xsl:with-param name="titre" select="'À vérifier'"/></xsl:call-template>
      <p>Votre enseignant référent sera ensuite invité à valider votre stage.</p>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
