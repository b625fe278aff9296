<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The start is near and the agreement is not signed by all. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Internship about to start, signatures missing: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The internship starts on <xsl:value-of select="e:field('stage.debut')/shown"/>.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>The internship starts on <xsl:value-of select="e:field('stage.debut')/shown"/> and the agreement is not signed by all.</b> Without all signatures it cannot begin (code de l’éducation, art. L. 124-1).<xsl:choose><xsl:when test="person/@role='gestionnaire'"> The people below are being reminded; a call may help.</xsl:when><xsl:otherwise> Tell the people below.</xsl:otherwise></xsl:choose></p>
      <xsl:call-template name="choices-of-task"/>
      <xsl:if test="dossier/task[@state='signature']"><xsl:call-template name="signatures"/></xsl:if>
      <xsl:call-template name="progress"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
