<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Un signataire a refusé de signer l’avenant. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Avenant : signature refusée [<xsl:value-of select="$number"/>]</subject>
      <preheader>Le bureau des stages décide de la suite.</preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:call-template name="who"><xsl:with-param name="role" select="dossier/answer[@verb='refuser'][last()]/@role"/><xsl:with-param name="name" select="dossier/answer[@verb='refuser'][last()]/@name"/></xsl:call-template> a refusé de signer <xsl:call-template name="which"/><xsl:call-template name="brief"/>. La convention reste telle qu’elle est.</p>
      <xsl:if test="dossier/answer[@verb='refuser'][last()]!=''"><quote><xsl:value-of select="dossier/answer[@verb='refuser'][last()]"/></quote></xsl:if>
      <xsl:if test="task"><answers>
        <answer verb="OUI" label="Relancer la signature telle quelle" style="primary"/>
        <answer verb="MODIFIER" label="Rouvrir la demande"><hint>Une ligne par donnée à revoir.</hint></answer>
        <answer verb="NON" label="Clore l’avenant" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
      </answers></xsl:if>
      <xsl:call-template name="changes"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
