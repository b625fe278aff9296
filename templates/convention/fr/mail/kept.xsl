<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Ce qui est gardé d’une personne : communs aux réponses à MES DONNÉES, EFFACER et RECTIFIER. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">

  <!-- Sans preuve de l’adresse, rien n’est dit ni fait. -->
  <xsl:template name="not-proven">
    <p><b>Nous n’avons pas pu vérifier que ce message vient bien de vous</b> : nous ne disons rien et ne faisons rien sur cette seule demande. Écrivez depuis l’adresse que nous connaissons, ou adressez-vous au délégué à la protection des données : <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>, <xsl:value-of select="e:param('dpo-adresse')"/>.</p>
  </xsl:template>

  <xsl:template name="file-role"><xsl:for-each select="as"><xsl:if test="position()!=1">, </xsl:if><xsl:call-template name="role-plain"><xsl:with-param name="role" select="@role"/></xsl:call-template></xsl:for-each></xsl:template>

  <!-- De plusieurs durées d’une même nature, la plus longue vaut. -->
  <xsl:template name="until">
    <xsl:param name="what"/>
    <xsl:for-each select="keep[@what=$what]"><xsl:sort select="@until" order="descending"/><xsl:if test="position()=1"><xsl:value-of select="e:format(@until,'date','fr')"/></xsl:if></xsl:for-each>
  </xsl:template>

  <xsl:template name="files">
    <table>
      <row head="yes"><cell>Dossier</cell><cell>Rôle</cell><cell>Gardé jusqu’au</cell></row>
      <xsl:for-each select="kept/file">
        <row>
          <cell><b><xsl:value-of select="@number"/></b><br/><xsl:value-of select="@label"/><br/><xsl:call-template name="state"><xsl:with-param name="id" select="@state"/></xsl:call-template></cell>
          <cell><xsl:call-template name="file-role"/></cell>
          <cell><xsl:choose>
            <xsl:when test="@open='yes'">tant que le dossier est ouvert, puis comme il est dit ci-dessous</xsl:when>
            <xsl:when test="keep[@what='dossier']"><xsl:call-template name="until"><xsl:with-param name="what" select="'dossier'"/></xsl:call-template></xsl:when>
            <xsl:otherwise>—</xsl:otherwise>
          </xsl:choose></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- Ce qui doit être gardé, et pourquoi. -->
  <xsl:template name="reasons">
    <list><xsl:for-each select="kept/file/keep[not(label = preceding::keep/label)]"><item><b><xsl:value-of select="label"/></b> — <xsl:value-of select="why"/> (<xsl:value-of select="@source"/>)<xsl:if test="../@open='no'"> : jusqu’au <xsl:value-of select="e:format(@until,'date','fr')"/></xsl:if></item></xsl:for-each></list>
  </xsl:template>

  <!-- Les réglages de la personne. -->
  <xsl:template name="kept-habit"><xsl:for-each select="kept/habit">
    <h>Vos réglages</h>
    <list>
      <xsl:if test="@language"><item>Langue de nos messages : <xsl:value-of select="e:table('langues')[@code=current()/@language]/@fr"/>.</item></xsl:if>
      <xsl:if test="@daily='yes'"><item>Un résumé chaque matin.</item></xsl:if>
      <xsl:if test="@away-from"><item>Absence à partir du <xsl:value-of select="e:format(@away-from,'date','fr')"/> ; vous remplace : <xsl:value-of select="@deputy"/>.</item></xsl:if>
    </list>
  </xsl:for-each></xsl:template>

  <xsl:template name="rights">
    <note>Vos droits : MES DONNÉES montre ce qui est gardé ; RECTIFIER, suivi de ce qui est faux, le fait corriger ; EFFACER MES DONNÉES en demande l’effacement. Délégué à la protection des données : <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>. Vous pouvez aussi saisir la CNIL.</note>
  </xsl:template>
</xsl:stylesheet>
