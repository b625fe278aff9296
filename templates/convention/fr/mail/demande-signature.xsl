<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À chaque signataire : qui écrit, pourquoi, quoi faire. Convention jointe. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À signer : convention de stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>La convention est jointe. Il suffit de répondre JE SIGNE.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="person/@role='etudiant'">Votre convention de stage est prête, jointe à ce message.</xsl:when>
        <xsl:when test="person/@role='representant'"><xsl:value-of select="e:param('etablissement-nom')"/> vous écrit au sujet du stage <xsl:call-template name="de"/><b><xsl:call-template name="student"/></b>, dont vous êtes le représentant légal. La convention est jointe.</xsl:when>
        <xsl:when test="person/@role='tuteur' or person/@role='signataire'"><xsl:value-of select="e:param('etablissement-nom')"/> vous écrit au sujet du stage <xsl:call-template name="de"/><b><xsl:call-template name="student"/></b><xsl:text> chez </xsl:text><xsl:value-of select="e:field('hote.nom')/shown"/>. Le dossier a été vérifié ; la convention est jointe.</xsl:when>
        <xsl:otherwise>Le dossier <xsl:call-template name="de"/><b><xsl:call-template name="student"/></b> est vérifié ; la convention est jointe.</xsl:otherwise>
      </xsl:choose></p>
      <p><b>Pour la signer, lisez-la, puis répondez à ce message : JE SIGNE.</b> Aucun compte n’est nécessaire.<xsl:if test="e:days-between(@today, e:field('stage.debut')/value) &gt; 0"> Le stage commence le <xsl:value-of select="e:field('stage.debut')/shown"/> : toutes les signatures doivent être données avant.</xsl:if></p>
      <answers>
        <answer verb="JE SIGNE" label="Je signe" style="primary"/>
        <answer verb="PAPIER" label="Signer sur papier"/>
        <answer verb="REFUSER" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de REFUSER.</hint></answer>
        <xsl:call-template name="may-delegate"/>
      </answers>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="signatures"/>
      <note>Votre réponse est gardée comme preuve, avec l’empreinte du document joint. Vous pouvez aussi renvoyer ce PDF signé avec votre propre certificat.</note>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
