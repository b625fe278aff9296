<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Ce qu'une délégation est devenue : à qui a délégué, ou à qui était désigné. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="serial" select="task/@serial"/>
    <xsl:variable name="other" select="(dossier/task[@offers=$serial]|dossier/task[@delegated-from=$serial])[last()]"/>
    <xsl:variable name="code" select="reason/@code"/>
    <mail>
      <subject><xsl:choose>
        <xsl:when test="$code='delegation-confirmed'">Délégation acceptée</xsl:when>
        <xsl:when test="$code='delegation-declined'">Délégation déclinée</xsl:when>
        <xsl:when test="$code='delegation-withdrawn'">Plus rien n’est attendu de vous</xsl:when>
        <xsl:otherwise>Délégation demandée</xsl:otherwise>
      </xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$code='delegation-confirmed'">
          <p><b><xsl:value-of select="$other/@name"/></b> (<xsl:value-of select="$other/@address"/>) a accepté votre délégation<xsl:call-template name="brief"/>. <b>La demande et les rappels lui sont envoyés désormais</b> ; vous n’avez plus rien à faire.</p>
          <p>Tant que la réponse n’est pas donnée, vous pouvez reprendre la main : répondez REPRENDRE.</p>
          <answers><answer verb="REPRENDRE" label="Reprendre la main"/></answers>
        </xsl:when>
        <xsl:when test="$code='delegation-declined'">
          <p><b><xsl:value-of select="$other/@address"/></b> a décliné votre délégation<xsl:call-template name="brief"/>. <b>Votre réponse reste attendue</b> ; vous pouvez aussi désigner quelqu’un d’autre.</p>
          <xsl:if test="dossier/answer[@verb='deleguer-non'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='deleguer-non'][last()]"/></quote></xsl:if>
          <xsl:call-template name="choices-of-task"/>
        </xsl:when>
        <xsl:when test="$code='delegation-withdrawn'">
          <p>La délégation qui vous avait été proposée<xsl:call-template name="brief"/> a pris fin : <b>plus rien n’est attendu de vous</b>. Vous pouvez effacer nos messages précédents.</p>
        </xsl:when>
        <xsl:otherwise>
          <p>Nous avons demandé à <b><xsl:value-of select="$other/@address"/></b> si cette personne accepte votre délégation<xsl:call-template name="brief"/>. <b>Jusqu’à son accord, la réponse reste attendue de vous</b>, et vous pouvez toujours la donner.</p>
          <p>Vous avez changé d’avis, ou l’adresse est fausse ? Répondez REPRENDRE.</p>
          <answers><answer verb="REPRENDRE" label="Reprendre la main"/></answers>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
