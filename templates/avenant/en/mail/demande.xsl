<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To whoever asks for the amendment: what changes, what is missing, what the rules say. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="person/@role='etudiant'">Your request for an amendment</xsl:when><xsl:otherwise>Amendment to prepare: <xsl:call-template name="student"/></xsl:otherwise></xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Answer with the lines that change, and no others.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="message/@kind='form' and message/@changed!='0'">Your lines are recorded<xsl:if test="dossier/data/avenant/motifs!=''"> (<xsl:value-of select="e:let('motifs-en')"/>)</xsl:if>, but <b>something is still missing or to be corrected</b>.</xsl:when>
        <xsl:otherwise>Here is the request for an amendment to agreement <xsl:value-of select="parent/@number"/><xsl:call-template name="brief"/>. <b>Answer with the lines that change, and no others</b>, and the reason.</xsl:otherwise>
      </xsl:choose> The referent teacher will be asked to agree, then <xsl:choose><xsl:when test="person/@role='gestionnaire'">all parties sign</xsl:when><xsl:otherwise>the office issues the amendment and all parties sign it</xsl:otherwise></xsl:choose>. Nothing changes before.</p>
      <xsl:if test="dossier/review"><h>To be reviewed</h><list><xsl:for-each select="dossier/review[last()]/item"><item><xsl:if test="@field"><b><xsl:value-of select="@field"/></b> — </xsl:if><xsl:value-of select="."/></item></xsl:for-each></list></xsl:if>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:if test="dossier/data/avenant/motifs!=''">
      <xsl:call-template name="changes"/>
      </xsl:if>
      <answers><answer verb="" label="Write the lines" style="primary"><hint>Answer with the lines that change; leave the others empty.</hint><lines><xsl:call-template name="menu"/></lines></answer></answers>
      <h>What can change</h>
      <form-lines><xsl:call-template name="menu"/></form-lines>
      <xsl:call-template name="choices"/>
      <note>Reasons of a termination: <xsl:for-each select="form//field[@id='rupture.motif']/choice"><xsl:if test="position()!=1">; </xsl:if><xsl:value-of select="."/></xsl:for-each>.</note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
