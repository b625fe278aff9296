<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre rapport de stage [<xsl:value-of select="$number"/>]</subject>
      <preheader>Répondez à ce message avec le PDF.</preheader>
      <xsl:call-template name="hello"/>
      <p>Votre stage<xsl:call-template name="detail-brackets"/> est terminé. <b>Pour déposer votre rapport, répondez à ce message en y joignant le fichier PDF.</b> Vous recevrez un reçu avec son empreinte, et il sera transmis à votre enseignant référent.</p>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
