<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The body of the amendment: what changes, old and new side by side. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/document/common.xsl"/>
  <!-- o : un champ de la convention ; n : le même, modifié. -->
  <xsl:key name="o" match="/context/parent/form/field" use="@id"/>
  <xsl:key name="n" match="/context/amended/form/field" use="@id"/>

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
    <table columns="2* 3* 3*" head="1">
      <row head="yes"><cell>Item</cell><cell>Agreement</cell><cell>Amendment</cell></row>
      <xsl:for-each select="/context/amended/form/field[not(starts-with(@id,'recapitulatif.'))]">
        <xsl:if test="not(key('o',@id)/value = value)"><xsl:call-template name="row"><xsl:with-param name="old" select="key('o',@id)/shown"/><xsl:with-param name="new" select="shown"/></xsl:call-template></xsl:if>
      </xsl:for-each>
      <xsl:for-each select="/context/parent/form/field[not(starts-with(@id,'recapitulatif.')) and not(key('n',@id))]">
        <xsl:call-template name="row"><xsl:with-param name="old" select="shown"/></xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="/context/amended/form/field[@id='recapitulatif.heures' or @id='recapitulatif.duree' or @id='recapitulatif.gratification-totale']">
        <xsl:if test="not(key('o',@id)/value = value)"><xsl:call-template name="row"><xsl:with-param name="old" select="key('o',@id)/shown"/><xsl:with-param name="new" select="shown"/></xsl:call-template></xsl:if>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template name="body">
    <columns columns="3* 2*">
      <column>
        <p style="head"><xsl:value-of select="key('p','etablissement-nom')"/></p>
        <note><xsl:value-of select="key('p','etablissement-adresse')"/></note>
      </column>
      <column>
        <p style="head" align="right">Agreement no. <xsl:value-of select="parent/@number"/></p>
        <note align="right">Academic year <xsl:value-of select="key('o','recapitulatif.annee')/shown"/></note>
      </column>
    </columns>
    <title subtitle="articles L. 124-1 to L. 124-20 and D. 124-1 to D. 124-9 of the French code de l’éducation"><xsl:call-template name="title"/></title>
    <box title="Between the parties to the agreement">
      <fields columns="2">
        <field label="The university"><xsl:value-of select="key('p','etablissement-nom')"/>, represented by <xsl:value-of select="key('p','etablissement-representant')"/>, <xsl:value-of select="key('p','etablissement-qualite')"/></field>
        <field label="The host"><xsl:value-of select="key('o','hote.nom')/shown"/>, represented by <xsl:value-of select="normalize-space(concat(key('o','signataire.prenom')/shown,' ',key('o','signataire.nom')/shown))"/>, <xsl:value-of select="key('o','signataire.fonction')/shown"/></field>
        <field label="The intern"><xsl:value-of select="normalize-space(concat(key('o','etudiant.prenom')/shown,' ',key('o','etudiant.nom')/shown))"/>, <xsl:value-of select="key('o','etudiant.formation')/shown"/></field>
        <field label="The internship as agreed">from <xsl:value-of select="key('o','stage.debut')/shown"/> to <xsl:value-of select="key('o','stage.fin')/shown"/></field>
      </fields>
    </box>
    <h>Article 1 – Subject</h>
    <p>This amendment changes the agreement signed by the parties, by common consent, in the points ticked. Reason: <xsl:value-of select="dossier/data/avenant/explication"/></p>
    <box>
      <table columns="1* 1* 1*" border="none">
        <row>
          <cell><xsl:choose><xsl:when test="key('l','rupture')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Termination</cell>
          <cell><xsl:choose><xsl:when test="key('l','periode')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Dates, interruptions</cell>
          <cell><xsl:choose><xsl:when test="key('l','horaire')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Presence</cell>
        </row>
        <row>
          <cell><xsl:choose><xsl:when test="key('l','sujet')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Subject, tasks</cell>
          <cell><xsl:choose><xsl:when test="key('l','gratification')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Allowance</cell>
          <cell><xsl:choose><xsl:when test="key('l','lieu')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Place</cell>
        </row>
        <row>
          <cell><xsl:choose><xsl:when test="key('l','tuteur')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Tutor</cell>
          <cell><xsl:choose><xsl:when test="key('l','referent')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Referent teacher</cell>
          <cell><xsl:choose><xsl:when test="key('l','clauses')='true'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> Other change</cell>
        </row>
      </table>
    </box>
    <h>Article 2 – Changes</h>
    <xsl:choose>
      <xsl:when test="key('l','rupture')='true'"><p>The agreement ends early on <b><xsl:value-of select="key('f','rupture.date')/shown"/></b>, reason: <b><xsl:value-of select="key('f','rupture.motif')/shown"/></b>.<xsl:if test="dossier/data/rupture/commentaire!=''"><xsl:text> </xsl:text><xsl:value-of select="dossier/data/rupture/commentaire"/></xsl:if></p></xsl:when>
      <xsl:otherwise><p>The provisions of the agreement are replaced as follows.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="changes"/>
    <xsl:if test="dossier/data/avenant/autre!=''">
      <p><b>Other change</b></p>
      <p><xsl:value-of select="dossier/data/avenant/autre"/></p>
    </xsl:if>
    <h>Article 3 – Length and allowance</h>
    <p>With these changes the effective presence is <b><xsl:value-of select="key('n','recapitulatif.heures')/shown"/></b> (article D. 124-6), at most 924 hours per host and academic year (article L. 124-5)<xsl:if test="key('n','recapitulatif.gratification-totale')/shown!=''">, and the allowance <b><xsl:value-of select="key('n','recapitulatif.gratification-totale')/shown"/></b> in all</xsl:if>.</p>
    <xsl:if test="amended/data/recapitulatif/gratification-obligatoire='oui' and not(parent/data/recapitulatif/gratification-obligatoire='oui')"><p>The threshold of article L. 124-6 being passed, the allowance is owed from the first hour of the first month, the time already done included.</p></xsl:if>
    <h>Article 4 – Other provisions</h>
    <p>This amendment takes effect when all parties have signed. All other provisions of the agreement remain unchanged.<xsl:if test="parent/child[@procedure='avenant' and (@state='signe' or @state='rompue')]"> It applies to the agreement as changed by the former amendments.</xsl:if></p>
    <xsl:if test="key('l','rupture')='true'"><p>The university validates the time done or offers another way (article L. 124-15). The allowance is owed for the time done.</p></xsl:if>
    <xsl:call-template name="signatures"/>
  </xsl:template>

  <xsl:template name="signatures">
    <keep>
      <h>Signatures</h>
      <p>Done at <xsl:value-of select="key('p','etablissement-ville')"/>. The tutor and the teacher who sign are those that this amendment names, if it changes them.</p>
      <signatures columns="2">
        <xsl:call-template name="signature">
          <xsl:with-param name="title">For the university</xsl:with-param>
          <xsl:with-param name="role">etablissement</xsl:with-param>
          <xsl:with-param name="name" select="key('p','etablissement-representant')"/>
          <xsl:with-param name="capacity" select="key('p','etablissement-qualite')"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">For the host</xsl:with-param>
          <xsl:with-param name="role">signataire</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(key('n','signataire.prenom')/shown,' ',key('n','signataire.nom')/shown))"/>
          <xsl:with-param name="capacity" select="key('n','signataire.fonction')/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The intern</xsl:with-param>
          <xsl:with-param name="role">etudiant</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(key('n','etudiant.prenom')/shown,' ',key('n','etudiant.nom')/shown))"/>
        </xsl:call-template>
        <xsl:if test="key('l','mineur')='true'">
          <xsl:call-template name="signature">
            <xsl:with-param name="title">The legal representative of the intern</xsl:with-param>
            <xsl:with-param name="role">representant</xsl:with-param>
            <xsl:with-param name="name" select="normalize-space(concat(key('n','etudiant.representant-prenom')/shown,' ',key('n','etudiant.representant-nom')/shown))"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The referent teacher</xsl:with-param>
          <xsl:with-param name="role">referent</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(key('n','referent.prenom')/shown,' ',key('n','referent.nom')/shown))"/>
          <xsl:with-param name="capacity" select="key('n','referent.fonction')/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The tutor</xsl:with-param>
          <xsl:with-param name="role">tuteur</xsl:with-param>
          <xsl:with-param name="name" select="normalize-space(concat(key('n','tuteur.prenom')/shown,' ',key('n','tuteur.nom')/shown))"/>
          <xsl:with-param name="capacity" select="key('n','tuteur.fonction')/shown"/>
        </xsl:call-template>
      </signatures>
    </keep>
  </xsl:template>
</xsl:stylesheet>
