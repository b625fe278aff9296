<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- What the documents have in common: page header and footer, signature blocks, people, addresses. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:output method="xml" encoding="UTF-8"/>
  <!-- f: a field by its id; p: a parameter; l: a computed value. -->

  <xsl:template name="header">
    <xsl:param name="title"/>
    <header pages="rest">
      <table columns="3* 2*" border="none" style="label">
        <row>
          <cell><xsl:value-of select="e:param('etablissement-nom')"/> – <xsl:value-of select="$title"/></cell>
          <cell align="right">No. <xsl:value-of select="/context/dossier/@number"/></cell>
        </row>
      </table>
      <rule/>
    </header>
    <footer>
      <rule/>
      <table columns="4* 1*" border="none" style="label">
        <row>
          <cell><xsl:value-of select="e:param('etablissement-nom')"/> · file <xsl:value-of select="/context/dossier/@number"/> · revision <xsl:value-of select="/context/dossier/@revision"/></cell>
          <cell align="right">Page <page/> / <pages/></cell>
        </row>
      </table>
    </footer>
  </xsl:template>

  <!-- A signature block, which recalls the evidence already received. -->
  <xsl:template name="signature">
    <xsl:param name="title"/>
    <xsl:param name="role"/>
    <xsl:param name="name"/>
    <xsl:param name="capacity"/>
    <signature title="{$title}" name="{$name}" capacity="{$capacity}">
      <!-- In the copy to be signed the room is a field for signing software. -->
      <xsl:if test="/context/@template='convention' or /context/@template='avenant'"><xsl:attribute name="field"><xsl:value-of select="$role"/></xsl:attribute></xsl:if>
      <xsl:variable name="answer" select="/context/dossier/answer[@role=$role and @verb='signer' and @task = /context/dossier/task[@state='signature' and @entry = /context/dossier/task[@state='signature'][last()]/@entry]/@serial][last()]"/>
      <xsl:choose>
        <xsl:when test="$answer">
          <note>Signed electronically on <xsl:call-template name="instant"><xsl:with-param name="at" select="$answer/@at"/></xsl:call-template><br/><xsl:value-of select="$answer/@address"/><xsl:if test="$answer/@delegated-by!=''"><br/><xsl:value-of select="$answer/@name"/>, on behalf of <xsl:value-of select="$answer/@delegated-by-name"/></xsl:if><xsl:if test="$answer/@replaces!=''"><br/><xsl:value-of select="$answer/@name"/>, in the place of <xsl:value-of select="$answer/@replaces-name"/></xsl:if></note>
        </xsl:when>
        <xsl:otherwise>
          <note>Date and signature<xsl:if test="$role='signataire'"> (and stamp)</xsl:if>:</note>
        </xsl:otherwise>
      </xsl:choose>
    </signature>
  </xsl:template>

  <!-- A UTC instant as it stands in the evidence: 2026-03-02 at 10:20:30 UTC. -->
  <xsl:template name="instant">
    <xsl:param name="at"/>
    <xsl:value-of select="concat(substring($at,1,10),' at ',substring($at,12,8),' UTC')"/>
  </xsl:template>

  <!-- First name and name of a section that has these two fields. -->
  <xsl:template name="person">
    <xsl:param name="section"/>
    <xsl:value-of select="normalize-space(concat(e:field(concat($section,'.prenom'))/shown,' ',e:field(concat($section,'.nom'))/shown))"/>
  </xsl:template>

  <!-- An address, from the fields adresse, code-postal, commune and pays of a section. -->
  <xsl:template name="address">
    <xsl:param name="section"/>
    <xsl:variable name="country" select="e:field(concat($section,'.pays'))"/>
    <xsl:value-of select="e:field(concat($section,'.adresse'))/shown"/>
    <xsl:if test="e:field(concat($section,'.adresse'))/shown!=''">, </xsl:if>
    <xsl:value-of select="normalize-space(concat(e:field(concat($section,'.code-postal'))/shown,' ',e:field(concat($section,'.commune'))/shown))"/>
    <xsl:if test="$country/value!='' and $country/value!='FR'">, <xsl:value-of select="$country/shown"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
