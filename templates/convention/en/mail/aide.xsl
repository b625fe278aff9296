<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Internship agreements by mail: how it works'"/></xsl:call-template>
      <preheader>Everything is done by replying to a mail.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>The internship agreement is prepared, approved and signed <b>by mail</b>. Write one of these words, from your university address:</p>
      <list>
      <item><b>FORM</b>: receive the form to fill in</item>
      <item><b>STATUS</b>: learn where your file stands</item>
      <item><b>CANCEL</b>: give up your request, before signing</item>
      <item><b>HELP</b>: read this message again</item>
      </list>
      <p>To answer a request, reply to the mail received and begin with the word proposed (YES, NO, CHANGE, I SIGN…), alone on the first line.</p>
      <answers><answer verb="FORM" subject="Form" label="Receive the form" style="primary"/></answers>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
