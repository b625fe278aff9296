<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>votre demande de prêt</subject>
  <p>Bonjour,</p>
  <p>Voici où en est votre demande. Répondez à ce courriel avec les lignes qui manquent.</p>
  <xsl:for-each select="/context/dossier/review[last()]/item"><p><b>À revoir : </b><xsl:value-of select="."/></p></xsl:for-each>
  <gauges><xsl:for-each select="/context/form/section"><gauge state="{@gauge}" label="{label}"/></xsl:for-each></gauges>
  <xsl:if test="/context/findings/finding">
    <list><xsl:for-each select="/context/findings/finding"><item><b><xsl:value-of select="label"/></b> : <xsl:value-of select="message"/></item></xsl:for-each></list>
  </xsl:if>
  <form-lines><xsl:for-each select="//field[@missing = 'yes']"><xsl:value-of select="label"/> :<xsl:text>&#10;</xsl:text></xsl:for-each></form-lines>
</mail>
