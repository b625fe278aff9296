<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Reminder: your answer is awaited'"/></xsl:call-template>
      <preheader>Your answer is still awaited.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>We are still waiting for your answer about this file, asked on <xsl:value-of select="e:format(substring($task/@opened, 1, 10), 'date', 'en')"/>.</p>
      <xsl:choose>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' signer ')"><answers>
        <answer verb="I SIGN" label="I sign the agreement" style="primary"></answer>
        <answer verb="DECLINE" label="Decline to sign" style="danger"><hint>Write your reason after DECLINE.</hint></answer>
        <answer verb="PAPER" label="Sign on paper" style="plain"></answer>
      </answers></xsl:when>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' non ')"><answers>
        <answer verb="YES" label="I approve" style="primary"></answer>
        <answer verb="CHANGE" label="Ask for a change" style="plain"><hint>One line a point.</hint></answer>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write your reason after NO.</hint></answer>
      </answers></xsl:when>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' oui ')"><answers>
        <answer verb="YES" label="All is right, I confirm" style="primary"></answer>
        <answer verb="CHANGE" label="Correct something" style="plain"></answer>
      </answers></xsl:when>
      <xsl:otherwise>
      <xsl:call-template name="jauges"/>
      <xsl:if test="$findings[@rule = 'required']"><answers><answer verb="" label="Complete the missing lines" style="primary"><lines><xsl:call-template name="lignes-manquantes"/></lines></answer></answers></xsl:if>
      </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="faits"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
