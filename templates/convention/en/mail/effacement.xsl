<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to ERASE MY DATA, and its copy to the officer (GDPR, art. 17). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:import href="kept.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Request for erasure of data<xsl:if test="person/@role='dpo'">: <xsl:value-of select="kept/@address"/></xsl:if></subject>
      <preheader>What can be erased, what must be kept, and why.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(kept)"><xsl:call-template name="not-proven"/></xsl:when>
        <xsl:when test="person/@role='dpo'">
          <p><b><xsl:value-of select="kept/@address"/></b> asks for the erasure of their data. The address was verified by our server. Answer due before <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','en')"/></b> (GDPR, art. 12(3)).</p>
          <xsl:if test="message/text!=''"><quote><xsl:value-of select="message/text"/></quote></xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <p>Your request has been passed to the data protection officer, who will answer before <b><xsl:value-of select="e:format(e:months-add(@today,1),'date','en')"/></b>. There is nothing else for you to do.</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="kept/file">
        <xsl:call-template name="files"/>
        <h>What must be kept, and why</h>
        <p>A file that is open cannot be erased; the student may give it up before it is signed by replying CANCEL. After that, erasure does not reach what is needed for a task in the public interest or for legal claims (GDPR, art. 17(3)(b) and (e)):</p>
        <xsl:call-template name="reasons"/>
        <p>On these days erasure happens without any further request.</p>
      </xsl:if>
      <xsl:if test="kept and not(kept/file)"><p>No file names this address<xsl:if test="kept/message">; <xsl:value-of select="count(kept/message)"/> mails from it are kept</xsl:if><xsl:if test="kept/entry">; the directory knows it</xsl:if>.</p></xsl:if>
      <xsl:call-template name="rights"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
