<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à CHERCHER : les enseignants et les organismes qui y répondent, à choisir ou à recopier. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="found" select="count(dossier/question/proposal)"/>
    <mail>
      <subject>Recherche « <xsl:value-of select="message/argument"/> »<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader><xsl:choose><xsl:when test="$found=0">Rien de connu sous ce nom.</xsl:when><xsl:when test="$found=1">Une réponse.</xsl:when><xsl:otherwise><xsl:value-of select="$found"/> réponses.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$found=0">
          <p><b>Nous ne connaissons ni enseignant ni organisme sous « <xsl:value-of select="message/argument"/> ».</b> Essayez les premières lettres du nom ou du prénom, ou le numéro SIRET de l’organisme. Un organisme inconnu s’ajoute en remplissant ses lignes dans le formulaire.</p>
        </xsl:when>
        <xsl:when test="reason/@code='search-choose'"><xsl:call-template name="questions"/></xsl:when>
        <xsl:otherwise>
          <p>Voici ce que nous connaissons. <b>Recopiez la ligne qui convient dans votre demande</b> : le reste se remplira.</p>
          <xsl:for-each select="dossier/question">
            <p><b><xsl:value-of select="fr"/></b></p>
            <answers><xsl:for-each select="proposal"><answer verb="" subject="Demande de convention de stage" label="{.}"><lines><xsl:value-of select="concat(e:field(@field)/label,'&#32;: ',@value)"/></lines></answer></xsl:for-each></answers>
            <form-lines><xsl:for-each select="proposal"><xsl:value-of select="concat(e:field(@field)/label,'&#32;: ',@value)"/><xsl:text>&#10;</xsl:text></xsl:for-each></form-lines>
            <xsl:if test="@more"><note>Il y en a d’autres : si le vôtre n’y est pas, donnez plus de lettres.</note></xsl:if>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
