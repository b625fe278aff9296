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
      <subject>Convention de stage à signer sur papier : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>La convention est jointe, à imprimer et à signer.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:if test="$again">
        <p><b>L’exemplaire numérisé reçu n’a pas pu être retenu.</b><xsl:if test="normalize-space($again)!=''"> Le bureau des stages l’explique ainsi :</xsl:if></p>
        <xsl:if test="normalize-space($again)!=''"><quote><xsl:value-of select="$again"/></quote></xsl:if>
      </xsl:if>
      <p>La convention <xsl:call-template name="of-internship"/> est <b>à signer sur papier</b>. Elle est jointe à ce message.</p>
      <list>
        <item><xsl:choose>
          <xsl:when test="$signs and person/@role='etudiant'">Imprimez-la, signez-la, et faites-la signer par ceux qui signent aussi à la main.</xsl:when>
          <xsl:when test="$signs">Imprimez-la et signez-la, ou signez l’exemplaire que l’étudiant vous présente.</xsl:when>
          <xsl:otherwise>Imprimez-la et présentez-la à ceux qui signent à la main.</xsl:otherwise>
        </xsl:choose></item>
        <xsl:if test="role[contains(e:let('a-la-main'), concat(' ', @id, ' '))]"><item>À signer à la main par : <xsl:for-each select="role[contains(e:let('a-la-main'), concat(' ', @id, ' '))]"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="@name"/></xsl:for-each>.</item></xsl:if>
        <item><b>Renvoyez l’exemplaire signé, numérisé, en réponse à ce message</b> : un PDF, ou une photo nette de chaque page. Rien d’autre n’est à écrire.</item>
        <item>Un seul exemplaire portant toutes les signatures manuscrites suffit : peu importe qui le renvoie. Gardez l’original.</item>
        <xsl:if test="e:let('electroniques')='true'"><item>Ceux qui ont signé par voie électronique n’ont pas à signer de nouveau.</item></xsl:if>
        <item>Le stage ne peut commencer qu’après toutes les signatures.</item>
        <xsl:if test="$signs"><item>Si vous ne voulez pas signer, répondez REFUSER, suivi du motif.</item></xsl:if>
      </list>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="bye"/>
      <xsl:if test="person/@role!='etudiant'"><xsl:call-template name="privacy"/></xsl:if>
    </mail>
  </xsl:template>
</xsl:stylesheet>
