<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Your internship agreement: points to review'"/></xsl:call-template>
      <preheader>Some points must be reviewed before we go on.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>Before we go on, <b>some points of your file must be reviewed</b>. Reply to this message with the corrected lines; the approvals then start again.</p>
      <xsl:call-template name="remarques"/>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'block'"/><xsl:with-param name="titre" select="'To be corrected'"/></xsl:call-template>
      <xsl:if test="$findings[@rule = 'required']"><h>Missing</h><form-lines><xsl:call-template name="lignes-manquantes"/></form-lines></xsl:if>
      <answers><answer verb="" label="Reply with the corrections" style="primary"><hint>One line a value, such as: End date: 28/08/2026</hint><lines><xsl:call-template name="lignes-a-revoir"/></lines></answer></answers>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
