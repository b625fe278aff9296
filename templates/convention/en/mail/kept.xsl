<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- What is kept on a person: shared by the answers to MY DATA, ERASE and RECTIFY. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">

  <!-- Without proof of the address nothing is said or done. -->
  <xsl:template name="not-proven">
    <p><b>We could not verify that this message is from you</b>, so on this request alone we say nothing and do nothing. Write from the address that we know, or turn to the data protection officer: <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>, <xsl:value-of select="e:param('dpo-adresse')"/>.</p>
  </xsl:template>

  <xsl:template name="file-role"><xsl:for-each select="as"><xsl:if test="position()!=1">, </xsl:if><xsl:call-template name="role-name"><xsl:with-param name="role" select="@role"/></xsl:call-template></xsl:for-each></xsl:template>

  <!-- Of several times for one kind the longest holds. -->
  <xsl:template name="until">
    <xsl:param name="what"/>
    <xsl:for-each select="keep[@what=$what]"><xsl:sort select="@until" order="descending"/><xsl:if test="position()=1"><xsl:value-of select="e:format(@until,'date','en')"/></xsl:if></xsl:for-each>
  </xsl:template>

  <xsl:template name="files">
    <table>
      <row head="yes"><cell>Dossier</cell><cell>Role</cell><cell>Kept until</cell></row>
      <xsl:for-each select="kept/file">
        <row>
          <cell><b><xsl:value-of select="@number"/></b><br/><xsl:value-of select="@label"/><br/><xsl:call-template name="state"><xsl:with-param name="id" select="@state"/></xsl:call-template></cell>
          <cell><xsl:call-template name="file-role"/></cell>
          <cell><xsl:choose>
            <xsl:when test="@open='yes'">while the file is open, then as said below</xsl:when>
            <xsl:when test="keep[@what='dossier']"><xsl:call-template name="until"><xsl:with-param name="what" select="'dossier'"/></xsl:call-template></xsl:when>
            <xsl:otherwise>—</xsl:otherwise>
          </xsl:choose></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- What must be kept, and why. -->
  <xsl:template name="reasons">
    <list><xsl:for-each select="kept/file/keep[not(label = preceding::keep/label)]"><item><b><xsl:value-of select="label"/></b> — <xsl:value-of select="why"/> (<xsl:value-of select="@source"/>)<xsl:if test="../@open='no'">: until <xsl:value-of select="e:format(@until,'date','en')"/></xsl:if></item></xsl:for-each></list>
  </xsl:template>

  <!-- How the person wants to be written to. -->
  <xsl:template name="kept-habit"><xsl:for-each select="kept/habit">
    <h>Your settings</h>
    <list>
      <xsl:if test="@language"><item>Language of our messages: <xsl:value-of select="e:table('langues')[@code=current()/@language]/@en"/>.</item></xsl:if>
      <xsl:if test="@daily='yes'"><item>One digest each morning.</item></xsl:if>
      <xsl:if test="@away-from"><item>Away from <xsl:value-of select="e:format(@away-from,'date','en')"/>; who stands in: <xsl:value-of select="@deputy"/>.</item></xsl:if>
    </list>
  </xsl:for-each></xsl:template>

  <xsl:template name="rights">
    <note>Your rights: MY DATA shows what is kept; RECTIFY, followed by what is wrong, has it corrected; ERASE MY DATA asks for its erasure. Data protection officer: <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>. You may also complain to the CNIL.</note>
  </xsl:template>
</xsl:stylesheet>
