<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à STATISTIQUES : les conventions du centre, comptées par année universitaire. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>

  <xsl:template match="amount"><br/><xsl:choose>
    <xsl:when test="@type='hours'"><xsl:value-of select="e:format(@mean,'hours','fr')"/> en moyenne</xsl:when>
    <xsl:otherwise><xsl:value-of select="e:format(@total,@type,'fr')"/> en tout, <xsl:value-of select="e:format(@mean,@type,'fr')"/> par stage</xsl:otherwise>
  </xsl:choose></xsl:template>

  <xsl:template match="/context">
    <mail>
      <subject>Statistiques des conventions<xsl:if test="statistics/@period!=''"> : <xsl:value-of select="statistics/@period"/></xsl:if></subject>
      <preheader><xsl:value-of select="statistics/statistic[1]/@count"/> dossiers ; le détail complet est joint.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="not(statistics/statistic[@count &gt; 0]) and not(statistics/period)"><p><b>Aucune statistique à montrer</b> : elles sont celles des gestionnaires, et votre adresse (<xsl:value-of select="person/@address"/>) n’est celle d’aucun, ou votre centre n’a encore aucun dossier.</p></xsl:when>
        <xsl:otherwise>
          <xsl:if test="statistics/unknown"><p><b>Nous n’avons pas reconnu la période « <xsl:value-of select="message/argument"/> ».</b></p></xsl:if>
          <p><b><xsl:choose><xsl:when test="statistics/@period!=''">Année <xsl:value-of select="statistics/@period"/></xsl:when><xsl:otherwise>Toutes les années</xsl:otherwise></xsl:choose></b> : <xsl:value-of select="statistics/statistic[1]/@count"/> dossier<xsl:if test="statistics/statistic[1]/@count &gt; 1">s</xsl:if>, dont <xsl:value-of select="statistics/statistic[2]/@count"/> signé<xsl:if test="statistics/statistic[2]/@count &gt; 1">s</xsl:if>.</p>
          <xsl:for-each select="statistics/statistic[@count &gt; 0]">
            <h><xsl:value-of select="@label"/></h>
            <table columns="3* 2*">
              <xsl:for-each select="group[position() &lt;= 8]">
                <row><cell><xsl:choose><xsl:when test="@value!=''"><xsl:value-of select="@value"/></xsl:when><xsl:otherwise>(non indiqué)</xsl:otherwise></xsl:choose></cell><cell><b><xsl:value-of select="@count"/></b> (<xsl:value-of select="e:format(format-number(@permille div 10,'0.#'),'decimal','fr')"/> %)<xsl:apply-templates select="amount"/></cell></row>
              </xsl:for-each>
              <xsl:if test="@values &gt; 8"><row><cell><i>et <xsl:value-of select="@values - 8"/> autres, dans le fichier joint</i></cell><cell><b><xsl:value-of select="sum(group[position() &gt; 8]/@count)"/></b></cell></row></xsl:if>
            </table>
          </xsl:for-each>
          <note>Ci-joint, tout en chiffres : un fichier .ods pour un tableur, un fichier .csv pour un autre logiciel. Autres périodes : <xsl:for-each select="statistics/period[not(@shown)]">STATISTIQUES <xsl:value-of select="@id"/>, </xsl:for-each>STATISTIQUES toutes.</note>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
