<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Your internship agreement: what is missing'"/></xsl:call-template>
      <preheader>What is complete, what is missing, and how to complete it with a reply.</preheader>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="/context/findings/@complete = 'yes'"><p>Your form is complete, but some points need correcting.</p></xsl:when>
      <xsl:otherwise><p>We have received your information. To go on, <b>reply to this message</b> with the missing lines; what you have already sent is kept.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="jauges"/>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'block'"/><xsl:with-param name="titre" select="'To be corrected'"/></xsl:call-template>
      <xsl:if test="$findings[@rule = 'required']">
      <answers><answer verb="" label="Complete the missing lines" style="primary"><hint>Your mail program opens with the lines to fill in; send, and that is all.</hint><lines><xsl:call-template name="lignes-manquantes"/></lines></answer></answers>
      <h>Missing</h>
      <form-lines><xsl:call-template name="lignes-manquantes"/></form-lines>
      </xsl:if>
      <xsl:call-template name="constats"><xsl:with-param name="gravite" select="'warn'"/><xsl:with-param name="titre" select="'To be checked'"/></xsl:call-template>
      <xsl:call-template name="salutations"/>
      <xsl:call-template name="vie-privee"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
