<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Convention de stage à signer : ', $stagiaire)"/></xsl:call-template>
      <preheader>Lisez la convention jointe, puis répondez JE SIGNE.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>La convention de stage de <b><xsl:value-of select="$stagiaire"/></b> est prête. Lisez le document joint, puis <b>répondez JE SIGNE à ce courriel</b> : c’est votre signature. Aucun compte n’est nécessaire.</p>
      <answers>
        <answer verb="JE SIGNE" label="Je signe la convention jointe" style="primary"></answer>
        <answer verb="REFUSER" label="Refuser de signer" style="danger"><hint>Écrivez votre motif après REFUSER.</hint></answer>
        <answer verb="PAPIER" label="Signer sur papier" style="plain"><hint>La convention sera alors imprimée et signée à la main par tous.</hint></answer>
      </answers>
      <xsl:call-template name="faits"/>
      <note>Votre réponse est conservée avec l’empreinte du document joint, votre adresse et l’heure ; tous les signataires reçoivent ensuite l’exemplaire signé.</note>
      <xsl:call-template name="salutations"/>
      <xsl:call-template name="vie-privee"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
