<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The signed copy of the amendment, with its evidence. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/document/convention-signee.xsl"/>
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="en" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Amendment no. {dossier/data/avenant/numero} – convention {parent/@number} – signed copy">
      <xsl:call-template name="header"><xsl:with-param name="title"><xsl:call-template name="title"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="body"/>
      <xsl:call-template name="proofs"/>
    </document>
  </xsl:template>

  <xsl:template name="proofs">
    <pagebreak/>
    <h>Evidence of signature</h>
    <p>Each party got the amendment by mail and signed it by the means shown below. The mails are kept as they came; their digests (SHA-256) allow to verify them.</p>
    <xsl:for-each select="dossier/answer[@verb='signer' and @task = /context/dossier/task[@state='signature' and @entry = /context/dossier/task[@state='signature'][last()]/@entry]/@serial]">
      <box keep="yes">
        <fields columns="3">
          <field label="Signatory"><b><xsl:value-of select="@name"/></b><xsl:if test="@delegated-by!=''"><br/>on behalf of <xsl:choose><xsl:when test="@delegated-by-name!=''"><xsl:value-of select="@delegated-by-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@delegated-by"/></xsl:otherwise></xsl:choose></xsl:if><xsl:if test="@replaces!=''"><br/>in the place of <xsl:choose><xsl:when test="@replaces-name!=''"><xsl:value-of select="@replaces-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@replaces"/></xsl:otherwise></xsl:choose>, by decision of the office</xsl:if></field>
          <field label="Capacity"><xsl:call-template name="capacity"><xsl:with-param name="role" select="@role"/></xsl:call-template></field>
          <field label="Signed on"><xsl:call-template name="instant"><xsl:with-param name="at" select="@at"/></xsl:call-template></field>
          <field label="Address" span="2"><xsl:value-of select="@address"/></field>
          <field label="Means"><xsl:call-template name="means"/></field>
          <field label="Digest of the signed document" span="3"><code><xsl:value-of select="@document-sha256"/></code></field>
          <field label="Digest of the mail" span="3"><code><xsl:value-of select="@message"/></code></field>
        </fields>
      </box>
    </xsl:for-each>
    <xsl:call-template name="by-hand"/>
  </xsl:template>
</xsl:stylesheet>
