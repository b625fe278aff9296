<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Where your internship agreement stands'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="$dossier/state">
      <p>Your file is: <b><xsl:choose><xsl:when test="$dossier/state/@id = 'saisie'">form to be completed</xsl:when><xsl:when test="$dossier/state/@id = 'recapitulatif'">summary to be confirmed by the student</xsl:when><xsl:when test="$dossier/state/@id = 'validation-pedagogique'">waiting for the supervising teacher</xsl:when><xsl:when test="$dossier/state/@id = 'validation-administrative'">waiting for the internship office</xsl:when><xsl:when test="$dossier/state/@id = 'signature'">being signed</xsl:when><xsl:when test="$dossier/state/@id = 'papier'">signing on paper</xsl:when><xsl:when test="$dossier/state/@id = 'refus-signature'">signature declined, the office decides</xsl:when><xsl:when test="$dossier/state/@id = 'distribuee'">signed and distributed</xsl:when><xsl:when test="$dossier/state/@id = 'refusee'">refused</xsl:when><xsl:when test="$dossier/state/@id = 'annulee'">cancelled</xsl:when><xsl:when test="$dossier/state/@id = 'abandonnee'">closed for want of an answer</xsl:when></xsl:choose></b>.</p>
      <xsl:if test="$dossier/task[@status = 'open']"><p>An answer is awaited from:</p><list><xsl:for-each select="$dossier/task[@status = 'open']"><item><xsl:value-of select="@name"/>, since <xsl:value-of select="e:format(substring(@opened, 1, 10), 'date', 'en')"/></item></xsl:for-each></list></xsl:if>
      <xsl:call-template name="faits"/>
      </xsl:when>
      <xsl:otherwise><p>We found no open file in your name. Reply to the last mail received about your file, or ask for the form.</p><answers><answer verb="FORM" subject="Form" label="Receive the form" style="primary"/></answers></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
