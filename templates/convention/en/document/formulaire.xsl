<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The form to fill in, with what is known already. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="en" author="{e:param('etablissement-nom')}" title="Internship form" subject="Request for an internship agreement">
      <xsl:call-template name="header"><xsl:with-param name="title">Internship form</xsl:with-param></xsl:call-template>
      <p style="head"><xsl:value-of select="e:param('etablissement-nom')"/></p>
      <title subtitle="Request for an internship agreement">Internship form</title>
      <p style="lead">Fill in this form on screen, <b>save it</b> and attach it to your reply. Do not print it to PDF nor take a picture of it: its fields could no longer be read. It may be incomplete: what is missing will be asked for.</p>
      <xsl:if test="e:param('consignes')!=''"><p><b>Read this first.</b><xsl:text> </xsl:text><xsl:value-of select="e:param('consignes')"/></p></xsl:if>
      <xsl:if test="dossier/@number!=''">
        <fields columns="4"><field label="File"><input name="_number" label="File" value="{dossier/@number}" readonly="yes"/></field></fields>
      </xsl:if>
      <xsl:apply-templates select="form/section[@id!='recapitulatif']"/>
      <note>* Needed to draw up the agreement. Internship abroad: attach also to your reply, as a PDF, the information sheet on the law of the host country.</note>
    </document>
  </xsl:template>

  <xsl:template match="section">
    <h><xsl:value-of select="label"/></h>
    <fields columns="2" pad="3">
      <xsl:apply-templates select="field"/>
    </fields>
    <xsl:apply-templates select="group"/>
  </xsl:template>

  <!-- Ce qui se répète : trois lignes au moins. -->
  <xsl:template match="group">
    <xsl:for-each select="item">
      <fields columns="3" pad="3"><xsl:apply-templates select="field"/></fields>
    </xsl:for-each>
    <xsl:if test="count(item) &lt; 2"><xsl:call-template name="blank"><xsl:with-param name="n" select="2"/></xsl:call-template></xsl:if>
    <xsl:if test="count(item) &lt; 3"><xsl:call-template name="blank"><xsl:with-param name="n" select="3"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="blank">
    <xsl:param name="n"/>
    <fields columns="3" pad="3">
      <xsl:for-each select="item[1]/field">
        <field label="{label} ({$n})">
          <input name="{../../../@id}.{../../@id}.{$n}.{@name}" label="{label} ({$n})" help="{help}"/>
        </field>
      </xsl:for-each>
    </fields>
  </xsl:template>

  <xsl:template match="field">
    <xsl:variable name="wide" select="@type='longtext' or string-length(shown) &gt; 44"/>
    <field>
      <xsl:attribute name="label"><xsl:value-of select="label"/><xsl:if test="@required='yes'"> *</xsl:if></xsl:attribute>
      <xsl:if test="$wide"><xsl:attribute name="span">2</xsl:attribute></xsl:if>
      <input name="{@id}" label="{label}" help="{help}">
        <xsl:if test="@required='yes'"><xsl:attribute name="required">yes</xsl:attribute></xsl:if>
        <xsl:choose>
          <xsl:when test="@type='boolean' and @required!='yes'">
            <xsl:attribute name="type">check</xsl:attribute>
            <xsl:attribute name="height">11</xsl:attribute>
            <xsl:attribute name="value"><xsl:if test="value='oui'">oui</xsl:if></xsl:attribute>
          </xsl:when>
          <xsl:when test="@type='boolean'">
            <xsl:attribute name="value"><xsl:value-of select="value"/></xsl:attribute>
            <option value=""/><option value="oui">yes</option><option value="non">no</option>
          </xsl:when>
          <xsl:when test="choice">
            <xsl:attribute name="value"><xsl:value-of select="value"/></xsl:attribute>
            <option value=""/>
            <xsl:for-each select="choice"><option value="{@value}"><xsl:value-of select="."/></option></xsl:for-each>
          </xsl:when>
          <xsl:otherwise>
            <xsl:attribute name="value"><xsl:value-of select="shown"/></xsl:attribute>
            <xsl:if test="$wide"><xsl:attribute name="height"><xsl:choose><xsl:when test="@type='longtext'">58</xsl:when><xsl:otherwise>27</xsl:otherwise></xsl:choose></xsl:attribute></xsl:if>
          </xsl:otherwise>
        </xsl:choose>
      </input>
      <xsl:if test="help!=''"><note><xsl:value-of select="help"/></note></xsl:if>
    </field>
  </xsl:template>
</xsl:stylesheet>
