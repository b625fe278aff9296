<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- What the mails of the amendment share, on top of those of the agreement. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/en/mail/common.xsl"/>
  <!-- Les champs de la convention ; les mêmes, modifiés. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:variable name="amended" select="/context/amended/form"/>

  <xsl:template name="student"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/></xsl:template>

  <xsl:template name="detail"><xsl:value-of select="concat(e:field('hote.nom', $parent)/shown, ', ', e:field('stage.debut', $parent)/shown, ' – ', e:field('stage.fin', $parent)/shown)"/></xsl:template>
  <xsl:template name="detail-brackets"> (<xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="brief"><xsl:text> (</xsl:text><xsl:if test="/context/person/@role!='etudiant'"><xsl:call-template name="student"/>, </xsl:if><xsl:call-template name="detail"/>)</xsl:template>

  <!-- « l’avenant n° 1 à la convention 2026-00042 » -->
  <xsl:template name="which">amendment no. <xsl:value-of select="/context/dossier/data/avenant/numero"/> to agreement <xsl:value-of select="/context/parent/@number"/></xsl:template>

  <xsl:variable name="to-sign">the amendment</xsl:variable>

  <xsl:template name="role-name">
    <xsl:param name="role"/>
    <xsl:choose>
      <xsl:when test="$role='ancien-tuteur'">the former tutor</xsl:when>
      <xsl:when test="$role='ancien-referent'">the former referent teacher</xsl:when>
      <xsl:when test="$role='etudiant'">the student</xsl:when>
      <xsl:when test="$role='representant'">the legal representative</xsl:when>
      <xsl:when test="$role='referent'">the referent teacher</xsl:when>
      <xsl:when test="$role='gestionnaire'">the internship office</xsl:when>
      <xsl:when test="$role='tuteur'">the tutor</xsl:when>
      <xsl:when test="$role='signataire'">the host’s signatory</xsl:when>
      <xsl:when test="$role='etablissement'">the university’s representative</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="task-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='decrire'">complete the request for an amendment</xsl:when>
      <xsl:when test="$id='preparer'">prepare the amendment</xsl:when>
      <xsl:when test="$id='accorder'">agree to the amendment</xsl:when>
      <xsl:when test="$id='emettre'">issue the amendment</xsl:when>
      <xsl:when test="starts-with($id,'signer')">sign the amendment</xsl:when>
      <xsl:when test="$id='decider'">decide what follows the refusal</xsl:when>
      <xsl:when test="$id='attester'">confirm that the paper copy signed by all is there</xsl:when>
      <xsl:when test="starts-with($id,'renvoyer-')">send back the amendment, signed by hand and scanned</xsl:when>
      <xsl:otherwise>answer</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="state-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='demande' or $id='preparation'">request to be completed</xsl:when>
      <xsl:when test="$id='accord'">agreement of the referent teacher</xsl:when>
      <xsl:when test="$id='emission'">issue by the internship office</xsl:when>
      <xsl:when test="$id='signature'">being signed</xsl:when>
      <xsl:when test="$id='refus-signature'">signature refused, to be decided</xsl:when>
      <xsl:when test="$id='papier'">signature on paper</xsl:when>
      <xsl:when test="$id='signe' or $id='rompue'">amendment signed</xsl:when>
      <xsl:when test="$id='refuse'">amendment refused</xsl:when>
      <xsl:when test="$id='annule'">request cancelled</xsl:when>
      <xsl:when test="$id='abandonne'">request closed without result</xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Ce qui change : une ligne par donnée, l’ancienne valeur et la nouvelle.  Les données que l’avenant donne, et celles qui en découlent. -->
  <xsl:template name="changes">
    <xsl:variable name="rows">
      <row head="yes"><cell>Item</cell><cell>Agreement</cell><cell>Amendment</cell></row>
      <xsl:for-each select="/context/amended/form/field[not(starts-with(@id,'recapitulatif.')) or @id='recapitulatif.heures' or @id='recapitulatif.gratification-totale' or @id='recapitulatif.duree']">
        <xsl:variable name="old" select="e:field(@id, $parent)"/>
        <xsl:if test="not($old) or $old/value != value">
          <row><cell><xsl:value-of select="label"/></cell><cell><xsl:choose><xsl:when test="$old and @id='recapitulatif.duree'"><xsl:value-of select="/context/parent/let[@name='duree-lisible-en']"/></xsl:when><xsl:when test="$old"><xsl:value-of select="$old/shown"/></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></cell><cell><b><xsl:choose><xsl:when test="@id='recapitulatif.duree'"><xsl:value-of select="/context/amended/let[@name='duree-lisible-en']"/></xsl:when><xsl:otherwise><xsl:value-of select="shown"/></xsl:otherwise></xsl:choose></b></cell></row>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="/context/parent/form/field[not(e:field(@id, $amended))]">
        <row><cell><xsl:value-of select="label"/></cell><cell><xsl:value-of select="shown"/></cell><cell>–</cell></row>
      </xsl:for-each>
    </xsl:variable>
    <!-- An amendment may change no item, but only, in words, another thing. -->
    <xsl:if test="string-length($rows) &gt; string-length('ItemAgreementAmendment')"><table columns="1* 1* 1*"><xsl:copy-of select="$rows"/></table></xsl:if>
    <xsl:if test="/context/form//field[@id='rupture.motif']/shown!=''"><p>Reason of the termination: <b><xsl:value-of select="/context/form//field[@id='rupture.motif']/shown"/></b><xsl:if test="/context/dossier/data/rupture/commentaire!=''"> — <xsl:value-of select="/context/dossier/data/rupture/commentaire"/></xsl:if></p></xsl:if>
    <xsl:if test="/context/dossier/data/avenant/autre!=''"><p>Other change:</p><quote><xsl:value-of select="/context/dossier/data/avenant/autre"/></quote></xsl:if>
  </xsl:template>

  <xsl:template name="facts">
    <facts>
      <fact label="Intern"><xsl:call-template name="student"/></fact>
      <fact label="Host"><xsl:value-of select="e:field('hote.nom', $parent)/shown"/></fact>
      <fact label="Agreement"><xsl:value-of select="/context/parent/@number"/></fact>
      <xsl:if test="/context/dossier/data/avenant/motifs!=''"><fact label="Changes"><xsl:value-of select="e:let('motifs-en')"/></fact></xsl:if>
    </facts>
  </xsl:template>

  <!-- Ce que l’on peut changer, avec la valeur d’aujourd’hui entre parenthèses. -->
  <xsl:template name="menu">
    <xsl:for-each select="/context/form/section/field[not(@computed) and @id!='avenant.origine' and not(@id='stage.activites' or @id='stage.competences' or @id='stage.teletravail' or @id='stage.nuit' or @id='stage.dimanche' or @id='stage.feries-travailles' or @id='stage.presence-exceptionnelle' or @id='stage.gratification-devise' or contains(@id,'.civilite')) or @missing='yes'] | /context/form/section/group[@id='stage.interruption' or @id='interruption']/item[1]/field">
      <xsl:if test="@id='rupture.date' or @id='stage.sujet' or @id='service.nom' or @id='tuteur.nom' or @id='referent.nom'"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:value-of select="label"/><xsl:if test="not(value) and e:field(@id, $parent)/shown!='' and string-length(e:field(@id, $parent)/shown) &lt; 60"> (now: <xsl:value-of select="translate(e:field(@id, $parent)/shown,'()','')"/>)</xsl:if><xsl:text>&#32;: </xsl:text><xsl:value-of select="shown"/><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="answers-attester"><answers>
      <answer verb="YES" label="It bears all these signatures" style="primary"/>
      <answer verb="NO" label="To be done again"><hint>Write after NO what is missing: they will be asked for another copy.</hint></answer>
      <answer verb="CHANGE" label="Reopen the request"><hint>One line per item to review.</hint></answer>
      <answer verb="DECLINE" label="Close the amendment" style="danger"><hint>Write the reason after DECLINE.</hint></answer>
    </answers></xsl:template>

  <xsl:template name="answers-decider"><answers>
      <answer verb="YES" label="Ask again for the signatures" style="primary"><hint><xsl:choose><xsl:when test="/context/dossier/provider[@entry=/context/dossier/task[@state='signature'][last()]/@entry]">All signatories are asked again.</xsl:when><xsl:otherwise>Those already given stand; only the others are asked.</xsl:otherwise></xsl:choose></hint></answer>
      <answer verb="CHANGE" label="Reopen the request"><hint>One line per item to review.</hint></answer>
      <answer verb="NO" label="Close the amendment" style="danger"><hint>Write the reason after NO.</hint></answer>
    </answers></xsl:template>
</xsl:stylesheet>
