<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Rapport de stage reçu : <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le rapport est déposé.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose><xsl:when test="person/@role='etudiant'"><b>Votre rapport de stage est reçu</b><xsl:call-template name="detail-brackets"/>. Ce message vaut reçu.</xsl:when><xsl:otherwise><b><xsl:call-template name="student"/></b> a déposé son rapport de stage<xsl:call-template name="detail-brackets"/>. L’étudiant devait vous mettre en copie ; sinon, demandez-lui le fichier : l’empreinte ci-dessous permet de vérifier que c’est le même.</xsl:otherwise></xsl:choose></p>
      <xsl:variable name="file" select="dossier/answer[@verb='document'][last()]/attachment[1]"/>
      <facts>
        <fact label="Fichier"><xsl:value-of select="$file/@name"/> (<xsl:value-of select="ceiling($file/@size div 1024)"/> Ko)</fact>
        <fact label="Reçu le"><xsl:call-template name="day"><xsl:with-param name="at" select="dossier/answer[@verb='document'][last()]/@at"/></xsl:call-template></fact>
        <fact label="Empreinte SHA-256"><xsl:value-of select="$file/@sha256"/></fact>
      </facts>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
