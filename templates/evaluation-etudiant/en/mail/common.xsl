<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/mail/common.xsl"/>
  <!-- Les champs de la convention, aux valeurs en vigueur. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:template name="student"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/></xsl:template>
  <xsl:template name="detail"><xsl:value-of select="concat(e:field('hote.nom', $parent)/shown, ', ', e:field('stage.debut', $parent)/shown, ' – ', e:field('stage.fin', $parent)/shown)"/></xsl:template>
  <xsl:template name="detail-brackets"> (<xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="brief"><xsl:text> (</xsl:text><xsl:if test="/context/person/@role!='etudiant'"><xsl:call-template name="student"/>, </xsl:if><xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="task-name"><xsl:param name="id"/>answer the questionnaire</xsl:template>
  <xsl:template name="questions">
    <xsl:for-each select="/context/form/section[.//field[not(value)]]">
      <xsl:if test="position()!=1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:for-each select="field[not(value)]"><xsl:value-of select="label"/><xsl:text>&#32;: </xsl:text><xsl:text>&#10;</xsl:text></xsl:for-each>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="given">
    <table columns="3* 2*">
      <xsl:for-each select="/context/form/section/field[value]"><row><cell><xsl:value-of select="label"/></cell><cell><b><xsl:value-of select="shown"/></b></cell></row></xsl:for-each>
    </table>
  </xsl:template>
</xsl:stylesheet>
