<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Le résumé du matin : ce qui attend une personne, groupé ; ou ce qui attend quelqu’un d’absent, pour qui le remplace. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="lists.xsl"/>
  <xsl:key name="by-task" match="/context/digest/item" use="@task"/>

  <xsl:template name="task-heading"><xsl:param name="id"/><xsl:choose>
    <xsl:when test="$id='verifier'">À valider</xsl:when>
    <xsl:when test="$id='decider'">Signature refusée : à décider</xsl:when>
    <xsl:when test="$id='attester'">Exemplaire papier à attester</xsl:when>
    <xsl:when test="starts-with($id,'signer')">À signer</xsl:when>
    <xsl:otherwise>Votre réponse est attendue</xsl:otherwise>
  </xsl:choose></xsl:template>

  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose>
        <xsl:when test="digest/@for!=''">Vous remplacez <xsl:value-of select="digest/@for"/> : <xsl:value-of select="digest/@count"/> dossier<xsl:if test="digest/@count &gt; 1">s</xsl:if> en attente</xsl:when>
        <xsl:otherwise>Votre résumé du <xsl:value-of select="e:format(@today,'date','fr')"/> : <xsl:value-of select="digest/@count"/> dossier<xsl:if test="digest/@count &gt; 1">s</xsl:if> en attente</xsl:otherwise>
      </xsl:choose></subject>
      <preheader>Chaque dossier se règle par son propre bouton.</preheader>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="digest/@for!=''"><p><b><xsl:value-of select="digest/@for"/> s’absente et vous demande de répondre à sa place.</b> Voici ce qui attend ; les nouvelles demandes vous seront envoyées. Vos réponses sont enregistrées à votre nom.</p></xsl:when>
        <xsl:when test="digest/@count=0"><p>Rien n’attend votre réponse.</p></xsl:when>
        <xsl:otherwise><p><b><xsl:value-of select="digest/@count"/> dossier<xsl:if test="digest/@count &gt; 1">s attendent</xsl:if><xsl:if test="digest/@count = 1"> attend</xsl:if> votre réponse.</b> Chaque bouton ne règle que le dossier au-dessus de lui.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="digest/@shown &lt; digest/@count"><p>Les <xsl:value-of select="digest/@shown"/> plus anciens sont ci-dessous ; la liste entière est jointe.</p></xsl:if>
      <xsl:for-each select="digest/item[generate-id()=generate-id(key('by-task',@task)[1])]">
        <h><xsl:call-template name="task-heading"><xsl:with-param name="id" select="@task"/></xsl:call-template> (<xsl:value-of select="count(key('by-task',@task))"/>)</h>
        <xsl:for-each select="key('by-task',@task)">
          <p><b><xsl:choose><xsl:when test="row/etudiant!=''"><xsl:value-of select="row/etudiant"/></xsl:when><xsl:otherwise><xsl:value-of select="row/@owner"/></xsl:otherwise></xsl:choose></b><xsl:if test="row/hote!=''">, <xsl:value-of select="row/hote"/></xsl:if><br/><xsl:for-each select="row"><xsl:call-template name="period"/></xsl:for-each> · <xsl:value-of select="@number"/><br/>demandé le <xsl:value-of select="e:format(substring(@opened,1,10),'date','fr')"/><xsl:for-each select="row"><xsl:call-template name="late"/></xsl:for-each></p>
          <answers item="{@key}">
            <xsl:variable name="accept" select="concat(' ',@accept,' ')"/>
            <xsl:if test="contains($accept,' oui ')"><answer verb="VALIDER" label="{substring('ValiderRelancer la signatureExemplaire reçu', 1 + 7 * (@task='decider') + 28 * (@task='attester'), 7 + 14 * (@task='decider') + 9 * (@task='attester'))}" style="primary"/></xsl:if>
            <xsl:if test="contains($accept,' signer ')"><answer verb="JE SIGNE" label="Je signe" style="primary"/></xsl:if>
            <xsl:if test="contains($accept,' modifier ')"><answer verb="MODIFIER" label="Modifier"/></xsl:if>
            <xsl:if test="contains($accept,' non ')"><answer verb="NON" label="{substring('RefuserClore le dossierÀ refaire', 1 + 7 * (@task='decider') + 23 * (@task='attester'), 7 + 9 * (@task='decider') + 2 * (@task='attester'))}" style="danger"/></xsl:if>
            <answer verb="STATUT" label="Voir le dossier"/>
          </answers>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:if test="digest/done">
        <h>Terminés depuis le dernier résumé (<xsl:value-of select="count(digest/done)"/>)</h>
        <list><xsl:for-each select="digest/done/row"><item><xsl:call-template name="state"><xsl:with-param name="id" select="@state"/></xsl:call-template> — <b><xsl:choose><xsl:when test="etudiant!=''"><xsl:value-of select="etudiant"/></xsl:when><xsl:otherwise><xsl:value-of select="@owner"/></xsl:otherwise></xsl:choose></b><xsl:if test="hote!=''">, <xsl:value-of select="hote"/></xsl:if> · <xsl:value-of select="@number"/></item></xsl:for-each></list>
      </xsl:if>
      <note>Après MODIFIER, écrivez une ligne par donnée à revoir ; après NON, le motif.<xsl:if test="digest/@for=''"> Ce qui est urgent vous est toujours écrit aussitôt. Pour revenir à un message par demande, écrivez CHAQUE MAIL.</xsl:if></note>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
