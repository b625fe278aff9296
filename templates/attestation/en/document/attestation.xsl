<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/document/convention-signee.xsl"/>
  <xsl:key name="o" match="/context/parent/form/field" use="@id"/>
  <xsl:template name="certificate">
    <p style="head"><xsl:value-of select="key('o','hote.nom')/shown"/></p>
    <note><xsl:value-of select="concat(key('o','hote.adresse')/shown,', ',key('o','hote.code-postal')/shown,' ',key('o','hote.commune')/shown)"/><xsl:if test="key('o','hote.telephone')/shown!=''"> · <xsl:value-of select="key('o','hote.telephone')/shown"/></xsl:if><xsl:if test="key('o','hote.siret')/shown!=''"> · SIRET <xsl:value-of select="key('o','hote.siret')/shown"/></xsl:if></note>
    <title subtitle="article D. 124-9 of the French code de l’éducation">Internship certificate</title>
    <p>The host above certifies that:</p>
    <box title="The intern">
      <fields columns="3">
        <field label="Name"><b><xsl:value-of select="concat(key('o','etudiant.prenom')/shown,' ',key('o','etudiant.nom')/shown)"/></b></field>
        <field label="Sex"><xsl:value-of select="key('o','etudiant.sexe')/shown"/></field>
        <field label="Born on"><xsl:value-of select="key('o','etudiant.naissance')/shown"/></field>
        <field label="Address" span="2"><xsl:value-of select="concat(key('o','etudiant.adresse')/shown,', ',key('o','etudiant.code-postal')/shown,' ',key('o','etudiant.commune')/shown)"/></field>
        <field label="E-mail"><xsl:value-of select="key('o','etudiant.courriel')/shown"/></field>
        <field label="Student of" span="2"><xsl:value-of select="key('o','etudiant.formation')/shown"/></field>
        <field label="At"><xsl:value-of select="key('p','etablissement-nom')"/></field>
      </fields>
    </box>
    <h>has done an internship planned in the course of study</h>
    <table columns="2* 3*">
      <row><cell head="yes">Dates</cell><cell>from <b><xsl:value-of select="key('o','stage.debut')/shown"/></b> to <b><xsl:value-of select="key('o','stage.fin')/shown"/></b></cell></row>
      <row><cell head="yes">Total effective length</cell><cell><b><xsl:value-of select="key('f','attestation.heures')/shown"/></b> of presence, that is <b><xsl:value-of select="key('l','duree-en')"/></b></cell></row>
      <xsl:if test="key('o','stage.interruption.debut')"><row><cell head="yes">Interruptions</cell><cell><xsl:for-each select="/context/parent/data/stage/interruption"><xsl:if test="position()!=1"> ; </xsl:if><xsl:value-of select="e:format(debut,'date','en')"/> – <xsl:value-of select="e:format(fin,'date','en')"/></xsl:for-each></cell></row></xsl:if>
      <row><cell head="yes">Total allowance paid to the intern</cell><cell><b><xsl:value-of select="key('f','attestation.gratification')/shown"/></b></cell></row>
    </table>
    <note>The length takes into account effective presence and leave (article L. 124-13): each seven hours are one day, each twenty-two days one month (article D. 124-6).</note>
    <xsl:if test="dossier/data/attestation/commentaire!=''"><p><xsl:value-of select="dossier/data/attestation/commentaire"/></p></xsl:if>
    <xsl:if test="key('l','rachat')='true'"><box fill="yes" keep="yes"><p>Pension. Paid internships of at least two months may count, against a contribution, for at most two quarters, if asked for by 31 December of the year of the thirtieth birthday, with copies of the agreement and of this certificate (code de la sécurité sociale, articles D. 351-16 and D. 351-17).</p></box></xsl:if>
    <p>Done at <xsl:value-of select="key('o','hote.commune')/shown"/>.</p>
    <signatures columns="2">
      <xsl:call-template name="signature">
        <xsl:with-param name="title">For the host</xsl:with-param>
        <xsl:with-param name="role">signataire</xsl:with-param>
        <xsl:with-param name="name" select="normalize-space(concat(key('o','signataire.prenom')/shown,' ',key('o','signataire.nom')/shown))"/>
        <xsl:with-param name="capacity" select="key('o','signataire.fonction')/shown"/>
      </xsl:call-template>
    </signatures>
  </xsl:template>
  <xsl:template match="/context">
    <document lang="en" number="{dossier/@number}" author="{key('o','hote.nom')/shown}" title="Internship certificate – {key('o','etudiant.prenom')/shown} {key('o','etudiant.nom')/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Internship certificate</xsl:with-param></xsl:call-template>
      <xsl:call-template name="certificate"/>
    </document>
  </xsl:template>
</xsl:stylesheet>
