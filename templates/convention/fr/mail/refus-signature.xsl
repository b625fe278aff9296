<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À tous : un signataire a refusé, ou le délai est passé. Le gestionnaire décide de la suite. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[@verb='refuser'][last()]"/>
    <xsl:variable name="last" select="dossier/task[@state='signature'][last()]/@entry"/>
    <xsl:variable name="refused" select="dossier/task[@state='signature' and @entry=$last and @verb='refuser']"/>
    <xsl:variable name="provider" select="dossier/provider[@entry=$last and @status='failed']"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$refused">Signature refusée</xsl:when><xsl:when test="$provider">Signature suspendue</xsl:when><xsl:otherwise>Délai de signature passé</xsl:otherwise></xsl:choose> : convention de <xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$refused">
          <p><b><xsl:call-template name="who"><xsl:with-param name="role" select="$answer/@role"/><xsl:with-param name="name" select="$answer/@name"/></xsl:call-template> a refusé de signer</b> la convention <xsl:call-template name="of-internship"/>, le <xsl:call-template name="day"><xsl:with-param name="at" select="$answer/@at"/></xsl:call-template>.</p>
          <xsl:if test="normalize-space($answer)!=''"><p>Motif :</p><quote><xsl:value-of select="$answer"/></quote></xsl:if>
        </xsl:when>
        <xsl:when test="$provider">
          <p><b><xsl:choose>
            <xsl:when test="$provider/@reason='expired'">La demande de signature a expiré chez le prestataire de signature</xsl:when>
            <xsl:when test="$provider/@reason='withdrawn'">La demande de signature a été supprimée chez le prestataire de signature</xsl:when>
            <xsl:when test="$provider/@reason='refused'">La signature a été refusée chez le prestataire de signature, qui ne dit pas par qui</xsl:when>
            <xsl:when test="$provider/@reason='unreachable'">Le prestataire de signature ne répond pas</xsl:when>
            <xsl:when test="$provider/@reason='incomplete'">Le prestataire de signature dit le document signé, mais pas par tous</xsl:when>
            <xsl:otherwise>Le document rendu par le prestataire de signature n’est pas celui qui lui a été confié, ou sa signature ne peut être vérifiée</xsl:otherwise>
          </xsl:choose></b> : la convention <xsl:call-template name="of-internship"/> n’est pas signée.</p>
          <xsl:call-template name="signatures"/>
        </xsl:when>
        <xsl:otherwise>
          <p><b>Le délai de signature est passé</b> : la convention <xsl:call-template name="of-internship"/> n’est pas signée par tous.</p>
          <xsl:call-template name="signatures"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="task">
          <p>Que faut-il faire de ce dossier ?</p>
          <answers>
            <answer verb="MODIFIER" label="Rouvrir le dossier à l’étudiant" style="primary"><hint>Une ligne par donnée à revoir, par exemple « Date de fin : au plus tard le 31 août ».</hint></answer>
            <answer verb="OUI" label="Relancer la signature"><hint><xsl:choose><xsl:when test="dossier/provider[@entry=$last]">Tous les signataires seront sollicités de nouveau.</xsl:when><xsl:otherwise>Les signatures déjà données restent valables ; seuls les autres sont sollicités.</xsl:otherwise></xsl:choose></hint></answer>
            <answer verb="NON" label="Clore le dossier" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
          </answers>
        </xsl:when>
        <xsl:otherwise><p>La signature est suspendue ; le bureau des stages décide de la suite. Vous n’avez rien à faire.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
