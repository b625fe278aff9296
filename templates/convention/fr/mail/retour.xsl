<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À qui vient de valider : une donnée ne tient plus, la demande retourne à l’étudiant. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Retour à l’étudiant : convention <xsl:call-template name="de"/><xsl:call-template name="student"/> [<xsl:value-of select="$number"/>]</subject>
      <preheader>La validation n’a pas pu être prise en compte.</preheader>
      <xsl:call-template name="hello"/>
      <p>Dossier <xsl:value-of select="$number"/> : <b>la validation n’a pas pu être prise en compte</b>, car une donnée ne tient plus. La demande est retournée à l’étudiant ; une fois corrigée, elle vous sera soumise de nouveau.</p>
      <list><xsl:for-each select="findings/finding[@severity='block']"><xsl:call-template name="finding"/></xsl:for-each></list>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
