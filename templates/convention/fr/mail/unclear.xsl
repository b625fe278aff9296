<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Votre message n’a pas été compris'"/></xsl:call-template>
      <preheader>Rien n’a été fait : répondez avec un seul mot au début.</preheader>
      <xsl:call-template name="bonjour"/>
      <p><b>Votre message n’a pas pu être interprété avec certitude : rien n’a été fait.</b></p>
      <xsl:choose>
      <xsl:when test="contains(/context/reason/@code, 'mixed') or contains(/context/reason/@code, 'condition') or contains(/context/reason/@code, 'negation') or contains(/context/reason/@code, 'question')"><p>Il contient autre chose que la réponse elle-même. Une réponse ne compte que si elle est sans réserve.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'empty') or contains(/context/reason/@code, 'quote-only')"><p>Aucun texte nouveau n’y a été trouvé.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'forward')"><p>C’est un message transféré ; répondez plutôt au courriel que vous avez reçu de nous.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'xml')"><p>Le fichier XML joint n’a pas pu être lu : <xsl:value-of select="/context/message/argument"/></p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'tnef')"><p>La pièce jointe « winmail.dat » ne peut pas être lue ; envoyez votre message en texte ou en HTML.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'which-dossier')"><p>Vous avez plusieurs dossiers en cours : répondez au courriel qui concerne celui que vous voulez compléter.</p></xsl:when>
      <xsl:otherwise><p>Aucun des mots attendus n’a été reconnu au début du message.</p></xsl:otherwise>
      </xsl:choose>
      <p>Répondez en commençant par un seul mot, par exemple :</p>
      <xsl:choose>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' signer ')"><answers>
        <answer verb="JE SIGNE" label="Je signe" style="primary"></answer>
        <answer verb="REFUSER" label="Refuser de signer" style="danger"><hint>Écrivez votre motif après REFUSER.</hint></answer>
        <answer verb="PAPIER" label="Signer sur papier" style="plain"></answer>
      </answers></xsl:when>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' oui ')"><answers>
        <answer verb="OUI" label="Je valide" style="primary"></answer>
        <answer verb="MODIFIER" label="Demander une modification" style="plain"><hint>Une ligne par point à revoir.</hint></answer>
      </answers><xsl:if test="contains(concat(' ', $task/@accept, ' '), ' non ')"><answers>
        <answer verb="NON" label="Refuser" style="danger"><hint>Écrivez votre motif après NON.</hint></answer>
      </answers></xsl:if></xsl:when>
      <xsl:otherwise><answers><answer verb="FORMULAIRE" subject="Formulaire" label="Recevoir le formulaire" style="primary"/></answers></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="votre-message"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
