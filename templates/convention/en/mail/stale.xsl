<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The engine’s answer: the request is closed, or the data have changed since. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your reply comes too late<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Nothing was done with your message.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="reason/@code='stale-revision'"><b>The data have changed since the message that you reply to</b>: your reply was not taken into account.</xsl:when>
        <xsl:when test="reason/@code='stale-closed'"><b>This request no longer awaits a reply</b>: you have answered it already, or the dossier has moved on. Nothing was changed.</xsl:when>
        <xsl:when test="reason/@code='stale-replaced'"><b>Somebody else answers in your place now</b>, by decision of the internship office: your reply was not taken into account.</xsl:when>
        <xsl:when test="reason/@code='stale-delegated'"><b>You have named somebody else to answer</b>: your reply was not taken into account. To give it yourself, take the request back first.</xsl:when>
        <xsl:when test="reason/@code='stale-unconfirmed'"><b>Your confirmation comes more than two days after we asked for it</b>: the reply that waited for it is dropped, and nothing was done.</xsl:when>
        <xsl:otherwise><b>The request that you reply to is no more.</b> Nothing was done with your message.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:choose>
        <xsl:when test="reason/@code='stale-delegated'"><answers><answer verb="TAKE BACK" label="Take it back"/></answers></xsl:when>
        <xsl:when test="reason/@code='stale-unconfirmed'"><p>Give it again, by replying to the message that asked you for it: we will at once ask you to confirm it.</p></xsl:when>
        <xsl:when test="task">
          <p>You still have to <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template>, on the basis of the current data:</p>
          <xsl:call-template name="choices-of-task"/>
          <xsl:call-template name="facts"/>
        </xsl:when>
        <xsl:otherwise><p>You have nothing else to do. To learn where the dossier stands, reply STATUS.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
