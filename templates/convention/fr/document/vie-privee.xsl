<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- L'information sur les données personnelles (RGPD, art. 13 et 14), écrite une fois : l'annexe de la convention et
     les réponses à AIDE et à MES DONNÉES appellent « notice », et disent par « notice-entry » (label, text) comment une
     mention y est mise.  Les durées sont celles de parameters.xml, que privacy.xml applique. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:template name="notice">
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Responsable du traitement</xsl:with-param>
      <xsl:with-param name="text"><xsl:value-of select="e:param('etablissement-nom')"/>, <xsl:value-of select="e:param('etablissement-adresse')"/>, représenté par <xsl:value-of select="e:param('etablissement-representant')"/>, <xsl:value-of select="e:param('etablissement-qualite')"/>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Délégué à la protection des données</xsl:with-param>
      <xsl:with-param name="text"><a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a> ; <xsl:value-of select="e:param('dpo-adresse')"/>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Finalité</xsl:with-param>
      <xsl:with-param name="text">Établir, faire signer et suivre la convention de stage, ses avenants, l’attestation et les évaluations du stage.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Base légale</xsl:with-param>
      <xsl:with-param name="text">La mission d’intérêt public de l’établissement (RGPD, art. 6, 1, e) et ses obligations légales (art. 6, 1, c ; code de l’éducation, art. L. 124-1 à L. 124-20 et D. 124-1 à D. 124-9).</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Données et origine</xsl:with-param>
      <xsl:with-param name="text">Identité, coordonnées, formation et régime d’assurance maladie du stagiaire ; description du stage ; nom, fonction et coordonnées professionnelles de l’enseignant référent, du tuteur et du signataire de l’organisme d’accueil ; courriels échangés. Elles viennent du stagiaire, de l’annuaire de l’établissement et, pour l’organisme, du répertoire public des entreprises.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Destinataires</xsl:with-param>
      <xsl:with-param name="text">Les signataires de la convention, le bureau des stages et, s’il y est fait appel, le prestataire de signature électronique de l’établissement ; la caisse d’assurance maladie en cas d’accident ; l’inspection du travail, à sa demande.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Transfert hors de l’Union européenne</xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="notice-transfer"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Durée de conservation</xsl:with-param>
      <xsl:with-param name="text">Une convention signée, son dossier et les courriels qui prouvent les signatures : <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-convention')"/></xsl:call-template> après la fin du stage<xsl:if test="e:param('conservation-retraite')='oui'"> ; la convention et l’attestation, jusqu’au 31 décembre de l’année des trente ans du stagiaire si cette date est plus tardive, pour la retraite</xsl:if>. Une demande sans suite : <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-sans-suite')"/></xsl:call-template> après sa clôture, ses courriels <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-courriels')"/></xsl:call-template>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Vos droits</xsl:with-param>
      <xsl:with-param name="text">Accès, rectification, effacement, limitation et opposition. Écrivez à <a href="mailto:{/context/@mailbox}"><xsl:value-of select="/context/@mailbox"/></a>, depuis l’adresse que le dossier connaît, l’un de ces mots : <b>MES DONNÉES</b> vous montre ce qui est gardé ; <b>RECTIFIER</b>, suivi de ce qui est faux, le fait corriger ; <b>EFFACER MES DONNÉES</b> en demande l’effacement. Pour la limitation et l’opposition, écrivez au délégué à la protection des données. Réponse dans le délai d’un mois (RGPD, art. 12, 3). Le droit à la portabilité ne s’applique pas à une mission d’intérêt public (art. 20, 3).</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Réclamation</xsl:with-param>
      <xsl:with-param name="text">Vous pouvez saisir la Commission nationale de l’informatique et des libertés (CNIL), 3, place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, <a href="https://www.cnil.fr/">www.cnil.fr</a>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Données obligatoires</xsl:with-param>
      <xsl:with-param name="text">Celles que le formulaire marque d’une étoile : sans elles, la convention ne peut être établie. Les autres sont facultatives.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Décision automatisée</xsl:with-param>
      <xsl:with-param name="text">Aucune décision n’est prise par un automate seul. Ses contrôles disent ce qui manque ou n’est pas conforme ; <xsl:choose><xsl:when test="e:param('validation-pedagogique-auto')='oui' and e:param('validation-administrative-auto')='oui'">la convention est signée</xsl:when><xsl:otherwise>la convention est validée et signée</xsl:otherwise></xsl:choose> par des personnes.</xsl:with-param>
    </xsl:call-template>
    <xsl:if test="e:param('vie-privee')!=''">
      <xsl:call-template name="notice-entry">
        <xsl:with-param name="label">Précisions de l’établissement</xsl:with-param>
        <xsl:with-param name="text"><xsl:value-of select="e:param('vie-privee')"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Le pays du stage, quand il est connu : en France, dans l’Espace économique européen, ailleurs. -->
  <xsl:template name="notice-transfer">
    <xsl:variable name="place" select="e:rows('pays', 'iso', e:let('pays-lieu'))"/>
    <xsl:choose>
      <xsl:when test="/context/dossier/@number!='' and e:let('etranger')='true' and $place/@eee!='oui'">Le stage ayant lieu hors de cette union (<xsl:value-of select="$place/@fr"/>), la convention est remise à l’organisme d’accueil dans ce pays : ce transfert repose sur la décision d’adéquation dont le pays bénéficie (RGPD, art. 45) ou, à défaut, est nécessaire à la conclusion et à l’exécution de la convention (art. 49, 1, b et c). Aucun autre transfert.</xsl:when>
      <xsl:when test="/context/dossier/@number!='' and e:let('etranger')='true'">Aucun : le stage a lieu dans l’Espace économique européen (<xsl:value-of select="$place/@fr"/>), où le même règlement s’applique.</xsl:when>
      <xsl:when test="/context/dossier/@number!='' and e:let('etranger')='false'">Aucun.</xsl:when>
      <xsl:otherwise>Aucun pour un stage en France ou dans l’Espace économique européen. Ailleurs, la convention est remise à l’organisme d’accueil dans son pays (RGPD, art. 45, ou art. 49, 1, b et c).</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="notice-length">
    <xsl:param name="months"/>
    <xsl:choose>
      <xsl:when test="$months mod 12 = 0"><xsl:value-of select="concat($months div 12, '&#160;an')"/><xsl:if test="$months &gt;= 24">s</xsl:if></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($months, '&#160;mois')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
