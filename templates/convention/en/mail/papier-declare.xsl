<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to the office’s PAPER: who will sign by hand, or what is missing to say so. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[@verb='papier'][last()]"/>
    <xsl:variable name="code" select="reason/@code"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$code='declared'">Will sign on paper: <xsl:value-of select="$answer/@for-name"/></xsl:when><xsl:otherwise>Nothing was changed</xsl:otherwise></xsl:choose><xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$code='declared'">
          <p>Noted<xsl:call-template name="brief"/>: <b><xsl:value-of select="$answer/@for-name"/></b> (<xsl:call-template name="role-name"><xsl:with-param name="role" select="$answer/@role"/></xsl:call-template>) <b>will sign by hand</b>, and has been told so.</p>
          <list>
            <item>The others go on by mail, and their signatures stand. When all have signed, the document to print goes out, and you will check the scan.</item>
            <item>Do you have the copy signed by hand already? Attach it to your YES then.</item>
          </list>
          <xsl:call-template name="progress"/>
        </xsl:when>
        <xsl:otherwise>
          <p><b>Nothing was changed.</b><xsl:text> </xsl:text><xsl:choose>
            <xsl:when test="$code='declare-who'">We did not understand who will sign by hand. Write after PAPER who it is, by part or by name:</xsl:when>
            <xsl:otherwise>The signature of this person is not awaited now: it was given already, or it is not their turn yet.</xsl:otherwise>
          </xsl:choose></p>
          <xsl:if test="$code='declare-who'"><form-lines>PAPER tutor</form-lines></xsl:if>
          <xsl:if test="dossier/state"><xsl:call-template name="progress"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
