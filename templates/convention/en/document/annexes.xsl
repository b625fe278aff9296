<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The annexes, after the signatures: what is annexed, what follows and how; the information on personal data. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="vie-privee.xsl"/>

  <xsl:template name="annexes">
    <xsl:variable name="sheet" select="/context/dossier/document[@name='fiche-pays']"/>
    <pagebreak/>
    <h>Annexes</h>
    <p><b>Annex 1.</b> Information on the processing of personal data, below.</p>
    <xsl:if test="e:let('etranger')='true'"><p><b>Annex 2.</b> Information sheet on the law of the host country (article L. 124-20 of the code de l’éducation): <xsl:choose><xsl:when test="$sheet/@sha256!=''">the file that goes with this agreement, given by the student</xsl:when><xsl:otherwise>a separate document</xsl:otherwise></xsl:choose>.</p><xsl:if test="$sheet/@sha256!=''"><note>Digest of the file (SHA-256): <code><xsl:value-of select="$sheet/@sha256"/></code></note></xsl:if></xsl:if>
    <p>These follow the agreement, by mail to each of the persons concerned:</p>
    <list>
      <xsl:if test="e:param('evaluations')='oui'"><item>ten days before the end of the internship, the evaluation sheets of the student (article L. 124-4), the tutor and the referent teacher;</item></xsl:if>
      <item>the day after the end of the internship, the certificate (article D. 124-9), which the host checks and signs and which is given to the student<xsl:choose><xsl:when test="e:param('depot-rapport')='oui'">; the student then hands in the report.</xsl:when><xsl:otherwise>.</xsl:otherwise></xsl:choose></item>
    </list>
    <h>Annex 1 – Information on the processing of personal data</h>
    <p>Articles 13 and 14 of Regulation (EU) 2016/679 of 27 April 2016 (GDPR).</p>
    <table columns="38mm 1*">
      <xsl:call-template name="notice"/>
    </table>
  </xsl:template>

  <xsl:template name="notice-entry">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <row><cell head="yes"><xsl:copy-of select="$label"/></cell><cell><xsl:copy-of select="$text"/></cell></row>
  </xsl:template>
</xsl:stylesheet>
