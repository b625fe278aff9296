<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/fr/document/convention-signee.xsl"/>
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:template name="certificate">
    <p style="head"><xsl:value-of select="e:field('hote.nom', $parent)/shown"/></p>
    <note><xsl:value-of select="concat(e:field('hote.adresse', $parent)/shown,', ',e:field('hote.code-postal', $parent)/shown,' ',e:field('hote.commune', $parent)/shown)"/><xsl:if test="e:field('hote.telephone', $parent)/shown!=''"> · <xsl:value-of select="e:field('hote.telephone', $parent)/shown"/></xsl:if><xsl:if test="e:field('hote.siret', $parent)/shown!=''"> · SIRET <xsl:value-of select="e:field('hote.siret', $parent)/shown"/></xsl:if></note>
    <title subtitle="article D. 124-9 du code de l’éducation">Attestation de stage</title>
    <p>L’organisme d’accueil ci-dessus atteste que :</p>
    <box title="Le stagiaire">
      <fields columns="3">
        <field label="Nom"><b><xsl:value-of select="concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown)"/></b></field>
        <field label="Sexe"><xsl:value-of select="e:field('etudiant.sexe', $parent)/shown"/></field>
        <field label="Né(e) le"><xsl:value-of select="e:field('etudiant.naissance', $parent)/shown"/></field>
        <field label="Adresse" span="2"><xsl:value-of select="concat(e:field('etudiant.adresse', $parent)/shown,', ',e:field('etudiant.code-postal', $parent)/shown,' ',e:field('etudiant.commune', $parent)/shown)"/></field>
        <field label="Courriel"><xsl:value-of select="e:field('etudiant.courriel', $parent)/shown"/></field>
        <field label="Étudiant en" span="2"><xsl:value-of select="e:field('etudiant.formation', $parent)/shown"/></field>
        <field label="Au sein de"><xsl:value-of select="e:param('etablissement-nom')"/></field>
      </fields>
    </box>
    <h>a accompli un stage prévu dans le cadre de ses études</h>
    <table columns="2* 3*">
      <row><cell head="yes">Dates</cell><cell>du <b><xsl:value-of select="e:field('stage.debut', $parent)/shown"/></b> au <b><xsl:value-of select="e:field('stage.fin', $parent)/shown"/></b></cell></row>
      <row><cell head="yes">Durée effective totale</cell><cell><b><xsl:value-of select="e:field('attestation.heures')/shown"/></b> de présence, soit <b><xsl:value-of select="e:let('duree')"/></b></cell></row>
      <xsl:if test="e:field('stage.interruption.debut', $parent)"><row><cell head="yes">Interruptions</cell><cell><xsl:for-each select="/context/parent/data/stage/interruption"><xsl:if test="position()!=1"> ; </xsl:if><xsl:value-of select="e:format(debut,'date','fr')"/> – <xsl:value-of select="e:format(fin,'date','fr')"/></xsl:for-each></cell></row></xsl:if>
      <row><cell head="yes">Montant total de la gratification versée au stagiaire</cell><cell><b><xsl:value-of select="e:field('attestation.gratification')/shown"/></b></cell></row>
    </table>
    <note>La durée est appréciée en tenant compte de la présence effective du stagiaire et de ses droits à congés et autorisations d’absence (article L. 124-13) : chaque période de sept heures, consécutives ou non, équivaut à un jour, et chaque période de vingt-deux jours à un mois (article D. 124-6).</note>
    <xsl:if test="dossier/data/attestation/commentaire!=''"><p><xsl:value-of select="dossier/data/attestation/commentaire"/></p></xsl:if>
    <xsl:if test="e:let('rachat')='true'"><box fill="yes" keep="yes"><p>Retraite. L’étudiant peut demander, contre le versement d’une cotisation et dans la limite de deux trimestres, la prise en compte de ses stages gratifiés d’au moins deux mois, jusqu’au 31 décembre de l’année de ses trente ans, avec une copie de la convention et de la présente attestation (code de la sécurité sociale, articles D. 351-16 et D. 351-17).</p></box></xsl:if>
    <p>Fait à <xsl:value-of select="e:field('hote.commune', $parent)/shown"/>.</p>
    <signatures columns="2">
      <xsl:call-template name="signature">
        <xsl:with-param name="title">Pour l’organisme d’accueil</xsl:with-param>
        <xsl:with-param name="role">signataire</xsl:with-param>
        <xsl:with-param name="name" select="normalize-space(concat(e:field('signataire.prenom', $parent)/shown,' ',e:field('signataire.nom', $parent)/shown))"/>
        <xsl:with-param name="capacity" select="e:field('signataire.fonction', $parent)/shown"/>
      </xsl:call-template>
    </signatures>
  </xsl:template>
  <xsl:template match="/context">
    <document lang="fr" number="{dossier/@number}" author="{e:field('hote.nom', $parent)/shown}" title="Attestation de stage – {e:field('etudiant.prenom', $parent)/shown} {e:field('etudiant.nom', $parent)/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Attestation de stage</xsl:with-param></xsl:call-template>
      <xsl:call-template name="certificate"/>
    </document>
  </xsl:template>
</xsl:stylesheet>
