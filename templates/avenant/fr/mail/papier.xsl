<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Signature sur papier de l’avenant. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Avenant à signer sur papier : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’avenant est joint, à imprimer et signer.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task"><p><b>L’avenant est signé sur papier.</b> Quand l’exemplaire signé par toutes les parties vous est parvenu, attestez-le<xsl:call-template name="brief"/>.</p>
          <answers><answer verb="OUI" label="L’exemplaire signé par tous est reçu" style="primary"/><answer verb="MODIFIER" label="Rouvrir la demande"/><answer verb="NON" label="Clore l’avenant" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer></answers></xsl:when>
        <xsl:otherwise><p>L’avenant joint est <b>à signer sur papier</b><xsl:call-template name="brief"/>. L’exemplaire signé par tous, numérisé, est à envoyer à <a href="mailto:{e:param('gestionnaire-courriel')}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a>.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
