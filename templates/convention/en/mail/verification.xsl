<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The answer to VERIFY: is the attached PDF one of ours, whole and unchanged? -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Check of a document<xsl:if test="message/file/@number"> [<xsl:value-of select="message/file/@number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <xsl:apply-templates select="message/file"/>
      <xsl:if test="not(message/file)">
        <p>Your message had no PDF. <b>Write VERIFY to <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a> and attach the file</b> as you received it: not printed, scanned or saved in another form.</p>
      </xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>

  <xsl:template match="file">
    <h><xsl:value-of select="@name"/></h>
    <xsl:choose>
      <xsl:when test="@whole='true' and not(check/@verdict='invalid' and check/@reason!='no-signature')">
        <p><b>This document is one of ours, whole and unchanged</b> (file <xsl:value-of select="@number"/>).</p>
      </xsl:when>
      <xsl:when test="@whole='false' and check/@verdict!='invalid'">
        <p><b>This document is one of ours</b> (file <xsl:value-of select="@number"/>), <b>and only signatures were added to it.</b></p>
      </xsl:when>
      <xsl:when test="@whole">
        <p><b>Beware: this document begins as one of ours</b> (file <xsl:value-of select="@number"/>), <b>but it was changed.</b> Do not rely on it.</p>
      </xsl:when>
      <xsl:otherwise>
        <p><b>This document is not one that we issued</b>, or it was printed, scanned, converted or saved anew. Ask for the original file.</p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(check/@reason='no-signature' and @whole='true') and not(check/signer[@verdict!='valid']/en=check/en)"><p><xsl:value-of select="check/en"/></p></xsl:if>
    <xsl:if test="check/signer">
      <list>
        <xsl:for-each select="check/signer">
          <item><xsl:choose><xsl:when test="@level='timestamp'">Time stamp: </xsl:when><xsl:otherwise>Signature: </xsl:otherwise></xsl:choose><b><xsl:value-of select="@name"/></b><xsl:if test="@organisation!='' and @organisation!=@name">, <xsl:value-of select="@organisation"/></xsl:if><xsl:if test="@time">, <xsl:value-of select="concat(substring(@time,1,10),' ',substring(@time,12,5),' UTC')"/><xsl:if test="@proved='true'"> (proved)</xsl:if></xsl:if>. <xsl:choose><xsl:when test="@verdict='valid'">It holds.</xsl:when><xsl:otherwise><xsl:value-of select="en"/></xsl:otherwise></xsl:choose></item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
