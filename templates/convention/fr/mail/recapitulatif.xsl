<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À l’étudiant : le récapitulatif est joint ; il le confirme, ou corrige. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À confirmer : le récapitulatif de votre convention de stage [<xsl:value-of select="$number"/>]</subject>
      <preheader>Votre demande est complète. Relisez le document joint et confirmez.</preheader>
      <xsl:call-template name="hello"/>
      <p>Votre demande est complète. <b>Relisez le récapitulatif joint, puis confirmez-le</b> : il part alors à votre enseignant référent.</p>
      <answers>
        <answer verb="JE VALIDE" label="Je valide" style="primary"/>
        <answer verb="MODIFIER" label="Corriger une donnée"><hint>Une ligne par donnée, par exemple « Date de fin : 31/08/2026 ».</hint></answer>
      </answers>
      <xsl:if test="e:let('etranger')='true' and dossier/document[@name='fiche-pays']"><p>Fiche d’information sur le pays d’accueil : nous avons reçu « <xsl:value-of select="dossier/document[@name='fiche-pays']/@file"/> », qui sera jointe à la convention. Pour la remplacer, répondez en joignant un autre PDF.</p></xsl:if>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
