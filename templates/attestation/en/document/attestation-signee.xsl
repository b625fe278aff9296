<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="attestation.xsl"/>
  <xsl:template match="/context">
    <document lang="en" number="{dossier/@number}" author="{e:field('hote.nom', $parent)/shown}" title="Attestation – {e:field('etudiant.prenom', $parent)/shown} {e:field('etudiant.nom', $parent)/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Attestation</xsl:with-param></xsl:call-template>
      <xsl:call-template name="certificate"/>
      <xsl:for-each select="dossier/answer[@verb='signer'][last()]">
        <box keep="yes" title="Evidence of signature">
          <fields columns="2">
            <field label="Signatory"><b><xsl:value-of select="@name"/></b></field>
            <field label="Signed on"><xsl:call-template name="instant"><xsl:with-param name="at" select="@at"/></xsl:call-template></field>
            <field label="Address"><xsl:value-of select="@address"/></field>
            <field label="Means"><xsl:call-template name="means"/></field>
            <field label="Digest of the signed document" span="2"><code><xsl:value-of select="@document-sha256"/></code></field>
            <field label="Digest of the mail" span="2"><code><xsl:value-of select="@message"/></code></field>
          </fields>
        </box>
      </xsl:for-each>
    </document>
  </xsl:template>
</xsl:stylesheet>
