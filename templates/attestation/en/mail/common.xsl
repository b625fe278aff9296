<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/mail/common.xsl"/>
  <!-- Les champs de la convention, aux valeurs en vigueur. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:template name="student"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/></xsl:template>
  <xsl:template name="detail"><xsl:value-of select="concat(e:field('hote.nom', $parent)/shown, ', ', e:field('stage.debut', $parent)/shown, ' – ', e:field('stage.fin', $parent)/shown)"/></xsl:template>
  <xsl:template name="detail-brackets"> (<xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="brief"><xsl:text> (</xsl:text><xsl:if test="/context/person/@role!='etudiant'"><xsl:call-template name="student"/>, </xsl:if><xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="task-name"><xsl:param name="id"/><xsl:choose><xsl:when test="$id='signer-attestation'">sign the internship certificate</xsl:when><xsl:when test="$id='verifier'">say what the certificate signed by hand shows</xsl:when><xsl:when test="$id='trancher'">decide what follows</xsl:when><xsl:otherwise>answer</xsl:otherwise></xsl:choose></xsl:template>
  <xsl:template name="figures"><facts>
    <fact label="Intern"><xsl:call-template name="student"/></fact>
    <fact label="Period"><xsl:value-of select="e:field('stage.debut', $parent)/shown"/> – <xsl:value-of select="e:field('stage.fin', $parent)/shown"/></fact>
    <fact label="Effective presence"><xsl:value-of select="e:field('attestation.heures')/shown"/></fact>
    <fact label="Total allowance paid"><xsl:value-of select="e:field('attestation.gratification')/shown"/></fact>
  </facts></xsl:template>
</xsl:stylesheet>
