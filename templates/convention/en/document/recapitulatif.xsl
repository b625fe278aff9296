<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The summary: everything that was entered, section by section, what was computed from it and what is
     still to be checked. This is what the student confirms and what those who validate read. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="en" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Summary of file {dossier/@number}" subject="Request for an internship agreement">
      <xsl:call-template name="header"><xsl:with-param name="title">Summary</xsl:with-param></xsl:call-template>
      <xsl:if test="e:param('logo')!=''"><image src="{e:param('logo')}"/></xsl:if>
      <columns columns="3* 2*">
        <column><p style="head"><xsl:value-of select="e:param('etablissement-nom')"/></p></column>
        <column><p style="head" align="right">File <xsl:value-of select="dossier/@number"/></p></column>
      </columns>
      <title subtitle="Request for an internship agreement, revision {dossier/@revision}">Summary</title>
      <p style="lead">This summary gives the data on record. It is not an agreement: the internship cannot begin before all the parties have signed the agreement.</p>
      <xsl:call-template name="overview"/>
      <xsl:call-template name="warnings"/>
      <xsl:apply-templates select="form/section[@id!='recapitulatif']"/>
      <xsl:call-template name="computed"/>
    </document>
  </xsl:template>

  <xsl:template name="overview">
    <table columns="3* 2* 3*" keep="yes">
      <row head="yes"><cell>Section</cell><cell>State</cell><cell>To complete</cell></row>
      <xsl:for-each select="form/section[@id!='recapitulatif']">
        <row>
          <cell><xsl:value-of select="label"/></cell>
          <cell><xsl:choose>
            <xsl:when test="@gauge='green'">complete</xsl:when>
            <xsl:when test="@gauge='orange'">to check</xsl:when>
            <xsl:otherwise><warn>incomplete</warn></xsl:otherwise>
          </xsl:choose></cell>
          <cell><xsl:if test="@gauge!='green'"><xsl:for-each select=".//field[@missing='yes' and @required='yes']"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="label"/></xsl:for-each></xsl:if></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template name="warnings">
    <xsl:if test="findings/finding">
      <h level="2">Points to check</h>
      <table columns="2* 2* 6* 3*">
        <row head="yes"><cell>Kind</cell><cell>Item</cell><cell>Remark</cell><cell>Reference</cell></row>
        <xsl:apply-templates select="findings/finding[@severity='block']"/>
        <xsl:apply-templates select="findings/finding[@severity='warn']"/>
        <xsl:apply-templates select="findings/finding[@severity='info']"/>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:template match="finding">
    <row>
      <cell><xsl:choose>
        <xsl:when test="@severity='block'"><warn><b>Blocking</b></warn></xsl:when>
        <xsl:when test="@severity='warn'">To check</xsl:when>
        <xsl:otherwise>Information</xsl:otherwise>
      </xsl:choose></cell>
      <cell><xsl:value-of select="label"/></cell>
      <cell><xsl:value-of select="message"/></cell>
      <cell><grey><xsl:value-of select="@source"/></grey></cell>
    </row>
  </xsl:template>

  <xsl:template match="section">
    <h level="1"><xsl:value-of select="label"/></h>
    <!-- A short section is not cut. -->
    <table columns="3* 5*" border="rows">
      <xsl:if test="count(*) &lt; 12"><xsl:attribute name="keep">yes</xsl:attribute></xsl:if>
      <xsl:apply-templates select="*[shown or @required='yes' or item/field/shown!='']"/>
    </table>
  </xsl:template>

  <xsl:template match="field">
    <row>
      <cell><grey><xsl:value-of select="label"/></grey></cell>
      <cell><xsl:choose>
        <xsl:when test="@rejected"><warn>“<xsl:value-of select="@rejected"/>” could not be read</warn></xsl:when>
        <xsl:when test="@id='recapitulatif.duree'"><xsl:value-of select="e:let('duree-lisible-en')"/></xsl:when>
        <xsl:when test="shown"><xsl:value-of select="shown"/></xsl:when>
        <xsl:otherwise><warn>to complete</warn></xsl:otherwise>
      </xsl:choose></cell>
    </row>
  </xsl:template>

  <xsl:template match="group">
    <row>
      <cell><grey><xsl:value-of select="label"/></grey></cell>
      <cell>
        <xsl:for-each select="item">
          <p><xsl:for-each select="field[shown!='']"><xsl:if test="position()!=1"> · </xsl:if><xsl:value-of select="label"/>: <xsl:value-of select="shown"/></xsl:for-each></p>
        </xsl:for-each>
      </cell>
    </row>
  </xsl:template>

  <xsl:template name="computed">
    <h level="1">Computed duration and allowance</h>
    <table columns="3* 5*" border="rows">
      <xsl:apply-templates select="form/section[@id='recapitulatif']/field[shown]"/>
    </table>
    <!-- What is confirmed is not read alone on a page: it follows the count that it is about. -->
    <keep>
      <xsl:call-template name="months"/>
      <note>Counted as in article D. 124-6 of the Code de l’éducation: seven hours of presence are a day, twenty-two days are a month.</note>
      <xsl:call-template name="confirm"/>
    </keep>
  </xsl:template>

  <!-- One month a line, when the procedure gives them. -->
  <xsl:template name="months">
    <xsl:variable name="stage" select="dossier/data/stage"/>
    <xsl:variable name="territory" select="e:field('recapitulatif.territoire')/value"/>
    <xsl:if test="function-available('e:month-minutes') and $stage/heures-hebdo!='' and not($stage/periode)">
      <xsl:variable name="hourly" select="$stage/gratification='oui' and $stage/gratification-unite='heure'"/>
      <xsl:variable name="days"><xsl:choose><xsl:when test="$stage/jours!=''"><xsl:value-of select="$stage/jours"/></xsl:when><xsl:otherwise>1-5</xsl:otherwise></xsl:choose></xsl:variable>
      <table columns="2* 1* 1* 2*" keep="yes">
        <row head="yes"><cell>Month</cell><cell align="right">Days</cell><cell align="right">Hours</cell><cell align="right">Allowance</cell></row>
        <xsl:for-each select="e:month-minutes($stage/debut, $stage/fin, $stage/heures-hebdo, string($days), string($territory), $stage/interruption)">
          <row>
            <cell><xsl:value-of select="substring-after(e:format(concat(@id, '-02'), 'date', 'en'), ' ')"/></cell>
            <cell align="right"><xsl:value-of select="@days"/></cell>
            <cell align="right"><xsl:value-of select="e:format(e:hours(@minutes), 'hours', 'en')"/></cell>
            <cell align="right"><xsl:if test="$hourly"><xsl:value-of select="e:format(e:money(e:mul-div(e:cents($stage/gratification-montant), @minutes, 60)), 'money', 'en')"/></xsl:if></cell>
          </row>
        </xsl:for-each>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:template name="confirm">
    <box title="What you confirm" fill="yes" keep="yes">
      <p>By replying <b>I CONFIRM</b> to the message that came with this summary, you confirm that:</p>
      <list style="dash">
        <item>the data above are correct and were agreed with the host organisation;</item>
        <item>the duration of presence was checked with your tutor;</item>
        <item>you have read the points to check.</item>
      </list>
      <p>To correct an item, reply to the same message with one line <b>label: value</b> for each correction; a new summary will be sent to you.</p>
    </box>
  </xsl:template>
</xsl:stylesheet>
