<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à TABLEAU DE BORD : les dossiers de qui écrit, par rôle, avec l’état de chacun. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre tableau de bord<xsl:if test="dashboards/query/filter|dashboards/query/word|dashboards/query/@from"> (sélection)</xsl:if></subject>
      <preheader><xsl:value-of select="sum(dashboards/dashboard/@count)"/> dossier<xsl:if test="sum(dashboards/dashboard/@count) &gt; 1">s</xsl:if>.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:call-template name="query"/>
      <xsl:if test="not(dashboards/dashboard)">
        <p><b>Aucun dossier n’est lié à votre adresse</b> (<xsl:value-of select="person/@address"/>). Si vous en utilisez une autre pour vos stages, écrivez depuis celle-là.</p>
      </xsl:if>
      <xsl:for-each select="dashboards/dashboard">
        <h><xsl:value-of select="@label"/></h>
        <xsl:if test="@role='referent'"><xsl:call-template name="quota"/></xsl:if>
        <xsl:choose>
          <xsl:when test="@count=0"><p>Aucun dossier à montrer.</p></xsl:when>
          <xsl:otherwise>
            <xsl:if test="@count &gt; 3"><p><xsl:call-template name="tallies"/></p></xsl:if>
            <xsl:if test="@shown &lt; @count"><p>Les <xsl:value-of select="@shown"/> premiers sur <b><xsl:value-of select="@count"/></b><xsl:if test="@sheets='yes'"> ; tous sont dans le fichier joint</xsl:if>.</p></xsl:if>
            <xsl:call-template name="rows"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:if test="dashboards/dashboard/@sheets='yes' and dashboards/dashboard[@sheets='yes']/@count &gt; 0">
        <note>Ci-joint, la liste complète : un fichier .ods pour un tableur (Excel, LibreOffice), un fichier .csv pour un autre logiciel.</note>
      </xsl:if>
      <xsl:if test="dashboards/dashboard">
        <note>Pour choisir, ajoutez des mots : TABLEAU DE BORD retard, TABLEAU DE BORD en attente, TABLEAU DE BORD signature juin 2026, TABLEAU DE BORD Martin, TABLEAU DE BORD tous. Pour un dossier, écrivez STATUT avec son numéro dans l’objet.</note>
      </xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
