<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the student: the summary is attached; to be confirmed, or corrected. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>To confirm: the summary of your internship agreement [<xsl:value-of select="$number"/>]</subject>
      <preheader>Your request is complete. Read the attached document and confirm.</preheader>
      <xsl:call-template name="hello"/>
      <p>Your request is complete. <b>Please read the attached summary, then confirm it</b>; it will then go to your referent teacher.</p>
      <answers>
        <answer verb="I CONFIRM" label="I confirm" style="primary"/>
        <answer verb="CHANGE" label="Correct something"><hint>One line per item, for example “End date: 31/08/2026”.</hint></answer>
      </answers>
      <xsl:if test="e:let('etranger')='true' and dossier/document[@name='fiche-pays']"><p>Information sheet on the host country: we have received “<xsl:value-of select="dossier/document[@name='fiche-pays']/@file"/>”, which will go with the agreement. To replace it, reply with another PDF attached.</p></xsl:if>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
