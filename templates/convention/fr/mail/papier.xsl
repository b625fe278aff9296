<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À tous : signature manuscrite. Le gestionnaire atteste de la réception. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Convention de stage à signer sur papier : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>La convention est jointe, à imprimer et signer.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task">
          <p>La convention <xsl:call-template name="of-internship"/> est <b>signée sur papier</b>. Quand l’exemplaire signé par toutes les parties vous est parvenu, attestez-le.</p>
          <answers>
            <answer verb="OUI" label="L’exemplaire signé par tous est reçu" style="primary"/>
            <answer verb="MODIFIER" label="Rouvrir le dossier à l’étudiant"><hint>Une ligne par donnée à revoir.</hint></answer>
            <answer verb="NON" label="Clore le dossier" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
          </answers>
        </xsl:when>
        <xsl:otherwise>
          <p>La convention <xsl:call-template name="of-internship"/> est <b>à signer sur papier</b>. Elle est jointe à ce message.</p>
          <list>
            <item><xsl:if test="person/@role='etudiant'">Imprimez-la, signez-la, et faites-la signer par toutes les parties.</xsl:if><xsl:if test="person/@role!='etudiant'">L’étudiant vous présentera l’exemplaire à signer ; vous pouvez aussi imprimer celui-ci.</xsl:if></item>
            <item>L’exemplaire signé par tous, numérisé, est à envoyer à <a href="mailto:{e:param('gestionnaire-courriel')}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a>.</item>
            <item>Le stage ne peut commencer qu’après toutes les signatures.</item>
          </list>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
      <xsl:if test="person/@role!='gestionnaire' and person/@role!='etudiant'"><xsl:call-template name="privacy"/></xsl:if>
    </mail>
  </xsl:template>
</xsl:stylesheet>
