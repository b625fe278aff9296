<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The morning's digest: what waits for a person, in groups; or what waits for somebody who is away, for who stands in. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:key name="by-task" match="/context/digest/item" use="@task"/>

  <xsl:template name="task-heading"><xsl:param name="id"/><xsl:choose>
    <xsl:when test="$id='verifier'">To approve</xsl:when>
    <xsl:when test="$id='decider'">Signature declined: to decide</xsl:when>
    <xsl:when test="$id='attester'">Paper copy to confirm</xsl:when>
    <xsl:when test="starts-with($id,'signer')">To sign</xsl:when>
    <xsl:otherwise>Your answer is awaited</xsl:otherwise>
  </xsl:choose></xsl:template>

  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose>
        <xsl:when test="digest/@for!=''">You stand in for <xsl:value-of select="digest/@for"/>: <xsl:value-of select="digest/@count"/> waiting</xsl:when>
        <xsl:otherwise>Your digest of <xsl:value-of select="e:format(@today,'date','en')"/>: <xsl:value-of select="digest/@count"/> waiting</xsl:otherwise>
      </xsl:choose></subject>
      <preheader>Each dossier has buttons of its own.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="digest/@for!=''"><p><b><xsl:value-of select="digest/@for"/> is away and asks you to answer in the meantime.</b> Here is what is waiting; new requests will be sent to you. Your answers are kept under your name.</p></xsl:when>
        <xsl:when test="digest/@count=0"><p>Nothing is waiting for your answer.</p></xsl:when>
        <xsl:otherwise><p><b><xsl:value-of select="digest/@count"/> waiting for your answer.</b> Each button is about the dossier above it only.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="digest/@shown &lt; digest/@count"><p>The <xsl:value-of select="digest/@shown"/> oldest are below; the whole list is attached.</p></xsl:if>
      <xsl:for-each select="digest/item[generate-id()=generate-id(key('by-task',@task)[1])]">
        <h><xsl:call-template name="task-heading"><xsl:with-param name="id" select="@task"/></xsl:call-template> (<xsl:value-of select="count(key('by-task',@task))"/>)</h>
        <xsl:for-each select="key('by-task',@task)">
          <p><b><xsl:choose><xsl:when test="row/etudiant!=''"><xsl:value-of select="row/etudiant"/></xsl:when><xsl:otherwise><xsl:value-of select="row/@owner"/></xsl:otherwise></xsl:choose></b><xsl:if test="row/hote!=''">, <xsl:value-of select="row/hote"/></xsl:if><br/><xsl:for-each select="row"><xsl:call-template name="period"/></xsl:for-each> · <xsl:value-of select="@number"/><br/>asked on <xsl:value-of select="e:format(substring(@opened,1,10),'date','en')"/><xsl:for-each select="row"><xsl:call-template name="late"/></xsl:for-each></p>
          <answers item="{@key}">
            <xsl:variable name="accept" select="concat(' ',@accept,' ')"/>
            <xsl:if test="contains($accept,' oui ')"><answer verb="APPROVE" label="{substring('ApproveAsk for signatures againCopy received', 1 + 7 * (@task='decider') + 31 * (@task='attester'), 7 + 17 * (@task='decider') + 6 * (@task='attester'))}" style="primary"/></xsl:if>
            <xsl:if test="contains($accept,' signer ')"><answer verb="I SIGN" label="I sign" style="primary"/></xsl:if>
            <xsl:if test="contains($accept,' modifier ')"><answer verb="CHANGE" label="Change"/></xsl:if>
            <xsl:if test="contains($accept,' non ')"><answer verb="NO" label="{substring('RefuseClose the dossierTo be done again', 1 + 6 * (@task='decider') + 23 * (@task='attester'), 6 + 11 * (@task='decider') + 10 * (@task='attester'))}" style="danger"/></xsl:if>
            <answer verb="STATUS" label="See the dossier"/>
          </answers>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:if test="digest/done">
        <h>Ended since the last digest (<xsl:value-of select="count(digest/done)"/>)</h>
        <list><xsl:for-each select="digest/done/row"><item><xsl:call-template name="state"><xsl:with-param name="id" select="@state"/></xsl:call-template> — <b><xsl:choose><xsl:when test="etudiant!=''"><xsl:value-of select="etudiant"/></xsl:when><xsl:otherwise><xsl:value-of select="@owner"/></xsl:otherwise></xsl:choose></b><xsl:if test="hote!=''">, <xsl:value-of select="hote"/></xsl:if> · <xsl:value-of select="@number"/></item></xsl:for-each></list>
      </xsl:if>
      <note>After CHANGE write one line for each value to be looked at again; after NO, the reason.<xsl:if test="digest/@for=''"> What is urgent is always mailed at once. For one message for each request, write EACH MAIL.</xsl:if></note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
