<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The amendment is signed on paper. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Amendment to sign on paper: <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>The amendment is attached, to print and sign.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="task"><p><b>The amendment is signed on paper.</b> When the copy signed by all parties has reached you, confirm it<xsl:call-template name="brief"/>.</p>
          <answers><answer verb="YES" label="The copy signed by all is here" style="primary"/><answer verb="CHANGE" label="Reopen the request"/><answer verb="NO" label="Close the amendment" style="danger"><hint>Write the reason after NO.</hint></answer></answers></xsl:when>
        <xsl:otherwise><p>The amendment attached is <b>to be signed on paper</b><xsl:call-template name="brief"/>. Please send the copy signed by all, scanned, to <a href="mailto:{e:param('gestionnaire-courriel')}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a>.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
