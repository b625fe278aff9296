<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Au tuteur : relire ce qui concerne l’organisme, avant les validations. Récapitulatif joint. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À relire : le stage <xsl:call-template name="de"/><xsl:call-template name="student"/> chez vous [<xsl:value-of select="$number"/>]</subject>
      <preheader>Une réponse suffit pour que la convention suive son cours.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:call-template name="student"/></b> prépare sa convention de stage et vous indique comme tuteur. <b>Relisez le récapitulatif joint</b>, surtout ce qui concerne votre organisme : les dates, les horaires, les activités, la gratification, le signataire. Personne n’a encore été sollicité ; ce n’est pas encore la signature.</p>
      <answers>
        <answer verb="OUI" label="Tout est exact" style="primary"/>
        <answer verb="MODIFIER" label="Faire corriger"><hint>Une ligne par donnée, par exemple « SIRET : celui de l’établissement de Lyon ».</hint></answer>
        <answer verb="NON" label="Nous n’accueillons pas ce stage" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
      </answers>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
