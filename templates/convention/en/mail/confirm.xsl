<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To who replied from a mail system that nothing authenticates: a proof, by a second reply. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="verb"><xsl:choose>
      <xsl:when test="task/@pending='signer'">I SIGN</xsl:when>
      <xsl:when test="task/@pending='oui'">APPROVE</xsl:when>
      <xsl:when test="task/@pending='deleguer'">DELEGATE</xsl:when>
      <xsl:when test="task/@pending='reprendre'">TAKE BACK</xsl:when>
      <xsl:when test="task/@pending='non'">NO</xsl:when>
      <xsl:when test="task/@pending='refuser'">DECLINE</xsl:when>
      <xsl:when test="task/@pending='papier'">PAPER</xsl:when>
      <xsl:when test="task/@pending='modifier'">CHANGE</xsl:when>
      <xsl:otherwise><xsl:value-of select="task/@pending"/></xsl:otherwise>
    </xsl:choose></xsl:variable>
    <mail>
      <subject>Confirm your reply [<xsl:value-of select="$number"/>]</subject>
      <preheader>One more reply, and it is done.</preheader>
      <xsl:call-template name="hello"/>
      <p>We received a reply “<b><xsl:value-of select="$verb"/></b>” in your name, but nothing proves yet that it comes from you. <b>If it was you, reply YES to this message</b>, within two days.</p>
      <answers><answer verb="YES" label="Yes, it was me" style="primary"/></answers>
      <xsl:if test="task/@pending-text!=''"><note>The reply received:</note><quote><xsl:value-of select="task/@pending-text"/></quote></xsl:if>
      <p>If it was not you, do not reply: nothing will be done. Tell the internship office.</p>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
