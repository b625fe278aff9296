<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À qui demande l’avenant, étudiant ou gestionnaire : ce qui change, ce qui manque, ce que disent les règles. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="person/@role='etudiant'">Votre demande d’avenant</xsl:when><xsl:otherwise>Avenant à préparer : <xsl:call-template name="student"/></xsl:otherwise></xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <preheader>Répondez avec les seules lignes qui changent.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="message/@kind='form' and message/@changed!='0'">Vos lignes sont enregistrées<xsl:if test="dossier/data/avenant/motifs!=''"> (<xsl:value-of select="dossier/data/avenant/motifs"/>)</xsl:if>, mais <b>il reste à compléter ou à corriger</b>.</xsl:when>
        <xsl:otherwise>Voici la demande d’avenant à la convention <xsl:value-of select="parent/@number"/><xsl:call-template name="brief"/>. <b>Répondez à ce message avec les seules lignes qui changent</b>, et la raison.</xsl:otherwise>
      </xsl:choose> L’enseignant référent donnera son accord, puis <xsl:choose><xsl:when test="person/@role='gestionnaire'">toutes les parties signeront</xsl:when><xsl:otherwise>le bureau des stages émettra l’avenant et toutes les parties le signeront</xsl:otherwise></xsl:choose>. Rien ne change avant.</p>
      <xsl:if test="dossier/review"><h>À revoir</h><list><xsl:for-each select="dossier/review[last()]/item"><item><xsl:if test="@field"><b><xsl:value-of select="@field"/></b> — </xsl:if><xsl:value-of select="."/></item></xsl:for-each></list></xsl:if>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:if test="dossier/data/avenant/motifs!=''">
      <xsl:call-template name="changes"/>
      </xsl:if>
      <answers><answer verb="" label="Écrire les lignes" style="primary"><hint>Répondez avec les lignes qui changent ; laissez les autres vides ou ôtez-les.</hint><lines><xsl:call-template name="menu"/></lines></answer></answers>
      <h>Ce qui peut changer</h>
      <form-lines><xsl:call-template name="menu"/></form-lines>
      <xsl:call-template name="choices"/>
      <note>Motifs de rupture : <xsl:for-each select="form//field[@id='rupture.motif']/choice"><xsl:if test="position()!=1"> ; </xsl:if><xsl:value-of select="."/></xsl:for-each>.</note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
