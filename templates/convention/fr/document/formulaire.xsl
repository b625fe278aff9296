<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Le formulaire à remplir, avec ce qui est déjà connu. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="fr" author="{key('p','etablissement-nom')}" title="Formulaire de stage" subject="Demande de convention de stage">
      <xsl:call-template name="header"><xsl:with-param name="title">Formulaire de stage</xsl:with-param></xsl:call-template>
      <p style="head"><xsl:value-of select="key('p','etablissement-nom')"/></p>
      <title subtitle="Demande de convention de stage">Formulaire de stage</title>
      <p style="lead">Remplissez ce formulaire, enregistrez-le et renvoyez-le en réponse au message qui l’accompagnait. Il peut être incomplet : ce qui manque vous sera redemandé.</p>
      <xsl:apply-templates select="form/section[@id!='recapitulatif']"/>
      <note>* Donnée nécessaire à l’établissement de la convention.</note>
    </document>
  </xsl:template>

  <xsl:template match="section">
    <h><xsl:value-of select="label"/></h>
    <fields columns="2">
      <xsl:apply-templates select="field"/>
    </fields>
    <xsl:apply-templates select="group"/>
  </xsl:template>

  <xsl:template match="group">
    <h level="3"><xsl:value-of select="label"/></h>
    <xsl:for-each select="item">
      <fields columns="3"><xsl:apply-templates select="field"/></fields>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="field">
    <field>
      <xsl:attribute name="label"><xsl:value-of select="label"/><xsl:if test="@required='yes'"> *</xsl:if></xsl:attribute>
      <xsl:if test="@type='longtext' or string-length(shown) &gt; 44"><xsl:attribute name="span">2</xsl:attribute></xsl:if>
      <input name="{@id}" label="{label}">
        <xsl:attribute name="value"><xsl:choose><xsl:when test="choice"><xsl:value-of select="value"/></xsl:when><xsl:otherwise><xsl:value-of select="shown"/></xsl:otherwise></xsl:choose></xsl:attribute>
        <xsl:if test="@type='longtext' or string-length(shown) &gt; 44"><xsl:attribute name="height">70</xsl:attribute></xsl:if>
        <xsl:if test="@required='yes'"><xsl:attribute name="required">yes</xsl:attribute></xsl:if>
        <xsl:if test="choice"><option value=""/></xsl:if>
        <xsl:for-each select="choice"><option value="{@value}"><xsl:value-of select="."/></option></xsl:for-each>
      </input>
      <xsl:if test="help!=''"><note><xsl:value-of select="help"/></note></xsl:if>
    </field>
  </xsl:template>
</xsl:stylesheet>
