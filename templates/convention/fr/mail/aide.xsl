<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à AIDE : ce que l’on peut écrire, et l’information sur les données personnelles. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Les conventions de stage par courriel : mode d’emploi<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <p><xsl:value-of select="e:param('etablissement-nom')"/> : les conventions de stage se font par courriel, sans compte. <b>Écrivez l’un de ces mots à <a href="mailto:{$mailbox}"><xsl:value-of select="$mailbox"/></a></b>, seul en première ligne :</p>
      <answers>
        <answer verb="FORMULAIRE" subject="FORMULAIRE" label="Demander une convention" style="primary"><hint>Le formulaire vous est envoyé. Depuis votre adresse universitaire.</hint></answer>
        <answer verb="STATUT" label="Où en est mon dossier ?"><hint>En réponse à un message du dossier, ou avec son numéro dans l’objet.</hint></answer>
      </answers>
      <list>
        <item>TABLEAU DE BORD : tous vos dossiers et l’état de chacun. On peut choisir : TABLEAU DE BORD retard, TABLEAU DE BORD juin 2026.</item>
        <item>Pour répondre à un message reçu, utilisez ses boutons, ou répondez en commençant par le mot indiqué : JE VALIDE, VALIDER, NON, MODIFIER, JE SIGNE, REFUSER, PAPIER.</item>
        <item>Une réponse qui contient autre chose que ce mot n’est pas prise en compte : nous vous le disons, et rien ne change.</item>
        <item>ANNULER, en réponse à un message du dossier, annule une demande qui n’est pas encore en signature.</item>
        <xsl:if test="person/@role='gestionnaire'"><item>STATISTIQUES : les conventions de votre centre, en nombres, avec un tableur. ABSENT, DE RETOUR, RÉSUMÉ QUOTIDIEN, CHAQUE MAIL règlent vos messages.</item></xsl:if>
        <xsl:if test="person/@role='gestionnaire'"><item>REMPLACER tuteur par Prénom Nom adresse@organisme.example : pendant la signature, met une autre personne à la place d’un signataire.</item></xsl:if>
        <item>LANGUE anglais : nos messages vous sont écrits en anglais.</item>
        <item>CHERCHER, suivi des premières lettres d’un nom ou d’un numéro SIRET, donne l’enseignant ou l’organisme à indiquer.</item>
      </list>
      <xsl:if test="task"><xsl:call-template name="progress"/></xsl:if>
      <xsl:if test="starts-with(e:param('site-aide'),'https://')"><p><a href="{e:param('site-aide')}">Plus d’aide sur le site</a></p></xsl:if>
      <xsl:call-template name="bye"/>
      <h>Vos données personnelles</h>
      <xsl:call-template name="notice"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
