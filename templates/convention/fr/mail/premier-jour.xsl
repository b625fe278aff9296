<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Le stage devait commencer et la convention n’est pas signée : il ne peut commencer. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Le stage ne peut pas commencer : convention non signée [<xsl:value-of select="$number"/>]</subject>
      <preheader>La date de début est atteinte et il manque des signatures.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:call-template name="the-internship"/> devait commencer. <b>Il ne peut pas commencer tant que toutes les parties n’ont pas signé la convention</b> (code de l’éducation, art. L. 124-1).</p>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="dossier/task[@state='signature']"><xsl:call-template name="signatures"/></xsl:if>
      <xsl:call-template name="progress"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
