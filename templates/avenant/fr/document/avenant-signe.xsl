<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- L’exemplaire signé de l’avenant, avec les preuves. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/fr/document/convention-signee.xsl"/>
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="fr" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Avenant n° {dossier/data/avenant/numero} – convention {parent/@number} – exemplaire signé">
      <xsl:call-template name="header"><xsl:with-param name="title"><xsl:call-template name="title"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="body"/>
      <xsl:call-template name="proofs"/>
    </document>
  </xsl:template>

  <xsl:template name="proofs">
    <pagebreak/>
    <h>Preuves de signature</h>
    <p>Chaque partie a reçu l’avenant par courriel et l’a signé par le moyen indiqué ci-dessous. Les messages reçus sont conservés tels quels ; leurs empreintes (SHA-256) permettent d’en vérifier l’intégrité.</p>
    <xsl:for-each select="dossier/answer[@verb='signer' and @task = /context/dossier/task[@state='signature' and @entry = /context/dossier/task[@state='signature'][last()]/@entry]/@serial]">
      <box keep="yes">
        <fields columns="3">
          <field label="Signataire"><b><xsl:value-of select="@name"/></b><xsl:if test="@delegated-by!=''"><br/>par délégation de <xsl:choose><xsl:when test="@delegated-by-name!=''"><xsl:value-of select="@delegated-by-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@delegated-by"/></xsl:otherwise></xsl:choose></xsl:if><xsl:if test="@replaces!=''"><br/>à la place de <xsl:choose><xsl:when test="@replaces-name!=''"><xsl:value-of select="@replaces-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@replaces"/></xsl:otherwise></xsl:choose>, sur décision du gestionnaire</xsl:if></field>
          <field label="Qualité"><xsl:call-template name="capacity"><xsl:with-param name="role" select="@role"/></xsl:call-template></field>
          <field label="Signé le"><xsl:call-template name="instant"><xsl:with-param name="at" select="@at"/></xsl:call-template></field>
          <field label="Adresse" span="2"><xsl:value-of select="@address"/></field>
          <field label="Moyen"><xsl:call-template name="means"/></field>
          <field label="Empreinte du document signé" span="3"><code><xsl:value-of select="@document-sha256"/></code></field>
          <field label="Empreinte du message de signature" span="3"><code><xsl:value-of select="@message"/></code></field>
        </fields>
      </box>
    </xsl:for-each>
    <xsl:call-template name="by-hand"/>
  </xsl:template>
</xsl:stylesheet>
