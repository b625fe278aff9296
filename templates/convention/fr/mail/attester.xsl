<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Au gestionnaire : des signatures manuscrites sont attendues ; l'exemplaire numérisé, dès qu'il arrive. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="scan" select="dossier/answer[last()][@kept]"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$scan">Exemplaire signé à vérifier : </xsl:when><xsl:otherwise>Signature sur papier : </xsl:otherwise></xsl:choose><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader><xsl:choose><xsl:when test="$scan">L’exemplaire numérisé est joint.</xsl:when><xsl:otherwise>Vous recevrez l’exemplaire numérisé dès qu’il arrivera.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$scan">
          <p><b><xsl:choose><xsl:when test="$scan/@name!=''"><xsl:value-of select="$scan/@name"/></xsl:when><xsl:otherwise><xsl:value-of select="$scan/@address"/></xsl:otherwise></xsl:choose> a renvoyé l’exemplaire signé à la main de la convention <xsl:call-template name="of-internship"/></b>. Il est joint.</p>
          <p>Doivent y figurer les signatures de :</p>
        </xsl:when>
        <xsl:otherwise>
          <p>La convention <xsl:call-template name="of-internship"/> est à signer <b>sur papier</b>. L’exemplaire numérisé vous parviendra ici dès qu’il sera renvoyé. S’il vous est remis autrement, attestez-le, en le joignant si vous l’avez en fichier.</p>
          <p>Signent à la main :</p>
        </xsl:otherwise>
      </xsl:choose>
      <list>
        <xsl:for-each select="role[contains(e:let('a-la-main'), concat(' ', @id, ' '))]">
          <item><xsl:value-of select="@name"/></item>
        </xsl:for-each>
      </list>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="$scan"><note>Empreinte (SHA-256) de l’exemplaire joint : <xsl:value-of select="$scan/@kept-sha256"/>.</note></xsl:if>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
