<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the office: a message could not be delivered, or a task has no address. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Message not delivered to <xsl:choose><xsl:when test="task/@role"><xsl:call-template name="role-name"><xsl:with-param name="role" select="task/@role"/></xsl:call-template>, internship of <xsl:call-template name="student"/></xsl:when><xsl:otherwise>a recipient</xsl:otherwise></xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:variable name="serial" select="task/@serial"/>
      <xsl:variable name="task" select="dossier/task[@serial=$serial]"/>
      <p><xsl:choose>
        <xsl:when test="reason/@code='no-address'"><b>The dossier has no address for <xsl:call-template name="role-name"><xsl:with-param name="role" select="task/@role"/></xsl:call-template></b>, who has to <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template>.</xsl:when>
        <xsl:when test="reason/@address!=''"><b>A message to <xsl:value-of select="reason/@address"/> could not be sent</b>. Server code: <xsl:value-of select="reason/@code"/>.</xsl:when>
        <xsl:otherwise><b>Our message to <xsl:call-template name="who"><xsl:with-param name="role" select="$task/@role"/><xsl:with-param name="name" select="$task/@name"/></xsl:call-template> was not delivered</b><xsl:if test="$task/@address!=''"> (<xsl:value-of select="$task/@address"/>)</xsl:if>. Server code: <xsl:value-of select="reason/@code"/>.</xsl:otherwise>
      </xsl:choose><xsl:if test="not(reason/@address)"> Nothing will move until this person has received the request.</xsl:if></p>
      <list>
        <item>Check the address with the student; if it is wrong, write REOPEN so that it can be corrected, or REPLACE while it is being signed.</item>
        <item>If it is right, the administrator can send the message again.</item>
      </list>
      <xsl:call-template name="progress"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
