<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À qui signe à la main, et à l'étudiant : imprimer, signer, renvoyer l'exemplaire numérisé. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="again" select="dossier/answer[last()][@verb='non']"/>
    <xsl:variable name="signs" select="contains(e:let('a-la-main'), concat(' ', person/@role, ' '))"/>
    <mail>
      <subject>Avenant à signer sur papier : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>L’avenant est joint, à imprimer et à signer.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:if test="$again">
        <p><b>L’exemplaire numérisé reçu n’a pas pu être retenu.</b><xsl:if test="normalize-space($again)!=''"> Le bureau des stages l’explique ainsi :</xsl:if></p>
        <xsl:if test="normalize-space($again)!=''"><quote><xsl:value-of select="$again"/></quote></xsl:if>
      </xsl:if>
      <p>L’avenant n° <xsl:value-of select="dossier/data/avenant/numero"/> à la convention <xsl:value-of select="parent/@number"/> est <b>à signer sur papier</b><xsl:call-template name="brief"/>. Il est joint à ce message.</p>
      <list>
        <item><xsl:choose>
          <xsl:when test="$signs and person/@role='etudiant'">Imprimez-le, signez-le, et faites-le signer par ceux qui signent aussi à la main.</xsl:when>
          <xsl:when test="$signs">Imprimez-le et signez-le, ou signez l’exemplaire que l’étudiant vous présente.</xsl:when>
          <xsl:otherwise>Imprimez-le et présentez-le à ceux qui signent à la main.</xsl:otherwise>
        </xsl:choose></item>
        <item><b>Renvoyez l’exemplaire signé, numérisé, en réponse à ce message</b> : un PDF, ou une photo nette de chaque page. Rien d’autre n’est à écrire.</item>
        <item>Un seul exemplaire portant toutes les signatures manuscrites suffit : peu importe qui le renvoie. Gardez l’original.</item>
        <xsl:if test="e:let('electroniques')='true'"><item>Ceux qui ont signé par voie électronique n’ont pas à signer de nouveau.</item></xsl:if>
        <xsl:if test="$signs"><item>Si vous ne voulez pas signer, répondez REFUSER, suivi du motif.</item></xsl:if>
      </list>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="bye"/>
      <xsl:if test="person/@role!='etudiant'"><xsl:call-template name="privacy"/></xsl:if>
    </mail>
  </xsl:template>
</xsl:stylesheet>
