<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the office: check the dossier, with all that the rules remark. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To check: agreement of <xsl:call-template name="student"/>, <xsl:value-of select="e:field('hote.nom')/shown"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Approved by the referent teacher.</preheader>
      <xsl:call-template name="hello"/>
      <p>The dossier <b><xsl:value-of select="$number"/></b><xsl:call-template name="brief"/> was approved by the referent teacher. <xsl:choose>
        <xsl:when test="findings/finding[@severity='warn']"><b><xsl:value-of select="count(findings/finding[@severity='warn'])"/> point<xsl:if test="count(findings/finding[@severity='warn']) &gt; 1">s</xsl:if> below to check.</b></xsl:when>
        <xsl:otherwise>The rules have nothing to remark.</xsl:otherwise>
      </xsl:choose></p>
      <answers>
        <answer verb="APPROVE" label="Approve" style="primary"/>
        <answer verb="CHANGE" label="Send back to the student"><hint>One line per item, for example “SIRET: that of the head office”.</hint></answer>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write the reason after NO.</hint></answer>
      </answers>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:if test="findings/finding[@severity='info']">
        <h>For information</h>
        <list><xsl:for-each select="findings/finding[@severity='info']"><xsl:call-template name="finding"/></xsl:for-each></list>
      </xsl:if>
      <xsl:if test="dossier/data/stage/commentaire!=''"><h>The student’s comment</h><quote><xsl:value-of select="dossier/data/stage/commentaire"/></quote></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
