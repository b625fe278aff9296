<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The form to fill in, with what is known already. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="en" author="{key('p','etablissement-nom')}" title="Internship form" subject="Request for an internship agreement">
      <xsl:call-template name="header"><xsl:with-param name="title">Internship form</xsl:with-param></xsl:call-template>
      <p style="head"><xsl:value-of select="key('p','etablissement-nom')"/></p>
      <title subtitle="Request for an internship agreement">Internship form</title>
      <p style="lead">Fill in this form, save it and send it back in reply to the message that came with it. It may be incomplete: you will be asked for what is missing.</p>
      <xsl:apply-templates select="form/section[@id!='recapitulatif']"/>
      <note>* Needed to draw up the agreement.</note>
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
