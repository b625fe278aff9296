<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Où en est votre convention de stage'"/></xsl:call-template>
      <xsl:call-template name="bonjour"/>
      <xsl:choose>
      <xsl:when test="$dossier/state">
      <p>Votre dossier est : <b><xsl:choose><xsl:when test="$dossier/state/@id = 'saisie'">formulaire à compléter</xsl:when><xsl:when test="$dossier/state/@id = 'recapitulatif'">récapitulatif à confirmer par l’étudiant</xsl:when><xsl:when test="$dossier/state/@id = 'validation-pedagogique'">en attente de l’enseignant référent</xsl:when><xsl:when test="$dossier/state/@id = 'validation-administrative'">en attente du gestionnaire</xsl:when><xsl:when test="$dossier/state/@id = 'signature'">en cours de signature</xsl:when><xsl:when test="$dossier/state/@id = 'papier'">signature sur papier</xsl:when><xsl:when test="$dossier/state/@id = 'refus-signature'">signature refusée, le gestionnaire décide</xsl:when><xsl:when test="$dossier/state/@id = 'distribuee'">signée et distribuée</xsl:when><xsl:when test="$dossier/state/@id = 'refusee'">refusée</xsl:when><xsl:when test="$dossier/state/@id = 'annulee'">annulée</xsl:when><xsl:when test="$dossier/state/@id = 'abandonnee'">close faute de réponse</xsl:when></xsl:choose></b>.</p>
      <xsl:if test="$dossier/task[@status = 'open']"><p>Réponse attendue de :</p><list><xsl:for-each select="$dossier/task[@status = 'open']"><item><xsl:value-of select="@name"/>, depuis le <xsl:value-of select="e:format(substring(@opened, 1, 10), 'date', 'fr')"/></item></xsl:for-each></list></xsl:if>
      <xsl:call-template name="faits"/>
      </xsl:when>
      <xsl:otherwise><p>Nous n’avons pas trouvé de dossier ouvert à votre nom. Répondez au dernier courriel reçu au sujet de votre dossier, ou demandez le formulaire.</p><answers><answer verb="FORMULAIRE" subject="Formulaire" label="Recevoir le formulaire" style="primary"/></answers></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
