<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Your internship agreement is refused'"/></xsl:call-template>
      <preheader>The file is closed; the reason is in this message.</preheader>
      <xsl:call-template name="bonjour"/>
      <p><b><xsl:value-of select="$dossier/answer[last()]/@name"/></b> has not approved this internship. The file is closed.</p>
      <xsl:if test="normalize-space($dossier/answer[last()])"><p>Reason:</p><quote><xsl:value-of select="$dossier/answer[last()]"/></quote></xsl:if>
      <p>You may talk to that person, then send a new form.</p>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
