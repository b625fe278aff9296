<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À qui a répondu depuis une messagerie que rien n’authentifie : une preuve, par une seconde réponse. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="verb"><xsl:choose>
      <xsl:when test="task/@pending='signer'">JE SIGNE</xsl:when>
      <xsl:when test="task/@pending='oui'">VALIDER</xsl:when>
      <xsl:when test="task/@pending='deleguer'">DÉLÉGUER</xsl:when>
      <xsl:when test="task/@pending='reprendre'">REPRENDRE</xsl:when>
      <xsl:when test="task/@pending='non'">NON</xsl:when>
      <xsl:when test="task/@pending='refuser'">REFUSER</xsl:when>
      <xsl:when test="task/@pending='papier'">PAPIER</xsl:when>
      <xsl:when test="task/@pending='modifier'">MODIFIER</xsl:when>
      <xsl:otherwise><xsl:value-of select="task/@pending"/></xsl:otherwise>
    </xsl:choose></xsl:variable>
    <mail>
      <subject>Confirmez votre réponse [<xsl:value-of select="$number"/>]</subject>
      <preheader>Une seconde réponse, et c’est fait.</preheader>
      <xsl:call-template name="hello"/>
      <p>Nous avons reçu une réponse « <b><xsl:value-of select="$verb"/></b> » à votre nom, mais rien ne prouve encore qu’elle vient de vous. <b>Si c’est bien vous, répondez OUI à ce message</b>, dans les deux jours.</p>
      <answers><answer verb="OUI" label="Oui, c’est moi" style="primary"/></answers>
      <xsl:if test="task/@pending-text!=''"><note>La réponse reçue :</note><quote><xsl:value-of select="task/@pending-text"/></quote></xsl:if>
      <p>Si ce n’est pas vous, ne répondez pas : rien ne sera fait. Prévenez le bureau des stages.</p>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
