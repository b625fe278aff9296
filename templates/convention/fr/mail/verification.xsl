<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à VÉRIFIER : le PDF joint est-il l’un des nôtres, entier et inchangé ? -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Contrôle d’un document<xsl:if test="message/file/@number"> [<xsl:value-of select="message/file/@number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <xsl:apply-templates select="message/file"/>
      <xsl:if test="not(message/file)">
        <p>Votre message ne contenait pas de PDF. <b>Écrivez VÉRIFIER à <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a> en joignant le fichier</b> tel que vous l’avez reçu : ni imprimé, ni numérisé, ni enregistré sous une autre forme.</p>
      </xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>

  <xsl:template match="file">
    <h><xsl:value-of select="@name"/></h>
    <xsl:choose>
      <xsl:when test="@whole='true' and not(check/@verdict='invalid' and check/@reason!='no-signature')">
        <p><b>Ce document est l’un des nôtres, entier et inchangé</b> (dossier <xsl:value-of select="@number"/>).</p>
      </xsl:when>
      <xsl:when test="@whole='false' and check/@verdict!='invalid'">
        <p><b>Ce document est l’un des nôtres</b> (dossier <xsl:value-of select="@number"/>), <b>et seules des signatures y ont été ajoutées.</b></p>
      </xsl:when>
      <xsl:when test="@whole">
        <p><b>Attention : ce document commence comme l’un des nôtres</b> (dossier <xsl:value-of select="@number"/>), <b>mais il a été modifié.</b> Ne vous y fiez pas.</p>
      </xsl:when>
      <xsl:otherwise>
        <p><b>Ce document n’est pas un exemplaire que nous avons émis</b>, ou il a été imprimé, numérisé, converti ou enregistré autrement. Demandez le fichier d’origine.</p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(check/@reason='no-signature' and @whole='true') and not(check/signer[@verdict!='valid']/fr=check/fr)"><p><xsl:value-of select="check/fr"/></p></xsl:if>
    <xsl:if test="check/signer">
      <list>
        <xsl:for-each select="check/signer">
          <item><xsl:choose><xsl:when test="@level='timestamp'">Horodatage : </xsl:when><xsl:otherwise>Signature : </xsl:otherwise></xsl:choose><b><xsl:value-of select="@name"/></b><xsl:if test="@organisation!='' and @organisation!=@name">, <xsl:value-of select="@organisation"/></xsl:if><xsl:if test="@time">, le <xsl:value-of select="concat(substring(@time,9,2),'/',substring(@time,6,2),'/',substring(@time,1,4),' à ',substring(@time,12,5),' UTC')"/><xsl:if test="@proved='true'"> (date prouvée)</xsl:if></xsl:if>. <xsl:choose><xsl:when test="@verdict='valid'">Bonne.</xsl:when><xsl:otherwise><xsl:value-of select="fr"/></xsl:otherwise></xsl:choose></item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
