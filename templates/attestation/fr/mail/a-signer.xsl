<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>À signer : attestation de stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader><xsl:choose><xsl:when test="$unfit">Des valeurs sont à corriger.</xsl:when><xsl:otherwise>L’attestation est prête : il suffit de répondre JE SIGNE.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <xsl:if test="dossier/answer[last()][@verb='non']">
        <p><b>L’exemplaire numérisé que vous avez renvoyé n’a pas pu être retenu.</b><xsl:if test="normalize-space(dossier/answer[last()])!=''"> Le bureau des stages l’explique ainsi :</xsl:if></p>
        <xsl:if test="normalize-space(dossier/answer[last()])!=''"><quote><xsl:value-of select="dossier/answer[last()]"/></quote></xsl:if>
      </xsl:if>
      <p><xsl:choose>
        <xsl:when test="$unfit"><b>Ces valeurs ne peuvent être attestées telles quelles</b> : corrigez-les en répondant à ce message.</xsl:when>
        <xsl:otherwise>Le stage <xsl:call-template name="de"/><b><xsl:call-template name="student"/></b> est terminé. L’organisme d’accueil délivre au stagiaire une attestation (article D. 124-9 du code de l’éducation) ; elle est préparée et jointe. <b>Si les deux valeurs ci-dessous sont exactes, répondez JE SIGNE</b> ; sinon, répondez avec la ligne corrigée, et l’attestation sera refaite.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:call-template name="figures"/>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="not($unfit)"><p>Vous préférez la signer à la main ? Imprimez l’attestation jointe, signez-la, et renvoyez-la numérisée en réponse à ce message : un PDF, ou une photo nette.</p>
      <note>Signer vaut confirmation du nombre d’heures de présence et de la gratification versée.</note></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
