<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/document/convention-signee.xsl"/>
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:template name="certificate">
    <p style="head"><xsl:value-of select="e:field('hote.nom', $parent)/shown"/></p>
    <note><xsl:value-of select="concat(e:field('hote.adresse', $parent)/shown,', ',e:field('hote.code-postal', $parent)/shown,' ',e:field('hote.commune', $parent)/shown)"/><xsl:if test="e:field('hote.telephone', $parent)/shown!=''"> · <xsl:value-of select="e:field('hote.telephone', $parent)/shown"/></xsl:if><xsl:if test="e:field('hote.siret', $parent)/shown!=''"> · SIRET <xsl:value-of select="e:field('hote.siret', $parent)/shown"/></xsl:if></note>
    <title subtitle="article D. 124-9 of the French code de l’éducation">Internship certificate</title>
    <p>The host above certifies that:</p>
    <box title="The intern">
      <fields columns="3">
        <field label="Name"><b><xsl:value-of select="concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown)"/></b></field>
        <field label="Sex"><xsl:value-of select="e:field('etudiant.sexe', $parent)/shown"/></field>
        <field label="Born on"><xsl:value-of select="e:field('etudiant.naissance', $parent)/shown"/></field>
        <field label="Address" span="2"><xsl:value-of select="concat(e:field('etudiant.adresse', $parent)/shown,', ',e:field('etudiant.code-postal', $parent)/shown,' ',e:field('etudiant.commune', $parent)/shown)"/></field>
        <field label="E-mail"><xsl:value-of select="e:field('etudiant.courriel', $parent)/shown"/></field>
        <field label="Student of" span="2"><xsl:value-of select="e:field('etudiant.formation', $parent)/shown"/></field>
        <field label="At"><xsl:value-of select="e:param('etablissement-nom')"/></field>
      </fields>
    </box>
    <h>has done an internship planned in the course of study</h>
    <table columns="2* 3*">
      <row><cell head="yes">Dates</cell><cell>from <b><xsl:value-of select="e:field('stage.debut', $parent)/shown"/></b> to <b><xsl:value-of select="e:field('stage.fin', $parent)/shown"/></b></cell></row>
      <row><cell head="yes">Total effective length</cell><cell><b><xsl:value-of select="e:field('attestation.heures')/shown"/></b> of presence, that is <b><xsl:value-of select="e:let('duree-en')"/></b></cell></row>
      <xsl:if test="e:field('stage.interruption.debut', $parent)"><row><cell head="yes">Interruptions</cell><cell><xsl:for-each select="/context/parent/data/stage/interruption"><xsl:if test="position()!=1"> ; </xsl:if><xsl:value-of select="e:format(debut,'date','en')"/> – <xsl:value-of select="e:format(fin,'date','en')"/></xsl:for-each></cell></row></xsl:if>
      <row><cell head="yes">Total allowance paid to the intern</cell><cell><b><xsl:value-of select="e:field('attestation.gratification')/shown"/></b></cell></row>
    </table>
    <note>The length takes into account effective presence and leave (article L. 124-13): each seven hours are one day, each twenty-two days one month (article D. 124-6).</note>
    <xsl:if test="dossier/data/attestation/commentaire!=''"><p><xsl:value-of select="dossier/data/attestation/commentaire"/></p></xsl:if>
    <xsl:if test="e:let('rachat')='true'"><box fill="yes" keep="yes"><p>Pension. Paid internships of at least two months may count, against a contribution, for at most two quarters, if asked for by 31 December of the year of the thirtieth birthday, with copies of the agreement and of this certificate (code de la sécurité sociale, articles D. 351-16 and D. 351-17).</p></box></xsl:if>
    <p>Done at <xsl:value-of select="e:field('hote.commune', $parent)/shown"/>.</p>
    <signatures columns="2">
      <xsl:call-template name="signature">
        <xsl:with-param name="title">For the host</xsl:with-param>
        <xsl:with-param name="role">signataire</xsl:with-param>
        <xsl:with-param name="name" select="normalize-space(concat(e:field('signataire.prenom', $parent)/shown,' ',e:field('signataire.nom', $parent)/shown))"/>
        <xsl:with-param name="capacity" select="e:field('signataire.fonction', $parent)/shown"/>
      </xsl:call-template>
    </signatures>
  </xsl:template>
  <xsl:template match="/context">
    <document lang="en" number="{dossier/@number}" author="{e:field('hote.nom', $parent)/shown}" title="Internship certificate – {e:field('etudiant.prenom', $parent)/shown} {e:field('etudiant.nom', $parent)/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Internship certificate</xsl:with-param></xsl:call-template>
      <xsl:call-template name="certificate"/>
    </document>
  </xsl:template>
</xsl:stylesheet>
