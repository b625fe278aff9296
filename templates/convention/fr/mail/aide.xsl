<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Convention de stage par courriel : mode d’emploi'"/></xsl:call-template>
      <preheader>Tout se fait en répondant à un courriel.</preheader>
      <xsl:call-template name="bonjour"/>
      <p>La convention de stage se prépare, se valide et se signe <b>par courriel</b>. Écrivez l’un de ces mots, depuis votre adresse institutionnelle :</p>
      <list>
      <item><b>FORMULAIRE</b> : recevoir le formulaire à remplir</item>
      <item><b>STATUT</b> : savoir où en est votre dossier</item>
      <item><b>ANNULER</b> : renoncer à votre demande, avant la signature</item>
      <item><b>AIDE</b> : relire ce message</item>
      </list>
      <p>Pour répondre à une demande, répondez au courriel reçu et commencez par le mot proposé (OUI, NON, MODIFIER, JE SIGNE…), seul sur la première ligne.</p>
      <answers><answer verb="FORMULAIRE" subject="Formulaire" label="Recevoir le formulaire" style="primary"/></answers>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
