<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Internship not signed: ', $stagiaire)"/></xsl:call-template>
      <preheader>The internship was to begin today; the agreement is not signed.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>The internship was to begin on <xsl:value-of select="e:format($data/stage/debut, 'date', 'en')"/>, but <b>the agreement is not signed by all: the internship cannot begin</b>. Without a signed agreement the intern is not covered in case of accident.</p>
      <p>Still awaited:</p>
      <list><xsl:for-each select="$dossier/task[@status = 'open']"><item><xsl:value-of select="@name"/> (<xsl:value-of select="@address"/>)</item></xsl:for-each></list>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
