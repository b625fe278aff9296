<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/fr/mail/common.xsl"/>
  <!-- o : un champ de la convention, aux valeurs en vigueur. -->
  <xsl:key name="o" match="/context/parent/form/field" use="@id"/>
  <xsl:template name="student"><xsl:value-of select="normalize-space(concat(key('o','etudiant.prenom')/shown,' ',key('o','etudiant.nom')/shown))"/></xsl:template>
  <xsl:template name="detail"><xsl:value-of select="concat(key('o','hote.nom')/shown, ', du ', key('o','stage.debut')/shown, ' au ', key('o','stage.fin')/shown)"/></xsl:template>
  <xsl:template name="detail-brackets"> (<xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="brief"><xsl:text> (</xsl:text><xsl:if test="/context/person/@role!='etudiant'"><xsl:call-template name="student"/>, </xsl:if><xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="task-name"><xsl:param name="id"/>répondre au questionnaire</xsl:template>
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
