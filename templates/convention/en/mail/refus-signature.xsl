<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="concat('Signature declined: ', $stagiaire)"/></xsl:call-template>
      <preheader>A signatory declined to sign the agreement.</preheader>
      <xsl:call-template name="bonjour"/>
      <p><b><xsl:value-of select="$dossier/answer[@verb = 'refuser'][last()]/@name"/></b> declined to sign the internship agreement of <xsl:value-of select="$stagiaire"/>. Signing is stopped.</p>
      <xsl:if test="normalize-space($dossier/answer[@verb = 'refuser'][last()])"><p>Reason:</p><quote><xsl:value-of select="$dossier/answer[@verb = 'refuser'][last()]"/></quote></xsl:if>
      <xsl:if test="$task"><p>What do you wish to do?</p><answers>
        <answer verb="YES" label="Ask for the signatures again" style="primary"></answer>
        <answer verb="CHANGE" label="Reopen the file" style="plain"><hint>One line a point.</hint><lines>Subject: </lines></answer>
        <answer verb="NO" label="Close the file" style="danger"><hint>Write the reason after NO.</hint></answer>
      </answers></xsl:if>
      <xsl:if test="not($task)"><p>The internship office will keep you informed. You need do nothing.</p></xsl:if>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
