<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse du moteur : compris, mais impossible à ce stade ou pour cette personne. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <!-- Le certificat d’un PDF revenu signé n’a pas encore pu être vérifié. -->
  <xsl:variable name="pending" select="/context/reason/@code='not-allowed-pending'"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="$pending">Votre PDF signé est bien arrivé</xsl:when><xsl:otherwise>Votre demande n’a pas pu être suivie</xsl:otherwise></xsl:choose><xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader><xsl:choose><xsl:when test="$pending">Vous n’avez rien à refaire.</xsl:when><xsl:otherwise>Rien n’a été changé.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:if test="not($pending)"><b>Rien n’a été changé.</b><xsl:text> </xsl:text></xsl:if><xsl:choose>
        <xsl:when test="$pending">Votre PDF signé est bien arrivé, et vous n’avez rien à refaire. Il nous reste à savoir si votre certificat est toujours valable : le service de l’autorité qui l’a délivré ne répond pas pour l’instant. Nous le lui demandons de nouveau régulièrement ; votre signature comptera dès qu’il aura répondu, et nous vous écrirons si elle ne pouvait pas être acceptée.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-domain'">Une demande de convention s’envoie depuis l’adresse électronique donnée par l’université, et non depuis une adresse personnelle.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-state'">Les données de ce dossier ne peuvent plus être changées à cette étape. Seul le bureau des stages peut le rouvrir.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-verb'">Cette réponse n’est pas de celles que la demande accepte.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-yet'">Ce n’est pas encore votre tour de répondre : nous vous écrirons.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-too-many'">Vous avez déjà autant de dossiers ouverts que possible. Terminez-en ou annulez-en un (répondez ANNULER à l’un de ses messages), puis renvoyez le formulaire.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-too-big'">Le dossier deviendrait trop volumineux. Renvoyez votre message avec des textes plus courts, ou écrivez au bureau des stages.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-masked'">Le fichier joint <b>n’a été ni gardé ni transmis</b>. Ôtez ce numéro du fichier et renvoyez-le en réponse à ce message.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-heif'">Vos photos sont au format HEIC, que nous ne pouvons pas lire. <b>Renvoyez-les en JPEG ou en PDF.</b> Sur un iPhone : ouvrez l’application Notes, touchez l’icône de l’appareil photo, puis « Numériser des documents » ; ou réglez d’abord Appareil photo › Formats sur « Le plus compatible ».</xsl:when>
        <xsl:when test="reason/@code='not-allowed-document' and starts-with(task/@id,'renvoyer-')">Nous n’avons trouvé dans votre message ni PDF, ni photo lisible (JPEG ou PNG). <b>Répondez de nouveau en joignant l’exemplaire signé</b>, en PDF ou avec une photo de chaque page.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-document' and task/@id='deposer'">Nous n’avons trouvé aucun PDF dans votre message. <b>Répondez de nouveau en joignant votre rapport en PDF</b> (dans un traitement de texte : Fichier, Exporter ou Enregistrer au format PDF).</xsl:when>
        <xsl:when test="reason/@code='not-allowed-document'">Le PDF que vous avez joint ne peut pas être accepté comme document signé. <b><xsl:choose><xsl:when test="message/file/check"><xsl:value-of select="message/file/check/fr"/></xsl:when><xsl:otherwise>Nous n’avons pas pu lire ce fichier.</xsl:otherwise></xsl:choose></b> Votre signature est toujours attendue : répondez JE SIGNE sans joindre de fichier, ou renvoyez le PDF reçu, signé avec votre certificat et sans autre changement.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-address'">Écrivez après DÉLÉGUER une seule adresse électronique, complète, par exemple : DÉLÉGUER prenom.nom@<xsl:value-of select="task/@delegate"/></xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-self'">Cette adresse est la vôtre : désignez quelqu’un d’autre, ou répondez vous-même.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-party'">Cette personne a déjà une autre part dans ce dossier : elle ne peut pas répondre aussi à votre place.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-domain'">Vous ne pouvez désigner qu’une adresse de votre organisation (…@<xsl:value-of select="task/@delegate"/>). Si quelqu’un d’ailleurs doit répondre, demandez au bureau des stages de corriger le dossier.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-again'">Cette réponse vous a été déléguée : vous ne pouvez pas la déléguer à votre tour. La personne dont vous tenez la délégation peut reprendre la main.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-none'">Il n’y a rien à reprendre : aucune délégation n’est en attente, ou la réponse a déjà été donnée.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate'">Cette réponse ne se délègue pas : elle est attendue de vous. Si ce n’est pas à vous de répondre, demandez au bureau des stages de corriger le dossier.</xsl:when>
        <xsl:when test="message/@verb='avenant' and not(dossier/state)">Il n’y a rien à modifier : écrivez AVENANT depuis l’adresse électronique donnée par l’université, avec le numéro de la convention en objet, par exemple [2026-00042].</xsl:when>
        <xsl:when test="message/@verb='avenant' and (parent or dossier/child[@procedure='avenant' and not(@ended)])">Un avenant à cette convention est déjà en cours : il faut d’abord qu’il soit signé, refusé ou annulé.</xsl:when>
        <xsl:when test="message/@verb='avenant' and e:let('rompu')='true'">Ce stage a été rompu : aucun avenant ne peut plus être établi.</xsl:when>
        <xsl:when test="message/@verb='avenant' and (dossier/state/@id='terminee' or dossier/state/@id='cloture' or dossier/state/@id='archivee')">Ce stage est terminé : il n’y a plus rien à modifier.</xsl:when>
        <xsl:when test="message/@verb='avenant'">La convention n’est pas encore signée par toutes les parties : elle se corrige sans avenant.</xsl:when>
        <xsl:when test="message/@verb='annuler'">Cette demande ne peut pas, ou ne peut plus, être annulée par courriel. Répondez ANNULER à un message du dossier s’il n’est pas encore en signature ; sinon, écrivez au bureau des stages.</xsl:when>
        <xsl:otherwise>Ce que vous demandez n’est pas possible à cette étape.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:if test="task and not($pending)">
        <p>Il vous reste à <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template><xsl:choose><xsl:when test="task/@accept='document'">.</xsl:when><xsl:otherwise> :</xsl:otherwise></xsl:choose></p>
        <xsl:call-template name="choices-of-task"/>
      </xsl:if>
      <xsl:if test="not(task) and dossier/state"><xsl:call-template name="progress"/></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
