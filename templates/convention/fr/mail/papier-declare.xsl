<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à PAPIER du gestionnaire : qui signera à la main, ou ce qui manque pour le dire. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[@verb='papier'][last()]"/>
    <xsl:variable name="code" select="reason/@code"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$code='declared'">Signera sur papier : <xsl:value-of select="$answer/@for-name"/></xsl:when><xsl:otherwise>Rien n’a été changé</xsl:otherwise></xsl:choose><xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$code='declared'">
          <p>C’est noté<xsl:call-template name="brief"/> : <b><xsl:value-of select="$answer/@for-name"/></b> (<xsl:call-template name="role-plain"><xsl:with-param name="role" select="$answer/@role"/></xsl:call-template>) <b>signera à la main</b> ; nous l’en avertissons.</p>
          <list>
            <item>Les autres continuent par courriel, et leurs signatures restent. Quand tous auront signé, le document à imprimer part, et vous vérifierez l’exemplaire numérisé.</item>
            <item>Vous avez déjà l’exemplaire signé à la main ? Joignez-le alors à votre OUI.</item>
          </list>
          <xsl:call-template name="progress"/>
        </xsl:when>
        <xsl:otherwise>
          <p><b>Rien n’a été changé.</b><xsl:text> </xsl:text><xsl:choose>
            <xsl:when test="$code='declare-who'">Nous n’avons pas compris qui signera à la main. Écrivez après PAPIER de qui il s’agit, par sa qualité ou par son nom :</xsl:when>
            <xsl:otherwise>La signature de cette personne n’est pas attendue en ce moment : elle est déjà donnée, ou ce n’est pas encore son tour.</xsl:otherwise>
          </xsl:choose></p>
          <xsl:if test="$code='declare-who'"><form-lines>PAPIER tuteur</form-lines></xsl:if>
          <xsl:if test="dossier/state"><xsl:call-template name="progress"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
