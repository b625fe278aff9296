<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <!-- Ce que les courriels ont en commun : le dossier en bref, les constats, la salutation. -->
  <xsl:param name="tag"/>
  <xsl:param name="reply-to"/>
  <xsl:param name="mailbox"/>
  <xsl:param name="number"/>
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:variable name="dossier" select="/context/dossier"/>
  <xsl:variable name="data" select="/context/dossier/data"/>
  <xsl:variable name="task" select="/context/task"/>
  <xsl:variable name="findings" select="/context/findings/finding"/>
  <xsl:variable name="stagiaire" select="normalize-space(concat($data/etudiant/prenom, ' ', $data/etudiant/nom))"/>

  <xsl:template name="objet">
    <xsl:param name="texte"/>
    <subject>
      <xsl:if test="$dossier/@number">[<xsl:value-of select="$dossier/@number"/>] </xsl:if>
      <xsl:value-of select="$texte"/>
    </subject>
  </xsl:template>

  <xsl:template name="bonjour">
    <p>Dear<xsl:if test="normalize-space(/context/person/@name)"><xsl:text> </xsl:text><xsl:value-of select="/context/person/@name"/></xsl:if>,</p>
  </xsl:template>

  <!-- Le stage en six lignes. -->
  <xsl:template name="faits">
    <facts>
      <xsl:if test="$stagiaire"><fact label="Intern"><xsl:value-of select="$stagiaire"/></fact></xsl:if>
      <xsl:if test="string($data/hote/nom)"><fact label="Host organisation"><xsl:value-of select="$data/hote/nom"/></fact></xsl:if>
      <xsl:if test="string($data/stage/sujet)"><fact label="Subject"><xsl:value-of select="$data/stage/sujet"/></fact></xsl:if>
      <xsl:if test="string($data/stage/debut)">
        <fact label="Dates">from <xsl:value-of select="e:format($data/stage/debut, 'date', 'en')"/> to <xsl:value-of select="e:format($data/stage/fin, 'date', 'en')"/></fact>
      </xsl:if>
      <xsl:if test="string($data/recapitulatif/heures)">
        <fact label="Hours of presence"><xsl:value-of select="e:format($data/recapitulatif/heures, 'hours', 'en')"/></fact>
      </xsl:if>
      <xsl:if test="string(/context/let[@name = 'gratification-lisible-en'])">
        <fact label="Allowance"><xsl:value-of select="/context/let[@name = 'gratification-lisible-en']"/></fact>
      </xsl:if>
      <xsl:if test="string($data/referent/nom)">
        <fact label="Supervising teacher"><xsl:value-of select="concat($data/referent/prenom, ' ', $data/referent/nom)"/></fact>
      </xsl:if>
      <xsl:if test="string($data/tuteur/nom)">
        <fact label="Tutor"><xsl:value-of select="concat($data/tuteur/prenom, ' ', $data/tuteur/nom)"/></fact>
      </xsl:if>
    </facts>
  </xsl:template>

  <!-- Les constats d’une gravité, sauf les champs manquants, que l’on montre à part. -->
  <xsl:template name="constats">
    <xsl:param name="gravite"/>
    <xsl:param name="titre"/>
    <xsl:if test="$findings[@severity = $gravite and @rule != 'required']">
      <h><xsl:value-of select="$titre"/></h>
      <list>
        <xsl:for-each select="$findings[@severity = $gravite and @rule != 'required']">
          <item><xsl:value-of select="message"/><xsl:if test="string(@source)"> <i>(<xsl:value-of select="@source"/>)</i></xsl:if></item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <!-- « Section » puis « Libellé : » : les lignes que l’on recopie et que l’on complète. -->
  <xsl:template name="lignes-manquantes">
    <xsl:for-each select="/context/form/section[field[@missing = 'yes' or @rejected] or group/item/field[@missing = 'yes' or @rejected]]">
      <xsl:value-of select="concat(label, '&#10;')"/>
      <xsl:for-each select="field[@missing = 'yes' or @rejected]"><xsl:value-of select="concat(label, ': &#10;')"/></xsl:for-each>
      <xsl:for-each select="group/item/field[@missing = 'yes' or @rejected]"><xsl:value-of select="concat(@id, ': &#10;')"/></xsl:for-each>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- Tout le formulaire, avec ce qui est connu. -->
  <xsl:template name="lignes-toutes">
    <xsl:for-each select="/context/form/section[field[not(@computed)]]">
      <xsl:value-of select="concat(label, '&#10;')"/>
      <xsl:for-each select="field[not(@computed)]"><xsl:value-of select="concat(label, ': ', shown, '&#10;')"/></xsl:for-each>
      <xsl:for-each select="group"><xsl:variable name="g" select="@id"/><xsl:for-each select="item"><xsl:for-each select="field"><xsl:value-of select="concat(@id, ': ', shown, '&#10;')"/></xsl:for-each></xsl:for-each></xsl:for-each>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- Les lignes des champs que l’on a demandé de revoir, avec leur valeur d’aujourd’hui. -->
  <xsl:template name="lignes-a-revoir">
    <xsl:for-each select="/context/form/section/field[@id = $dossier/review[last()]/item/@field]">
      <xsl:value-of select="concat(label, ': ', shown, '&#10;')"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="jauges">
    <gauges>
      <xsl:for-each select="/context/form/section[field[not(@computed)]]">
        <gauge state="{@gauge}" label="{label}"/>
      </xsl:for-each>
    </gauges>
  </xsl:template>

  <xsl:template name="remarques">
    <xsl:if test="$dossier/review">
      <h>To be reviewed</h>
      <list>
        <xsl:for-each select="$dossier/review[last()]/item">
          <xsl:variable name="id" select="@field"/>
          <xsl:variable name="champ" select="/context/form/section/field[@id = $id]/label"/>
          <item>
            <xsl:if test="string($champ)"><b><xsl:value-of select="$champ"/></b>: </xsl:if>
            <xsl:value-of select="."/>
          </item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <!-- Ce que la personne a écrit, pour qu’elle s’y retrouve. -->
  <xsl:template name="votre-message">
    <xsl:if test="normalize-space(/context/message/text)">
      <p>You wrote:</p>
      <quote><xsl:value-of select="/context/message/text"/></quote>
    </xsl:if>
  </xsl:template>

  <xsl:template name="salutations">
    <p>Kind regards,<br/><xsl:value-of select="/context/parameters/parameter[@id = 'etablissement-nom']"/>, internship office</p>
    <xsl:if test="string(/context/parameters/parameter[@id = 'gestionnaire-courriel'])">
      <note>Any question? <xsl:value-of select="/context/parameters/parameter[@id = 'gestionnaire-nom']"/>, <a href="mailto:{/context/parameters/parameter[@id = 'gestionnaire-courriel']}"><xsl:value-of select="/context/parameters/parameter[@id = 'gestionnaire-courriel']"/></a>.</note>
    </xsl:if>
  </xsl:template>

  <xsl:template name="vie-privee">
    <note><xsl:value-of select="/context/parameters/parameter[@id = 'vie-privee-en']"/></note>
  </xsl:template>
</xsl:stylesheet>
