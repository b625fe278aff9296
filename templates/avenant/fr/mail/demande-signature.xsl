<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À chaque signataire. Avenant joint. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À signer : avenant n° <xsl:value-of select="dossier/data/avenant/numero"/>, stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’avenant est joint. Il suffit de répondre JE SIGNE.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='etudiant'">L’avenant à votre convention de stage est prêt, joint à ce message.</xsl:when>
        <xsl:when test="person/@role='tuteur' or person/@role='signataire' or person/@role='representant'"><xsl:value-of select="e:param('etablissement-nom')"/> vous écrit au sujet du stage <xsl:call-template name="de"/><b><xsl:call-template name="student"/></b> chez <xsl:value-of select="e:field('hote.nom', $parent)/shown"/>. La convention signée est modifiée par l’avenant joint.</xsl:when>
        <xsl:otherwise>L’avenant au stage <xsl:call-template name="de"/><b><xsl:call-template name="student"/></b> est joint.</xsl:otherwise>
      </xsl:choose></p>
      <p><b>Pour le signer, lisez-le, puis répondez à ce message : JE SIGNE.</b> Aucun compte n’est nécessaire.</p>
      <answers>
        <answer verb="JE SIGNE" label="Je signe" style="primary"/>
        <answer verb="PAPIER" label="Signer sur papier"/>
        <answer verb="REFUSER" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de REFUSER.</hint></answer>
        <xsl:call-template name="may-delegate"/>
      </answers>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="signatures"/>
      <note>Votre réponse est gardée comme preuve, avec l’empreinte du document joint.</note>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
