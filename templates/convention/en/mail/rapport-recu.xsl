<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Internship report received: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The report is there.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Your internship report is received</b><xsl:call-template name="detail-brackets"/>. This mail is the receipt.</p>
      <xsl:variable name="file" select="dossier/answer[@verb='document'][last()]/attachment[1]"/>
      <facts>
        <fact label="File"><xsl:value-of select="$file/@name"/> (<xsl:value-of select="ceiling($file/@size div 1024)"/> Ko)</fact>
        <fact label="Received on"><xsl:call-template name="day"><xsl:with-param name="at" select="dossier/answer[@verb='document'][last()]/@at"/></xsl:call-template></fact>
        <fact label="SHA-256 digest"><xsl:value-of select="$file/@sha256"/></fact>
      </facts>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
