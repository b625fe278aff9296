<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Reçu d’une réponse PAPIER : à qui signera à la main, tant que d’autres signent encore par courriel. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="answer" select="dossier/answer[@verb='papier' and @role=/context/person/@role][last()]"/>
    <mail>
      <subject>Vous signerez sur papier [<xsl:value-of select="$number"/>]</subject>
      <preheader>Rien à faire pour l’instant.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:choose>
        <xsl:when test="$answer/@declared-by or $answer/@operator">Le bureau des stages a noté que <b>vous signerez à la main</b><xsl:call-template name="brief"/>.</xsl:when>
        <xsl:otherwise>C’est noté : <b>vous signerez à la main</b><xsl:call-template name="brief"/>.</xsl:otherwise>
      </xsl:choose> Vous n’avez rien à faire pour l’instant.</p>
      <p>Quand les autres auront signé par courriel, vous recevrez le document à imprimer et à signer, et vous nous en renverrez une version numérisée ou photographiée.</p>
      <p>Vous préférez finalement signer par courriel ? Dites-le au bureau des stages, à l’adresse ci-dessous.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
