<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À l’étudiant : les données à revoir, et qui le demande. Il répond par les lignes corrigées. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="review" select="dossier/review[last()]"/>
    <mail>
      <subject>À corriger : votre convention de stage [<xsl:value-of select="$number"/>]</subject>
      <preheader>Une correction vous est demandée. Répondez avec les lignes corrigées.</preheader>
      <xsl:call-template name="hello"/>
      <p>Dossier <xsl:value-of select="$number"/> : <b><xsl:choose><xsl:when test="$review/@by!=''"><xsl:call-template name="role-name"><xsl:with-param name="role" select="$review/@by"/></xsl:call-template></xsl:when><xsl:otherwise>le bureau des stages</xsl:otherwise></xsl:choose> vous demande de corriger votre demande.</b> Répondez à ce message avec les lignes corrigées ; les validations reprendront ensuite.</p>
      <list>
        <xsl:for-each select="$review/item">
          <item><xsl:if test="@field!=''"><b><xsl:choose><xsl:when test="e:field(@field)/label!=''"><xsl:value-of select="e:field(@field)/label"/></xsl:when><xsl:otherwise><xsl:value-of select="@field"/></xsl:otherwise></xsl:choose></b><xsl:if test="e:field(@field)/shown!=''"> (« <xsl:value-of select="e:field(@field)/shown"/> »)</xsl:if> — </xsl:if><xsl:value-of select="."/></item>
        </xsl:for-each>
      </list>
      <answers>
        <answer verb="" label="Envoyer mes corrections" style="primary">
          <hint>Une ligne par donnée, par exemple « Date de fin : 31/08/2026 ».</hint>
          <lines><xsl:for-each select="form/section//field[@id=$review/item/@field and not(@computed)]"><xsl:value-of select="concat(label,'&#32;: ',shown)"/><xsl:text>&#10;</xsl:text></xsl:for-each><xsl:for-each select="form/section//field[not(@id=$review/item/@field) and (@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed)))]"><xsl:value-of select="concat(label,'&#32;: ')"/><xsl:text>&#10;</xsl:text></xsl:for-each></lines>
        </answer>
      </answers>
      <xsl:call-template name="questions"/>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
