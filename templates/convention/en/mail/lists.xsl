<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Lists of dossiers: two columns, readable on a telephone; the state in words and by a sign. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">

  <xsl:template name="query">
    <xsl:if test="dashboards/query/filter|dashboards/query/word|dashboards/query/@from">
      <p>You asked for: <b><xsl:for-each select="dashboards/query/filter"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="."/></xsl:for-each><xsl:if test="dashboards/query/@from"><xsl:if test="dashboards/query/filter">, </xsl:if>internships between <xsl:value-of select="e:format(dashboards/query/@from,'date','en')"/> and <xsl:value-of select="e:format(dashboards/query/@to,'date','en')"/></xsl:if><xsl:for-each select="dashboards/query/word"><xsl:if test="position()!=1 or ../filter or ../@from">, </xsl:if>“<xsl:value-of select="."/>”</xsl:for-each></b>.</p>
    </xsl:if>
  </xsl:template>

  <!-- Interns followed right now (code de l’éducation, art. D. 124-3). -->
  <xsl:template name="quota">
    <xsl:variable name="max" select="e:param('referent-max')"/>
    <xsl:variable name="today" select="/context/@today"/>
    <xsl:variable name="now" select="count(row[(@state='distribuee' or @state='en-cours') and e:days-between(debut,$today) &gt;= 0 and e:days-between($today,fin) &gt;= 0])"/>
    <p>Today you follow <b><xsl:value-of select="$now"/> of at most <xsl:value-of select="$max"/></b> interns<xsl:if test="@count &gt; $now">; <xsl:value-of select="@count - $now"/> more to come or in preparation</xsl:if>.<xsl:if test="$now &gt;= $max"> <b>⚠ The maximum is reached.</b></xsl:if></p>
  </xsl:template>

  <xsl:template name="state">
    <xsl:param name="id"/>
    <xsl:variable name="row" select="e:table('etats')[@id=$id]"/>
    <xsl:choose><xsl:when test="$row"><xsl:value-of select="concat($row/@signe,'&#160;',$row/@en)"/></xsl:when><xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise></xsl:choose>
  </xsl:template>

  <xsl:template name="tallies"><xsl:for-each select="tally"><xsl:if test="position()!=1"> · </xsl:if><xsl:call-template name="state"><xsl:with-param name="id" select="@state"/></xsl:call-template>&#160;: <b><xsl:value-of select="@count"/></b></xsl:for-each></xsl:template>

  <xsl:template name="short-day"><xsl:param name="at"/><xsl:value-of select="concat(substring($at,9,2),'/',substring($at,6,2),'/',substring($at,1,4))"/></xsl:template>
  <xsl:template name="period"><xsl:if test="debut!=''"><xsl:choose><xsl:when test="substring(debut,1,4)=substring(fin,1,4)"><xsl:value-of select="concat(substring(debut,9,2),'/',substring(debut,6,2))"/></xsl:when><xsl:otherwise><xsl:call-template name="short-day"><xsl:with-param name="at" select="debut"/></xsl:call-template></xsl:otherwise></xsl:choose><xsl:if test="fin!=''"> – <xsl:call-template name="short-day"><xsl:with-param name="at" select="fin"/></xsl:call-template></xsl:if></xsl:if></xsl:template>

  <!-- The start is near or past, and the agreement is not signed. -->
  <xsl:template name="late"><xsl:if test="(starts-with(@state,'validation') or @state='signature' or @state='papier' or @state='refus-signature') and alerte!='' and e:days-between(alerte,/context/@today) &gt;= 0"><br/><b>⚠ <xsl:choose><xsl:when test="e:days-between(debut,/context/@today) &gt;= 0">start date passed</xsl:when><xsl:otherwise>starts soon</xsl:otherwise></xsl:choose></b></xsl:if></xsl:template>

  <xsl:template name="who-and-where">
    <b><xsl:choose><xsl:when test="ancestor::dashboard/@role='etudiant' and hote!=''"><xsl:value-of select="hote"/></xsl:when><xsl:when test="etudiant!=''"><xsl:value-of select="etudiant"/></xsl:when><xsl:otherwise><xsl:value-of select="@owner"/></xsl:otherwise></xsl:choose></b>
    <xsl:if test="ancestor::dashboard/@role!='etudiant' and ancestor::dashboard/@role!='tuteur' and hote!=''"><br/><xsl:value-of select="hote"/></xsl:if>
    <xsl:if test="debut!=''"><br/><xsl:call-template name="period"/></xsl:if>
    <br/><xsl:value-of select="@number"/>
  </xsl:template>

  <xsl:template name="rows">
    <table columns="1* 1*">
      <row head="yes"><cell>Dossier</cell><cell>Where it stands</cell></row>
      <xsl:for-each select="row">
        <row>
          <cell><xsl:call-template name="who-and-where"/></cell>
          <cell><b><xsl:call-template name="state"><xsl:with-param name="id" select="@state"/></xsl:call-template></b><xsl:if test="avenant!=''"><br/><b>amendment: <xsl:value-of select="e:table('etats-avenant')[@fr=current()/avenant]/@en"/></b></xsl:if><xsl:variable name="asked" select="e:table('etats-avenant')[@fr=current()/avenant]"/><xsl:if test="attendus!=''"><br/>waits for <xsl:choose><xsl:when test="$asked/@attend!='' and contains(attendus, $asked/@attend)"><xsl:value-of select="concat(substring-before(attendus, $asked/@attend), $asked/@attend-en)"/></xsl:when><xsl:otherwise><xsl:value-of select="attendus"/></xsl:otherwise></xsl:choose></xsl:if><xsl:if test="attendus!='' and @opened!=''"><br/>since <xsl:value-of select="concat(substring(@opened,9,2),'/',substring(@opened,6,2))"/></xsl:if><xsl:call-template name="late"/></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>
</xsl:stylesheet>
