<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Ce que les courriels de l’avenant ont en commun, par-dessus ceux de la convention. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/fr/mail/common.xsl"/>
  <!-- Les champs de la convention ; les mêmes, modifiés. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:variable name="amended" select="/context/amended/form"/>

  <xsl:template name="student"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/></xsl:template>

  <xsl:template name="detail"><xsl:value-of select="concat(e:field('hote.nom', $parent)/shown, ', du ', e:field('stage.debut', $parent)/shown, ' au ', e:field('stage.fin', $parent)/shown)"/></xsl:template>
  <xsl:template name="detail-brackets"> (<xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="brief"><xsl:text> (</xsl:text><xsl:if test="/context/person/@role!='etudiant'"><xsl:call-template name="student"/>, </xsl:if><xsl:call-template name="detail"/>)</xsl:template>

  <!-- « l’avenant n° 1 à la convention 2026-00042 » -->
  <xsl:template name="which">l’avenant n° <xsl:value-of select="/context/dossier/data/avenant/numero"/> à la convention <xsl:value-of select="/context/parent/@number"/></xsl:template>

  <xsl:variable name="to-sign">l’avenant</xsl:variable>

  <xsl:template name="role-name">
    <xsl:param name="role"/>
    <xsl:choose>
      <xsl:when test="$role='ancien-tuteur'">le tuteur précédent</xsl:when>
      <xsl:when test="$role='ancien-referent'">l’enseignant référent précédent</xsl:when>
      <xsl:when test="$role='etudiant'">l’étudiant</xsl:when>
      <xsl:when test="$role='representant'">le représentant légal</xsl:when>
      <xsl:when test="$role='referent'">l’enseignant référent</xsl:when>
      <xsl:when test="$role='gestionnaire'">le bureau des stages</xsl:when>
      <xsl:when test="$role='tuteur'">le tuteur</xsl:when>
      <xsl:when test="$role='signataire'">le signataire de l’organisme d’accueil</xsl:when>
      <xsl:when test="$role='etablissement'">le représentant de l’université</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="task-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='decrire'">compléter la demande d’avenant</xsl:when>
      <xsl:when test="$id='preparer'">préparer l’avenant</xsl:when>
      <xsl:when test="$id='accorder'">donner son accord à l’avenant</xsl:when>
      <xsl:when test="$id='emettre'">émettre l’avenant</xsl:when>
      <xsl:when test="starts-with($id,'signer')">signer l’avenant</xsl:when>
      <xsl:when test="$id='decider'">décider de la suite après un refus de signature</xsl:when>
      <xsl:when test="$id='attester'">dire ce que montre l’avenant signé sur papier</xsl:when>
      <xsl:when test="starts-with($id,'renvoyer-')">renvoyer l’avenant signé à la main, numérisé</xsl:when>
      <xsl:otherwise>répondre</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="state-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='demande' or $id='preparation'">demande à compléter</xsl:when>
      <xsl:when test="$id='accord'">accord de l’enseignant référent</xsl:when>
      <xsl:when test="$id='emission'">émission par le bureau des stages</xsl:when>
      <xsl:when test="$id='signature'">signature en cours</xsl:when>
      <xsl:when test="$id='refus-signature'">signature refusée, suite à décider</xsl:when>
      <xsl:when test="$id='papier'">signature sur papier</xsl:when>
      <xsl:when test="$id='signe' or $id='rompue'">avenant signé</xsl:when>
      <xsl:when test="$id='refuse'">avenant refusé</xsl:when>
      <xsl:when test="$id='annule'">demande annulée</xsl:when>
      <xsl:when test="$id='abandonne'">demande close faute de suite</xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Ce qui change : une ligne par donnée, l’ancienne valeur et la nouvelle.  Les données que l’avenant donne, et celles qui en découlent. -->
  <xsl:template name="changes">
    <xsl:variable name="rows">
      <row head="yes"><cell>Donnée</cell><cell>Convention</cell><cell>Avenant</cell></row>
      <xsl:for-each select="/context/amended/form/field[not(starts-with(@id,'recapitulatif.')) or @id='recapitulatif.heures' or @id='recapitulatif.gratification-totale' or @id='recapitulatif.duree']">
        <xsl:variable name="old" select="e:field(@id, $parent)"/>
        <xsl:if test="not($old) or $old/value != value">
          <row><cell><xsl:value-of select="label"/></cell><cell><xsl:choose><xsl:when test="$old"><xsl:value-of select="$old/shown"/></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></cell><cell><b><xsl:value-of select="shown"/></b></cell></row>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="/context/parent/form/field[not(e:field(@id, $amended))]">
        <row><cell><xsl:value-of select="label"/></cell><cell><xsl:value-of select="shown"/></cell><cell>–</cell></row>
      </xsl:for-each>
    </xsl:variable>
    <!-- Un avenant peut ne changer aucune donnée, mais seulement, en toutes lettres, autre chose. -->
    <xsl:if test="string-length($rows) &gt; string-length('DonnéeConventionAvenant')"><table columns="1* 1* 1*"><xsl:copy-of select="$rows"/></table></xsl:if>
    <xsl:if test="/context/form//field[@id='rupture.motif']/shown!=''"><p>Motif de la rupture : <b><xsl:value-of select="/context/form//field[@id='rupture.motif']/shown"/></b><xsl:if test="/context/dossier/data/rupture/commentaire!=''"> — <xsl:value-of select="/context/dossier/data/rupture/commentaire"/></xsl:if></p></xsl:if>
    <xsl:if test="/context/dossier/data/avenant/autre!=''"><p>Autre modification :</p><quote><xsl:value-of select="/context/dossier/data/avenant/autre"/></quote></xsl:if>
  </xsl:template>

  <xsl:template name="facts">
    <facts>
      <fact label="Stagiaire"><xsl:call-template name="student"/></fact>
      <fact label="Organisme"><xsl:value-of select="e:field('hote.nom', $parent)/shown"/></fact>
      <fact label="Convention"><xsl:value-of select="/context/parent/@number"/></fact>
      <xsl:if test="/context/dossier/data/avenant/motifs!=''"><fact label="Motifs"><xsl:value-of select="/context/dossier/data/avenant/motifs"/></fact></xsl:if>
    </facts>
  </xsl:template>

  <!-- Ce que l’on peut changer, avec la valeur d’aujourd’hui entre parenthèses. -->
  <xsl:template name="menu">
    <xsl:for-each select="/context/form/section/field[not(@computed) and @id!='avenant.origine' and not(@id='stage.activites' or @id='stage.competences' or @id='stage.teletravail' or @id='stage.nuit' or @id='stage.dimanche' or @id='stage.feries-travailles' or @id='stage.presence-exceptionnelle' or @id='stage.gratification-devise' or contains(@id,'.civilite')) or @missing='yes'] | /context/form/section/group[@id='stage.interruption' or @id='interruption']/item[1]/field">
      <xsl:if test="@id='rupture.date' or @id='stage.sujet' or @id='service.nom' or @id='tuteur.nom' or @id='referent.nom'"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:value-of select="label"/><xsl:if test="not(value) and e:field(@id, $parent)/shown!='' and string-length(e:field(@id, $parent)/shown) &lt; 60"> (aujourd’hui : <xsl:value-of select="translate(e:field(@id, $parent)/shown,'()','')"/>)</xsl:if><xsl:text>&#160;: </xsl:text><xsl:value-of select="shown"/><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="answers-attester"><answers>
      <answer verb="OUI" label="Il porte toutes ces signatures" style="primary"/>
      <answer verb="NON" label="À refaire"><hint>Écrivez à la suite de NON ce qui manque : on leur redemandera un exemplaire.</hint></answer>
      <answer verb="MODIFIER" label="Rouvrir la demande"><hint>Une ligne par donnée à revoir.</hint></answer>
      <answer verb="REFUSER" label="Clore l’avenant" style="danger"><hint>Écrivez le motif à la suite de REFUSER.</hint></answer>
    </answers></xsl:template>

  <xsl:template name="answers-decider"><answers>
      <answer verb="OUI" label="Relancer la signature telle quelle" style="primary"><hint><xsl:choose><xsl:when test="/context/dossier/provider[@entry=/context/dossier/task[@state='signature'][last()]/@entry]">Tous les signataires seront sollicités de nouveau.</xsl:when><xsl:otherwise>Les signatures déjà données restent valables ; seuls les autres sont sollicités.</xsl:otherwise></xsl:choose></hint></answer>
      <answer verb="MODIFIER" label="Rouvrir la demande"><hint>Une ligne par donnée à revoir.</hint></answer>
      <answer verb="NON" label="Clore l’avenant" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
    </answers></xsl:template>
</xsl:stylesheet>
