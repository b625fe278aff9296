<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Receipt for PAPER: to who will sign by hand, while others still sign by mail. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[@verb='papier' and @role=/context/person/@role][last()]"/>
    <mail>
      <subject>You will sign on paper [<xsl:value-of select="$number"/>]</subject>
      <preheader>There is nothing to do for now.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="$answer/@declared-by or $answer/@operator">The internship office has noted that <b>you will sign by hand</b><xsl:call-template name="brief"/>.</xsl:when>
        <xsl:otherwise>Noted: <b>you will sign by hand</b><xsl:call-template name="brief"/>.</xsl:otherwise>
      </xsl:choose> There is nothing to do for now.</p>
      <p>When the others have signed by mail, you will get the document to print and sign, and send us a scan or photographs of it.</p>
      <p>Would you rather sign by mail after all? Tell the internship office, at the address below.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
