<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Les annexes, après les signatures : ce qui est annexé, ce qui suivra et comment ; l'information sur les données. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="vie-privee.xsl"/>

  <xsl:template name="annexes">
    <xsl:variable name="sheet" select="/context/dossier/document[@name='fiche-pays']"/>
    <pagebreak/>
    <h>Annexes</h>
    <p><b>Annexe 1.</b> Information sur le traitement des données personnelles, ci-dessous.</p>
    <xsl:if test="e:let('etranger')='true'"><p><b>Annexe 2.</b> Fiche d’information sur la réglementation du pays d’accueil (article L. 124-20 du code de l’éducation) : <xsl:choose><xsl:when test="$sheet/@sha256!=''">fichier remis avec la présente convention, fourni par le stagiaire</xsl:when><xsl:otherwise>document séparé</xsl:otherwise></xsl:choose>.</p><xsl:if test="$sheet/@sha256!=''"><note>Empreinte du fichier (SHA-256) : <code><xsl:value-of select="$sheet/@sha256"/></code></note></xsl:if></xsl:if>
    <p>Suivent la convention, par courriel à chacune des personnes concernées :</p>
    <list>
      <xsl:if test="e:param('evaluations')='oui'"><item>dix jours avant la fin du stage, les fiches d’évaluation du stagiaire (article L. 124-4), du tuteur et de l’enseignant référent ;</item></xsl:if>
      <item>le lendemain de la fin du stage, l’attestation de stage (article D. 124-9), que l’organisme d’accueil vérifie et signe et qui est remise au stagiaire<xsl:choose><xsl:when test="e:param('depot-rapport')='oui'"> ; le stagiaire dépose alors son rapport.</xsl:when><xsl:otherwise>.</xsl:otherwise></xsl:choose></item>
    </list>
    <h>Annexe 1 – Information sur le traitement des données personnelles</h>
    <p>Articles 13 et 14 du règlement (UE) 2016/679 du 27 avril 2016 (RGPD).</p>
    <table columns="38mm 1*">
      <xsl:call-template name="notice"/>
    </table>
  </xsl:template>

  <xsl:template name="notice-entry">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <row><cell head="yes"><xsl:copy-of select="$label"/></cell><cell><xsl:copy-of select="$text"/></cell></row>
  </xsl:template>
</xsl:stylesheet>
