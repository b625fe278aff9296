<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- A signatory has declined to sign the amendment. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Amendment: signature declined [<xsl:value-of select="$number"/>]</subject>
      <preheader>The internship office decides what follows.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:call-template name="who"><xsl:with-param name="role" select="dossier/answer[@verb='refuser'][last()]/@role"/><xsl:with-param name="name" select="dossier/answer[@verb='refuser'][last()]/@name"/></xsl:call-template> has declined to sign <xsl:call-template name="which"/><xsl:call-template name="brief"/>. The agreement stays as it is.</p>
      <xsl:if test="dossier/answer[@verb='refuser'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='refuser'][last()]"/></quote></xsl:if>
      <xsl:if test="task"><answers>
        <answer verb="YES" label="Ask again for the signatures" style="primary"/>
        <answer verb="CHANGE" label="Reopen the request"><hint>One line per item to review.</hint></answer>
        <answer verb="NO" label="Close the amendment" style="danger"><hint>Write the reason after NO.</hint></answer>
      </answers></xsl:if>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
