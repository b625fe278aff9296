<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the tutor: to read over what concerns the host, before anybody validates. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To be read over: the internship of <xsl:call-template name="student"/> with you [<xsl:value-of select="$number"/>]</subject>
      <preheader>One reply is enough for the agreement to go on.</preheader>
      <xsl:call-template name="hello"/>
      <p><b><xsl:call-template name="student"/></b> is preparing an internship agreement and names you as tutor. <b>Please read the summary attached</b>, above all what concerns your organisation: dates, hours, activities, allowance, signatory. Nobody else has been asked yet; this is not the signature.</p>
      <answers>
        <answer verb="YES" label="All is right" style="primary"/>
        <answer verb="CHANGE" label="Have it corrected"><hint>One line per item, for example “SIRET: that of the Lyon site”.</hint></answer>
        <answer verb="NO" label="We do not host this internship" style="danger"><hint>Write the reason after NO.</hint></answer>
      </answers>
      <xsl:call-template name="country-sheet"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
