<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse du moteur : un mot connu, mais qui n’a pas d’effet ici. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Cette commande n’existe pas ici<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <p><b>Rien n’a été fait</b> : <xsl:if test="message/@verb!=''">« <xsl:value-of select="message/@verb"/> » n’est pas une commande de cette boîte.</xsl:if><xsl:if test="not(message/@verb!='')">nous n’avons pas trouvé de commande dans votre message.</xsl:if> Voici ce que vous pouvez écrire :</p>
      <answers>
        <answer verb="AIDE" subject="AIDE" label="Recevoir l’aide" style="primary"/>
        <answer verb="FORMULAIRE" subject="FORMULAIRE" label="Demander une convention"/>
        <answer verb="STATUT" label="Où en est mon dossier ?"/>
      </answers>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
