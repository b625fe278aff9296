<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to RECTIFY, and its copies (GDPR, art. 16). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:import href="kept.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Request for rectification of data<xsl:if test="person/@role='dpo' or person/@role='gestionnaire'">: <xsl:value-of select="message/@from"/></xsl:if></subject>
      <preheader>What is to be corrected, and by whom.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(kept)"><xsl:call-template name="not-proven"/></xsl:when>
        <xsl:when test="person/@role='dpo' or person/@role='gestionnaire'">
          <p><b><xsl:value-of select="kept/@address"/></b> asks for their data to be rectified. The address was verified by our server. Answer due before <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','en')"/></b> (GDPR, art. 12(3)).</p>
        </xsl:when>
        <xsl:otherwise>
          <p>Your request has been passed to the internship office and to the data protection officer; you will have an answer before <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','en')"/></b>.</p>
          <p>If you are the student and the agreement is not signed yet, correct it yourself: reply to the last mail of your file with the lines to change. Once it is signed, a correction is an AMENDMENT.</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="kept and message/argument!=''"><h>To be corrected</h><quote><xsl:value-of select="message/argument"/></quote></xsl:if>
      <xsl:if test="kept/file"><xsl:call-template name="files"/></xsl:if>
      <xsl:call-template name="rights"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
