<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- L'exemplaire signé : la convention, puis la page des preuves de signature. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="articles.xsl"/>
  <xsl:import href="annexes.xsl"/>
  <xsl:template match="/context">
    <document lang="fr" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Convention de stage {dossier/@number} – exemplaire signé" subject="{e:field('stage.sujet')/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Convention de stage</xsl:with-param></xsl:call-template>
      <xsl:call-template name="parties"/>
      <xsl:call-template name="articles"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="annexes"/>
      <xsl:call-template name="evidence"/>
    </document>
  </xsl:template>

  <xsl:template name="evidence">
    <pagebreak/>
    <h>Preuves de signature</h>
    <p>Chaque partie a reçu la convention par courriel et l’a signée par le moyen indiqué ci-dessous. Les messages reçus sont conservés tels quels ; leurs empreintes (SHA-256) permettent d’en vérifier l’intégrité.</p>
    <note>Le présent exemplaire est établi à partir de la convention dont l’empreinte figure ci-dessous (révision <xsl:value-of select="dossier/@revision"/> du dossier <xsl:value-of select="dossier/@number"/>).</note>
    <xsl:for-each select="dossier/answer[@verb='signer' and @task = /context/dossier/task[@state='signature' and @entry = /context/dossier/task[@state='signature'][last()]/@entry]/@serial]">
      <xsl:variable name="tight" select="@shown-at and not(@shown-receipt) and string-length(@address) &lt; 42"/>
      <box keep="yes">
        <fields columns="3">
          <field label="Signataire"><b><xsl:value-of select="@name"/></b><xsl:if test="@delegated-by!=''"><br/>par délégation de <xsl:choose><xsl:when test="@delegated-by-name!=''"><xsl:value-of select="@delegated-by-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@delegated-by"/></xsl:otherwise></xsl:choose></xsl:if><xsl:if test="@replaces!=''"><br/>à la place de <xsl:choose><xsl:when test="@replaces-name!=''"><xsl:value-of select="@replaces-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@replaces"/></xsl:otherwise></xsl:choose>, sur décision du gestionnaire</xsl:if></field>
          <field label="Qualité"><xsl:call-template name="capacity"><xsl:with-param name="role" select="@role"/></xsl:call-template></field>
          <field label="Signé le"><xsl:call-template name="instant"><xsl:with-param name="at" select="@at"/></xsl:call-template></field>
          <field label="Adresse"><xsl:if test="not($tight)"><xsl:attribute name="span">2</xsl:attribute></xsl:if><xsl:value-of select="@address"/></field>
          <field label="Moyen"><xsl:call-template name="means"/></field>
          <xsl:if test="$tight"><field label="Document envoyé le"><xsl:call-template name="instant"><xsl:with-param name="at" select="@shown-at"/></xsl:call-template></field></xsl:if>
          <xsl:if test="@method='pdf'">
            <field label="Certificat" span="2"><b><xsl:value-of select="@signer"/></b><xsl:if test="@organisation!='' and @organisation!=@signer">, <xsl:value-of select="@organisation"/></xsl:if></field>
            <field label="Date de la signature"><xsl:choose>
              <xsl:when test="@signed-at"><xsl:call-template name="instant"><xsl:with-param name="at" select="@signed-at"/></xsl:call-template> (horodatée)</xsl:when>
              <xsl:when test="@signed-said!=''"><xsl:call-template name="instant"><xsl:with-param name="at" select="@signed-said"/></xsl:call-template> (déclarée)</xsl:when>
              <xsl:otherwise>non indiquée</xsl:otherwise>
            </xsl:choose></field>
          </xsl:if>
          <xsl:if test="@shown-at and not($tight)"><field label="Document envoyé par courriel" span="3"><xsl:call-template name="instant"><xsl:with-param name="at" select="@shown-at"/></xsl:call-template><xsl:if test="@shown-receipt">, remis au serveur, qui a répondu « <xsl:value-of select="@shown-receipt"/> »</xsl:if></field></xsl:if>
          <field label="Empreinte du document envoyé et signé" span="3"><code><xsl:value-of select="@document-sha256"/></code></field>
          <xsl:if test="@signed-sha256"><field label="Empreinte du PDF revenu signé" span="3"><code><xsl:value-of select="@signed-sha256"/></code></field></xsl:if>
          <field label="Empreinte du message de signature" span="3"><code><xsl:value-of select="@message"/></code></field>
        </fields>
      </box>
    </xsl:for-each>
    <xsl:call-template name="by-hand"/>
    <xsl:if test="not(dossier/answer[@verb='signer'])"><p>Aucune signature électronique n’a été reçue.</p></xsl:if>
  </xsl:template>

  <!-- Qui signe à la main l’a fait à la place d’un autre ; le nœud courant est le rôle. -->
  <xsl:template name="in-place-of">
    <xsl:variable name="last" select="/context/dossier/replaced[@role=current()/@id][last()]"/>
    <xsl:variable name="first" select="/context/dossier/replaced[@role=current()/@id and @own=$last/@own][1]"/>
    <xsl:if test="$last/@address=@address and $last/@address!=$last/@own"><br/>à la place de <xsl:value-of select="$first/@was-name"/>, sur décision du gestionnaire</xsl:if>
  </xsl:template>

  <!-- Ceux qui ont signé sur papier. -->
  <xsl:template name="by-hand">
    <xsl:variable name="scan" select="/context/dossier/answer[@kept and @revision=/context/dossier/@revision][last()]"/>
    <xsl:variable name="checked" select="/context/dossier/answer[@verb='oui' and @task=/context/dossier/task[@id='attester']/@serial][last()]"/>
    <xsl:for-each select="/context/role[e:let('papier')='true' and contains(e:let('a-la-main'), concat(' ', @id, ' '))]">
      <box keep="yes">
        <fields columns="3">
          <field label="Signataire"><b><xsl:value-of select="@name"/></b><xsl:call-template name="in-place-of"/></field>
          <field label="Qualité"><xsl:call-template name="capacity"><xsl:with-param name="role" select="@id"/></xsl:call-template></field>
          <field label="Signature">manuscrite, sur papier</field>
          <xsl:if test="$scan"><field label="Exemplaire numérisé reçu le"><xsl:call-template name="instant"><xsl:with-param name="at" select="$scan/@at"/></xsl:call-template></field></xsl:if>
          <xsl:if test="$checked"><field label="Vérifié par le bureau des stages le" span="2"><xsl:call-template name="instant"><xsl:with-param name="at" select="$checked/@at"/></xsl:call-template></field></xsl:if>
          <xsl:if test="$scan"><field label="Empreinte de l’exemplaire numérisé" span="3"><code><xsl:value-of select="$scan/@kept-sha256"/></code></field></xsl:if>
        </fields>
      </box>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="capacity">
    <xsl:param name="role"/>
    <xsl:choose>
      <xsl:when test="$role='etudiant'">Stagiaire</xsl:when>
      <xsl:when test="$role='representant'">Représentant légal du stagiaire</xsl:when>
      <xsl:when test="$role='referent'">Enseignant référent</xsl:when>
      <xsl:when test="$role='tuteur'">Tuteur de stage</xsl:when>
      <xsl:when test="$role='signataire'">Pour l’organisme d’accueil</xsl:when>
      <xsl:when test="$role='etablissement'">Pour l’établissement d’enseignement</xsl:when>
      <xsl:otherwise><xsl:value-of select="$role"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Le moyen de l'authentification, le nœud courant étant la réponse. -->
  <xsl:template name="means">
    <xsl:choose>
      <xsl:when test="@method='dmarc' or @method='dkim'">réponse par courriel, domaine <xsl:value-of select="@domain"/> authentifié (<xsl:value-of select="@method"/>)</xsl:when>
      <xsl:when test="@method='code'">réponse par courriel et code à usage unique</xsl:when>
      <xsl:when test="@method='certificate' or @method='pdf'">PDF signé par certificat, renvoyé par courriel<xsl:if test="@mail-method='dmarc' or @mail-method='dkim'">, domaine <xsl:value-of select="@domain"/> authentifié (<xsl:value-of select="@mail-method"/>)</xsl:if></xsl:when>
      <xsl:when test="@method='provider'">prestataire de signature</xsl:when>
      <xsl:when test="@method='paper'">signature manuscrite, original numérisé</xsl:when>
      <xsl:otherwise>réponse par courriel (<xsl:value-of select="@method"/>)</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
