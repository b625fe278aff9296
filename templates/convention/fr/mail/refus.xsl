<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À l’étudiant et au gestionnaire : la demande est refusée. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[last()]"/>
    <mail>
      <subject>Demande de convention de stage refusée [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>La demande de convention <xsl:value-of select="$number"/><xsl:call-template name="brief"/> a été <b>refusée</b> par <xsl:call-template name="who"><xsl:with-param name="role" select="$answer/@role"/><xsl:with-param name="name" select="$answer/@name"/></xsl:call-template>, le <xsl:call-template name="day"><xsl:with-param name="at" select="$answer/@at"/></xsl:call-template>.</p>
      <xsl:if test="normalize-space($answer)!=''"><p>Motif :</p><quote><xsl:value-of select="$answer"/></quote></xsl:if>
      <xsl:if test="person/@role='etudiant'"><p>Ce dossier est clos. Après en avoir parlé avec cette personne, vous pouvez envoyer une nouvelle demande : écrivez FORMULAIRE à <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a>.</p></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
