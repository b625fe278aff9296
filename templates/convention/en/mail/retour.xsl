<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To whoever has just approved: something does not hold any more, the request goes back to the student. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Back to the student: agreement of <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The approval could not be taken into account.</preheader>
      <xsl:call-template name="hello"/>
      <p>Dossier <xsl:value-of select="$number"/>: <b>the approval could not be taken into account</b>, because something does not hold any more. The request has gone back to the student; once corrected, it will be submitted to you again.</p>
      <list><xsl:for-each select="findings/finding[@severity='block']"><xsl:call-template name="finding"/></xsl:for-each></list>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
