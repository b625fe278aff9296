<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À qui est désigné pour répondre ou signer à la place de quelqu'un : accepte-t-il ? -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:call-template name="delegator"/> vous délègue une réponse : stage <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Acceptez-vous ? Répondez OUI ou NON.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:call-template name="delegator"/></b> (<xsl:value-of select="task/@delegated-by"/>) vous désigne pour <b><xsl:call-template name="what"/></b> à sa place, par délégation<xsl:if test="not(parent)"><xsl:call-template name="brief"/></xsl:if>.</p>
      <p><b>Si vous en avez le pouvoir et l’acceptez, répondez OUI à ce message</b> : la demande vous sera alors envoyée. Répondre OUI n’est pas encore <xsl:choose><xsl:when test="starts-with(task/@id,'signer')">signer</xsl:when><xsl:otherwise>valider</xsl:otherwise></xsl:choose>.</p>
      <answers>
        <answer verb="OUI" label="J’accepte" style="primary"/>
        <answer verb="NON" label="Je décline" style="danger"/>
      </answers>
      <xsl:call-template name="bye"/>
      <note>Vos coordonnées nous ont été données par <xsl:call-template name="delegator"/>. Elles ne servent qu’à cette demande et à sa preuve.</note>
    </mail>
  </xsl:template>

  <xsl:template name="delegator"><xsl:choose>
    <xsl:when test="task/@delegated-by-name!=''"><xsl:value-of select="task/@delegated-by-name"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="task/@delegated-by"/></xsl:otherwise>
  </xsl:choose></xsl:template>

  <xsl:template name="what"><xsl:choose>
    <xsl:when test="parent">signer l’avenant</xsl:when>
    <xsl:otherwise><xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template></xsl:otherwise>
  </xsl:choose></xsl:template>
</xsl:stylesheet>
