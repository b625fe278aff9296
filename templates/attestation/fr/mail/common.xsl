<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/fr/mail/common.xsl"/>
  <!-- Les champs de la convention, aux valeurs en vigueur. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:template name="student"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/></xsl:template>
  <xsl:template name="detail"><xsl:value-of select="concat(e:field('hote.nom', $parent)/shown, ', du ', e:field('stage.debut', $parent)/shown, ' au ', e:field('stage.fin', $parent)/shown)"/></xsl:template>
  <xsl:template name="detail-brackets"> (<xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="brief"><xsl:text> (</xsl:text><xsl:if test="/context/person/@role!='etudiant'"><xsl:call-template name="student"/>, </xsl:if><xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="task-name"><xsl:param name="id"/><xsl:choose><xsl:when test="$id='signer-attestation'">signer l’attestation de stage</xsl:when><xsl:when test="$id='verifier'">vérifier l’attestation signée à la main</xsl:when><xsl:when test="$id='trancher'">décider de la suite après le refus de signer l’attestation de stage</xsl:when><xsl:otherwise>répondre</xsl:otherwise></xsl:choose></xsl:template>
  <xsl:variable name="unfit" select="/context/findings/@valid='no' or /context/findings/@complete='no'"/>
  <xsl:template name="choices-of-task">
    <xsl:if test="/context/task"><answers><xsl:choose>
      <xsl:when test="/context/task/@id='verifier'">
        <answer verb="OUI" label="Elle est signée" style="primary"/>
        <answer verb="NON" label="À refaire"><hint>Écrivez à la suite de NON ce qui manque : l’organisme le lira.</hint></answer>
      </xsl:when>
      <xsl:when test="/context/task/@id='trancher'">
        <answer verb="OUI" label="Redemander la signature" style="primary"/>
        <answer verb="NON" label="Clore sans attestation" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="not($unfit)"><answer verb="JE SIGNE" label="Je signe l’attestation" style="primary"/></xsl:if>
        <answer verb="" label="Corriger"><xsl:if test="$unfit"><xsl:attribute name="style">primary</xsl:attribute></xsl:if><hint>Une ligne par valeur à corriger, par exemple « <xsl:value-of select="/context/form//field[@id='attestation.heures']/label"/> : 850 h ».</hint><lines><xsl:for-each select="/context/form//field[@id='attestation.heures' or @id='attestation.gratification']"><xsl:value-of select="concat(label, ' : ', shown, '&#10;')"/></xsl:for-each></lines></answer>
        <answer verb="REFUSER" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de REFUSER.</hint></answer>
      </xsl:otherwise>
    </xsl:choose></answers></xsl:if>
  </xsl:template>
  <xsl:template name="figures"><facts>
    <fact label="Stagiaire"><xsl:call-template name="student"/></fact>
    <fact label="Période">du <xsl:value-of select="e:field('stage.debut', $parent)/shown"/> au <xsl:value-of select="e:field('stage.fin', $parent)/shown"/></fact>
    <fact label="Présence effective"><xsl:value-of select="e:field('attestation.heures')/shown"/> (<xsl:value-of select="e:field('attestation.duree')/shown"/>)</fact>
    <fact label="Gratification totale versée"><xsl:value-of select="e:field('attestation.gratification')/shown"/></fact>
  </facts></xsl:template>
</xsl:stylesheet>
