<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The body of the amendment: what changes, old and new side by side. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/document/common.xsl"/>
  <!-- Les champs de la convention ; les mêmes, modifiés. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:variable name="amended" select="/context/amended/form"/>

  <xsl:template name="title">Amendment no. <xsl:value-of select="/context/dossier/data/avenant/numero"/> to internship agreement no. <xsl:value-of select="/context/parent/@number"/></xsl:template>

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
      <row head="yes"><cell>Item</cell><cell>Agreement</cell><cell>Amendment</cell></row>
      <xsl:for-each select="/context/amended/form/field[not(starts-with(@id,'recapitulatif.'))]">
        <xsl:if test="not(e:field(@id, $parent)/value = value)"><xsl:call-template name="row"><xsl:with-param name="old" select="e:field(@id, $parent)/shown"/><xsl:with-param name="new" select="shown"/></xsl:call-template></xsl:if>
      </xsl:for-each>
      <xsl:for-each select="/context/parent/form/field[not(starts-with(@id,'recapitulatif.')) and not(e:field(@id, $amended))]">
        <xsl:call-template name="row"><xsl:with-param name="old" select="shown"/></xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="/context/amended/form/field[@id='recapitulatif.heures' or @id='recapitulatif.duree' or @id='recapitulatif.gratification-totale']">
        <xsl:variable name="length" select="@id='recapitulatif.duree'"/>
        <xsl:if test="not(e:field(@id, $parent)/value = value)"><xsl:call-template name="row">
          <xsl:with-param name="old" select="e:field(@id, $parent)/shown[not($length)] | /context/parent/let[$length and @name='duree-lisible-en']"/>
          <xsl:with-param name="new" select="shown[not($length)] | /context/amended/let[$length and @name='duree-lisible-en']"/>
        </xsl:call-template></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <!-- An amendment may change no item, but only, in words, another thing. -->
    <xsl:if test="string-length($rows) &gt; string-length('ItemAgreementAmendment')"><table columns="2* 3* 3*" head="1"><xsl:copy-of select="$rows"/></table></xsl:if>
  </xsl:template>

  <xsl:template name="body">
    <columns columns="3* 2*">
      <column>
        <p style="head"><xsl:value-of select="e:param('etablissement-nom')"/></p>
        <note><xsl:value-of select="e:param('etablissement-adresse')"/></note>
      </column>
      <column>
        <p style="head" align="right">Agreement no. <xsl:value-of select="parent/@number"/></p>
        <note align="right">Academic year <xsl:value-of select="e:field('recapitulatif.annee', $parent)/shown"/></note>
      </column>
    </columns>
    <title subtitle="articles L. 124-1 to L. 124-20 and D. 124-1 to D. 124-9 of the French code de l’éducation"><xsl:call-template name="title"/></title>
    <box title="Between the parties to the agreement">
      <fields columns="2">
        <field label="The university"><xsl:value-of select="e:param('etablissement-nom')"/>, represented by <xsl:value-of select="e:param('etablissement-representant')"/>, <xsl:value-of select="e:param('etablissement-qualite')"/></field>
        <field label="The host"><xsl:value-of select="e:field('hote.nom', $parent)/shown"/>, represented by <xsl:value-of select="normalize-space(concat(e:field('signataire.prenom', $parent)/shown,' ',e:field('signataire.nom', $parent)/shown))"/>, <xsl:value-of select="e:field('signataire.fonction', $parent)/shown"/></field>
        <field label="The intern"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/>, <xsl:value-of select="e:field('etudiant.formation', $parent)/shown"/></field>
        <field label="The internship as agreed">from <xsl:value-of select="e:field('stage.debut', $parent)/shown"/> to <xsl:value-of select="e:field('stage.fin', $parent)/shown"/></field>
      </fields>
    </box>
    <h>Article 1 – Subject</h>
    <p>This amendment changes the agreement signed by the parties, by common consent, in the points ticked. Reason: <xsl:value-of select="dossier/data/avenant/explication"/></p>
    <box>
      <table columns="1* 1* 1*" border="none">
        <row>
          <cell><xsl:choose><xsl:when test="e:let('rupture')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Termination</cell>
          <cell><xsl:choose><xsl:when test="e:let('periode')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Dates, interruptions</cell>
          <cell><xsl:choose><xsl:when test="e:let('horaire')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Presence</cell>
        </row>
        <row>
          <cell><xsl:choose><xsl:when test="e:let('sujet')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Subject, tasks</cell>
          <cell><xsl:choose><xsl:when test="e:let('gratification')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Allowance</cell>
          <cell><xsl:choose><xsl:when test="e:let('lieu')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Place</cell>
        </row>
        <row>
          <cell><xsl:choose><xsl:when test="e:let('tuteur')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Tutor</cell>
          <cell><xsl:choose><xsl:when test="e:let('referent')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Referent teacher</cell>
          <cell><xsl:choose><xsl:when test="e:let('clauses')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Other change</cell>
        </row>
      </table>
    </box>
    <h>Article 2 – Changes</h>
    <xsl:choose>
      <xsl:when test="e:let('rupture')='true'"><p>The agreement ends early on <b><xsl:value-of select="e:field('rupture.date')/shown"/></b>, reason: <b><xsl:value-of select="e:field('rupture.motif')/shown"/></b>.<xsl:if test="dossier/data/rupture/commentaire!=''"><xsl:text> </xsl:text><xsl:value-of select="dossier/data/rupture/commentaire"/></xsl:if></p></xsl:when>
      <xsl:otherwise><p>The provisions of the agreement are replaced as follows.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="changes"/>
    <xsl:if test="dossier/data/avenant/autre!=''">
      <p><b>Other change</b></p>
      <p><xsl:value-of select="dossier/data/avenant/autre"/></p>
    </xsl:if>
    <h>Article 3 – Length and allowance</h>
    <p>With these changes the effective presence is <b><xsl:value-of select="e:field('recapitulatif.heures', $amended)/shown"/></b> (article D. 124-6), at most 924 hours per host and academic year (article L. 124-5)<xsl:if test="e:field('recapitulatif.gratification-totale', $amended)/shown!=''">, and the allowance <b><xsl:value-of select="e:field('recapitulatif.gratification-totale', $amended)/shown"/></b> in all</xsl:if>.</p>
    <xsl:if test="amended/data/recapitulatif/gratification-obligatoire='oui' and not(parent/data/recapitulatif/gratification-obligatoire='oui')"><p>The threshold of article L. 124-6 being passed, the allowance is owed from the first hour of the first month, the time already done included.</p></xsl:if>
    <h>Article 4 – Other provisions</h>
    <p>This amendment takes effect when all parties have signed. All other provisions of the agreement remain unchanged.<xsl:if test="parent/child[@procedure='avenant' and (@state='signe' or @state='rompue')]"> It applies to the agreement as changed by the former amendments.</xsl:if></p>
    <xsl:if test="e:let('rupture')='true'"><p>The university validates the time done or offers another way (article L. 124-15). The allowance is owed for the time done.</p></xsl:if>
    <xsl:call-template name="signatures"/>
  </xsl:template>

  <xsl:template name="signatures">
    <keep>
      <h>Signatures</h>
      <p>Done at <xsl:value-of select="e:param('etablissement-ville')"/>. The tutor and the teacher who sign are those that this amendment names, if it changes them.</p>
      <signatures columns="2">
        <xsl:call-template name="signature">
          <xsl:with-param name="title">For the university</xsl:with-param>
          <xsl:with-param name="role">etablissement</xsl:with-param>
          <xsl:with-param name="name" select="e:param('etablissement-representant')"/>
          <xsl:with-param name="capacity" select="e:param('etablissement-qualite')"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">For the host</xsl:with-param>
          <xsl:with-param name="role">signataire</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('signataire.prenom', $amended)/shown,' ',e:field('signataire.nom', $amended)/shown))"/>
          <xsl:with-param name="capacity" select="e:field('signataire.fonction', $amended)/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The intern</xsl:with-param>
          <xsl:with-param name="role">etudiant</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('etudiant.prenom', $amended)/shown,' ',e:field('etudiant.nom', $amended)/shown))"/>
        </xsl:call-template>
        <xsl:if test="e:let('mineur')='true'">
          <xsl:call-template name="signature">
            <xsl:with-param name="title">The legal representative of the intern</xsl:with-param>
            <xsl:with-param name="role">representant</xsl:with-param>
            <xsl:with-param name="name" select="normalize-space(concat(e:field('etudiant.representant-prenom', $amended)/shown,' ',e:field('etudiant.representant-nom', $amended)/shown))"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The referent teacher</xsl:with-param>
          <xsl:with-param name="role">referent</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('referent.prenom', $amended)/shown,' ',e:field('referent.nom', $amended)/shown))"/>
          <xsl:with-param name="capacity" select="e:field('referent.fonction', $amended)/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The tutor</xsl:with-param>
          <xsl:with-param name="role">tuteur</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(e:field('tuteur.prenom', $amended)/shown,' ',e:field('tuteur.nom', $amended)/shown))"/>
          <xsl:with-param name="capacity" select="e:field('tuteur.fonction', $amended)/shown"/>
        </xsl:call-template>
      </signatures>
    </keep>
  </xsl:template>
</xsl:stylesheet>
