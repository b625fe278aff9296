<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To whom signing was asked and is not any more: somebody else is in their place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="new" select="dossier/replaced[@role=/context/task/@role][last()]"/>
    <mail>
      <subject>Nothing is awaited of you any more [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <p>We had asked you to sign<xsl:call-template name="brief"/>. <b>Your signature is no longer awaited</b>: the internship office asked <b><xsl:value-of select="$new/@name"/></b> instead.</p>
      <p>You may delete our earlier messages. A reply to one of them would sign nothing.</p>
      <p>Is this a mistake? Write to the internship office, at the address below.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
