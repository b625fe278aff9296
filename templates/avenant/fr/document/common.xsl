<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Le corps de l’avenant : ce qui change, l’ancien et le nouveau côte à côte. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/fr/document/common.xsl"/>
  <!-- Les champs de la convention ; les mêmes, modifiés. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:variable name="amended" select="/context/amended/form"/>

  <xsl:template name="title">Avenant n° <xsl:value-of select="/context/dossier/data/avenant/numero"/> à la convention de stage n° <xsl:value-of select="/context/parent/@number"/></xsl:template>

  <xsl:template name="row">
    <xsl:param name="old"/>
    <xsl:param name="new"/>
    <row>
      <cell head="yes"><xsl:value-of select="label"/></cell>
      <cell><xsl:choose><xsl:when test="$old!=''"><xsl:value-of select="$old"/></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></cell>
      <cell><b><xsl:choose><xsl:when test="$new!=''"><xsl:value-of select="$new"/></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></b></cell>
    </row>
  </xsl:template>

  <!-- Tout ce qui diffère, et ce qui en découle (heures, gratification totale). -->
  <xsl:template name="changes">
    <xsl:variable name="rows">
      <row head="yes"><cell>Donnée</cell><cell>Convention</cell><cell>Avenant</cell></row>
      <xsl:for-each select="/context/amended/form/field[not(starts-with(@id,'recapitulatif.'))]">
        <xsl:if test="not(e:field(@id, $parent)/value = value)"><xsl:call-template name="row"><xsl:with-param name="old" select="e:field(@id, $parent)/shown"/><xsl:with-param name="new" select="shown"/></xsl:call-template></xsl:if>
      </xsl:for-each>
      <xsl:for-each select="/context/parent/form/field[not(starts-with(@id,'recapitulatif.')) and not(e:field(@id, $amended))]">
        <xsl:call-template name="row"><xsl:with-param name="old" select="shown"/></xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="/context/amended/form/field[@id='recapitulatif.heures' or @id='recapitulatif.duree' or @id='recapitulatif.gratification-totale']">
        <xsl:if test="not(e:field(@id, $parent)/value = value)"><xsl:call-template name="row"><xsl:with-param name="old" select="e:field(@id, $parent)/shown"/><xsl:with-param name="new" select="shown"/></xsl:call-template></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <!-- Un avenant peut ne changer aucune donnée, mais seulement, en toutes lettres, autre chose. -->
    <xsl:if test="string-length($rows) &gt; string-length('DonnéeConventionAvenant')"><table columns="2* 3* 3*" head="1"><xsl:copy-of select="$rows"/></table></xsl:if>
  </xsl:template>

  <xsl:template name="body">
    <columns columns="3* 2*">
      <column>
        <p style="head"><xsl:value-of select="e:param('etablissement-nom')"/></p>
        <note><xsl:value-of select="e:param('etablissement-adresse')"/></note>
      </column>
      <column>
        <p style="head" align="right">Convention n° <xsl:value-of select="parent/@number"/></p>
        <note align="right">Année universitaire <xsl:value-of select="e:field('recapitulatif.annee', $parent)/shown"/></note>
      </column>
    </columns>
    <title subtitle="articles L. 124-1 à L. 124-20 et D. 124-1 à D. 124-9 du code de l’éducation"><xsl:call-template name="title"/></title>
    <box title="Entre les parties à la convention">
      <fields columns="2">
        <field label="L’établissement d’enseignement"><xsl:value-of select="e:param('etablissement-nom')"/>, représenté par <xsl:value-of select="e:param('etablissement-representant')"/>, <xsl:value-of select="e:param('etablissement-qualite')"/></field>
        <field label="L’organisme d’accueil"><xsl:value-of select="e:field('hote.nom', $parent)/shown"/>, représenté par <xsl:value-of select="normalize-space(concat(e:field('signataire.prenom', $parent)/shown,' ',e:field('signataire.nom', $parent)/shown))"/>, <xsl:value-of select="e:field('signataire.fonction', $parent)/shown"/></field>
        <field label="Le stagiaire"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/>, <xsl:value-of select="e:field('etudiant.formation', $parent)/shown"/></field>
        <field label="Le stage prévu">du <xsl:value-of select="e:field('stage.debut', $parent)/shown"/> au <xsl:value-of select="e:field('stage.fin', $parent)/shown"/></field>
      </fields>
    </box>
    <h>Article 1 – Objet</h>
    <p>Le présent avenant modifie la convention de stage signée par les parties, d’un commun accord, sur les points cochés. Raison : <xsl:value-of select="dossier/data/avenant/explication"/></p>
    <box>
      <table columns="1* 1* 1*" border="none">
        <row>
          <cell><xsl:choose><xsl:when test="e:let('rupture')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Rupture (fin anticipée)</cell>
          <cell><xsl:choose><xsl:when test="e:let('periode')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Dates, interruptions</cell>
          <cell><xsl:choose><xsl:when test="e:let('horaire')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Présence</cell>
        </row>
        <row>
          <cell><xsl:choose><xsl:when test="e:let('sujet')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Sujet, activités</cell>
          <cell><xsl:choose><xsl:when test="e:let('gratification')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Gratification</cell>
          <cell><xsl:choose><xsl:when test="e:let('lieu')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Lieu du stage</cell>
        </row>
        <row>
          <cell><xsl:choose><xsl:when test="e:let('tuteur')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Tuteur</cell>
          <cell><xsl:choose><xsl:when test="e:let('referent')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Enseignant référent</cell>
          <cell><xsl:choose><xsl:when test="e:let('clauses')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Autre modification</cell>
        </row>
      </table>
    </box>
    <h>Article 2 – Modifications</h>
    <xsl:choose>
      <xsl:when test="e:let('rupture')='true'"><p>La convention prend fin de manière anticipée le <b><xsl:value-of select="e:field('rupture.date')/shown"/></b>, motif : <b><xsl:value-of select="e:field('rupture.motif')/shown"/></b>.<xsl:if test="dossier/data/rupture/commentaire!=''"><xsl:text> </xsl:text><xsl:value-of select="dossier/data/rupture/commentaire"/></xsl:if></p></xsl:when>
      <xsl:otherwise><p>Les stipulations de la convention sont remplacées comme suit.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="changes"/>
    <xsl:if test="dossier/data/avenant/autre!=''">
      <p><b>Autre modification</b></p>
      <p><xsl:value-of select="dossier/data/avenant/autre"/></p>
    </xsl:if>
    <h>Article 3 – Durée et gratification</h>
    <p>Compte tenu de ces modifications, la durée de présence effective est de <b><xsl:value-of select="e:field('recapitulatif.heures', $amended)/shown"/></b> (article D. 124-6), dans la limite de neuf cent vingt-quatre heures par organisme et par année d’enseignement (article L. 124-5)<xsl:if test="e:field('recapitulatif.gratification-totale', $amended)/shown!=''">, et la gratification prévue, de <b><xsl:value-of select="e:field('recapitulatif.gratification-totale', $amended)/shown"/></b> au total</xsl:if>.</p>
    <xsl:if test="amended/data/recapitulatif/gratification-obligatoire='oui' and not(parent/data/recapitulatif/gratification-obligatoire='oui')"><p>Le seuil de l’article L. 124-6 étant dépassé, la gratification est due dès la première heure du premier mois de stage, y compris pour la période déjà accomplie.</p></xsl:if>
    <h>Article 4 – Autres stipulations</h>
    <p>Le présent avenant prend effet à sa signature par toutes les parties. Toutes les autres stipulations de la convention demeurent inchangées.<xsl:if test="parent/child[@procedure='avenant' and (@state='signe' or @state='rompue')]"> Il s’applique à la convention telle que les avenants précédents l’ont modifiée.</xsl:if></p>
    <xsl:if test="e:let('rupture')='true'"><p>L’établissement valide la période accomplie ou propose une modalité alternative de validation de la formation (article L. 124-15). La gratification est due au prorata de la durée accomplie.</p></xsl:if>
    <xsl:call-template name="signatures"/>
  </xsl:template>

  <xsl:template name="signatures">
    <keep>
      <h>Signatures</h>
      <p>Fait à <xsl:value-of select="e:param('etablissement-ville')"/>. Le tuteur et l’enseignant référent qui signent sont ceux que le présent avenant désigne, s’il les change.</p>
      <signatures columns="2">
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Pour l’établissement d’enseignement</xsl:with-param>
          <xsl:with-param name="role">etablissement</xsl:with-param>
          <xsl:with-param name="name" select="e:param('etablissement-representant')"/>
          <xsl:with-param name="capacity" select="e:param('etablissement-qualite')"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Pour l’organisme d’accueil</xsl:with-param>
          <xsl:with-param name="role">signataire</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('signataire.prenom', $amended)/shown,' ',e:field('signataire.nom', $amended)/shown))"/>
          <xsl:with-param name="capacity" select="e:field('signataire.fonction', $amended)/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Le stagiaire</xsl:with-param>
          <xsl:with-param name="role">etudiant</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('etudiant.prenom', $amended)/shown,' ',e:field('etudiant.nom', $amended)/shown))"/>
        </xsl:call-template>
        <xsl:if test="e:let('mineur')='true'">
          <xsl:call-template name="signature">
            <xsl:with-param name="title">Le représentant légal du stagiaire</xsl:with-param>
            <xsl:with-param name="role">representant</xsl:with-param>
            <xsl:with-param name="name" select="normalize-space(concat(e:field('etudiant.representant-prenom', $amended)/shown,' ',e:field('etudiant.representant-nom', $amended)/shown))"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">L’enseignant référent</xsl:with-param>
          <xsl:with-param name="role">referent</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('referent.prenom', $amended)/shown,' ',e:field('referent.nom', $amended)/shown))"/>
          <xsl:with-param name="capacity" select="e:field('referent.fonction', $amended)/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Le tuteur de stage</xsl:with-param>
          <xsl:with-param name="role">tuteur</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('tuteur.prenom', $amended)/shown,' ',e:field('tuteur.nom', $amended)/shown))"/>
          <xsl:with-param name="capacity" select="e:field('tuteur.fonction', $amended)/shown"/>
        </xsl:call-template>
      </signatures>
    </keep>
  </xsl:template>
</xsl:stylesheet>
