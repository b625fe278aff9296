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
  <xsl:template name="task-name"><xsl:param name="id"/><xsl:choose><xsl:when test="$id='signer-attestation'">sign the internship certificate</xsl:when><xsl:when test="$id='verifier'">check the certificate signed by hand</xsl:when><xsl:when test="$id='trancher'">decide what comes next, the host having declined to sign the internship certificate</xsl:when><xsl:otherwise>answer</xsl:otherwise></xsl:choose></xsl:template>
  <xsl:variable name="unfit" select="/context/findings/@valid='no' or /context/findings/@complete='no'"/>
  <xsl:template name="choices-of-task">
    <xsl:if test="/context/task"><answers><xsl:choose>
      <xsl:when test="/context/task/@id='verifier'">
        <answer verb="YES" label="It is signed" style="primary"/>
        <answer verb="NO" label="To be done again"><hint>Write after NO what is missing: the host will read it.</hint></answer>
      </xsl:when>
      <xsl:when test="/context/task/@id='trancher'">
        <answer verb="YES" label="Ask for the signature again" style="primary"/>
        <answer verb="NO" label="Close without a certificate" style="danger"><hint>Write the reason after NO.</hint></answer>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="not($unfit)"><answer verb="I SIGN" label="I sign the certificate" style="primary"/></xsl:if>
        <answer verb="" label="Correct"><xsl:if test="$unfit"><xsl:attribute name="style">primary</xsl:attribute></xsl:if><hint>One line for each figure to correct, for example “<xsl:value-of select="/context/form//field[@id='attestation.heures']/label"/>: 850 h”.</hint><lines><xsl:for-each select="/context/form//field[@id='attestation.heures' or @id='attestation.gratification']"><xsl:value-of select="concat(label, ': ', shown, '&#10;')"/></xsl:for-each></lines></answer>
        <answer verb="DECLINE" label="Decline" style="danger"><hint>Write the reason after DECLINE.</hint></answer>
      </xsl:otherwise>
    </xsl:choose></answers></xsl:if>
  </xsl:template>
  <xsl:template name="figures"><facts>
    <fact label="Intern"><xsl:call-template name="student"/></fact>
    <fact label="Period"><xsl:value-of select="e:field('stage.debut', $parent)/shown"/> – <xsl:value-of select="e:field('stage.fin', $parent)/shown"/></fact>
    <fact label="Effective presence"><xsl:value-of select="e:field('attestation.heures')/shown"/> (<xsl:value-of select="e:let('duree-en')"/>)</fact>
    <fact label="Total allowance paid"><xsl:value-of select="e:field('attestation.gratification')/shown"/></fact>
  </facts></xsl:template>
</xsl:stylesheet>
