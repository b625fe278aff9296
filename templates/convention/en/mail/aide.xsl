<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to HELP: what one can write, and the notice on personal data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Internship agreements by mail: how it works<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <p><xsl:value-of select="e:param('etablissement-nom')"/>: internship agreements are made by mail, without an account. <b>Write one of these words to <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a></b>, alone on the first line:</p>
      <answers>
        <answer verb="FORM" subject="FORM" label="Ask for an agreement" style="primary"><hint>The form is sent to you. From your university address.</hint></answer>
        <answer verb="STATUS" label="Where does my dossier stand?"><hint>In reply to a message of the dossier, or with its number in the subject.</hint></answer>
      </answers>
      <list>
        <item>DASHBOARD: all your dossiers and the state of each. You may choose: DASHBOARD late, DASHBOARD June 2026.</item>
        <item>To answer a message that you got, use its buttons, or reply beginning with the word it names: I CONFIRM, APPROVE, NO, CHANGE, I SIGN, DECLINE, PAPER.</item>
        <item>A reply that contains anything besides that word is not acted upon: we tell you, and nothing changes.</item>
        <item>CANCEL, in reply to a message of the dossier, cancels a request that is not being signed yet.</item>
        <xsl:if test="person/@role='gestionnaire'"><item>STATISTICS: the agreements of your office in numbers, with a spreadsheet. AWAY, BACK, DAILY DIGEST, EACH MAIL set how you are written to.</item></xsl:if>
        <item>LANGUAGE French: our messages to you are in French.</item>
        <item>SEARCH, followed by the first letters of a name or by a SIRET number, finds the teacher or the organisation to name.</item>
      </list>
      <xsl:if test="task"><xsl:call-template name="progress"/></xsl:if>
      <xsl:if test="starts-with(e:param('site-aide'),'https://')"><p><a href="{e:param('site-aide')}">More help on the web site</a></p></xsl:if>
      <xsl:call-template name="bye"/>
      <h>Your personal data</h>
      <xsl:call-template name="notice"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
