<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The answer to REPLACE: who is in whose place now, or what is missing for it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="new" select="dossier/replaced[true()][last()]"/>
    <xsl:variable name="code" select="reason/@code"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$code='replaced'">Signatory replaced: <xsl:value-of select="$new/@name"/></xsl:when><xsl:otherwise>Nobody was replaced</xsl:otherwise></xsl:choose><xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$code='replaced'">
          <p>It is done<xsl:call-template name="brief"/>: <b><xsl:value-of select="$new/@name"/></b> (<xsl:value-of select="$new/@address"/>) is now in the place of <xsl:choose><xsl:when test="$new/@was-name!=''"><xsl:value-of select="$new/@was-name"/> (<xsl:value-of select="$new/@was"/>)</xsl:when><xsl:otherwise><xsl:value-of select="$new/@was"/></xsl:otherwise></xsl:choose>, as <b><xsl:call-template name="role-name"><xsl:with-param name="role" select="$new/@role"/></xsl:call-template></b>.</p>
          <list>
            <item>Signatures that were given stay; the document is unchanged and still names the first person. The evidence page will say who signed in their place.</item>
            <item>The request and its reminders go to the new person, when it is their turn. The former one, if already asked, is told.</item>
            <item>To go back, write REPLACE again with the first name and address. If the document itself has to name somebody else, write REOPEN: all will sign again.</item>
          </list>
          <xsl:call-template name="progress"/>
        </xsl:when>
        <xsl:otherwise>
          <p><b>Nothing was changed.</b><xsl:text> </xsl:text><xsl:choose>
            <xsl:when test="$code='replace-role'">We did not understand who is to be replaced.</xsl:when>
            <xsl:when test="$code='replace-address'">One complete e-mail address is needed, and one only.</xsl:when>
            <xsl:when test="$code='replace-name'">The new person’s name is missing, or your message says more than that.</xsl:when>
            <xsl:when test="$code='replace-self'">This person is in that place already.</xsl:when>
            <xsl:when test="$code='replace-party'">This person has another part in this file already and can’t sign twice.</xsl:when>
            <xsl:when test="$code='replace-not-asked'">Nothing is awaited of this person now: signing has not begun, or their signature was given and stays. Data are corrected by MODIFY or REOPEN.</xsl:when>
            <xsl:when test="dossier/state">Only the internship office can replace a signatory.</xsl:when>
            <xsl:otherwise>Say which file: reply to one of its messages, or write its number in the subject, such as [2026-00042].</xsl:otherwise>
          </xsl:choose></p>
          <xsl:if test="$code!='' and $code!='replace-not-asked'">
            <p>Write on one line who is replaced, then the new person’s name and address:</p>
            <form-lines>REPLACE tutor by Paul Petit paul.petit@host.example</form-lines>
          </xsl:if>
          <xsl:if test="dossier/state"><xsl:call-template name="progress"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
