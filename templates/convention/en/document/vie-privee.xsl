<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The information on personal data (GDPR, art. 13 and 14), written once: the agreement's annex and the answers to
     HELP and MY DATA call "notice", and say by "notice-entry" (label, text) how an entry is set there.
     The periods are those of parameters.xml, which privacy.xml applies. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:template name="notice">
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Controller</xsl:with-param>
      <xsl:with-param name="text"><xsl:value-of select="e:param('etablissement-nom')"/>, <xsl:value-of select="e:param('etablissement-adresse')"/>, represented by <xsl:value-of select="e:param('etablissement-representant')"/>, <xsl:value-of select="e:param('etablissement-qualite')"/>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Data protection officer</xsl:with-param>
      <xsl:with-param name="text"><a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>; <xsl:value-of select="e:param('dpo-adresse')"/>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Purpose</xsl:with-param>
      <xsl:with-param name="text">Making the internship agreement, having it signed and following it, with its amendments, the certificate and the evaluations of the internship.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Legal basis</xsl:with-param>
      <xsl:with-param name="text">The university’s task in the public interest (GDPR, art. 6(1)(e)) and its legal duties (art. 6(1)(c); code de l’éducation, art. L. 124-1 to L. 124-20 and D. 124-1 to D. 124-9).</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Data and their source</xsl:with-param>
      <xsl:with-param name="text">Identity, contact details, course and health insurance scheme of the student; description of the internship; name, position and professional contact details of the referent teacher, the tutor and the host’s signatory; the mails exchanged. They come from the student, from the university’s directory and, for the host, from the public register of companies.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Recipients</xsl:with-param>
      <xsl:with-param name="text">The signatories of the agreement, the internship office and, where it is used, the university’s provider of electronic signatures; the health insurance fund in case of accident; the labour inspectorate, on request.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Transfer outside the European Union</xsl:with-param>
      <xsl:with-param name="text"><xsl:call-template name="notice-transfer"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Kept for</xsl:with-param>
      <xsl:with-param name="text">A signed agreement, its file and the mails that prove the signatures: <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-convention')"/></xsl:call-template> after the end of the internship<xsl:if test="e:param('conservation-retraite')='oui'">; the agreement and the certificate until 31 December of the year the student turns thirty, if later, for the pension</xsl:if>. A request that led nowhere: <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-sans-suite')"/></xsl:call-template> after it was closed, its mails <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-courriels')"/></xsl:call-template>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Your rights</xsl:with-param>
      <xsl:with-param name="text">Access, rectification, erasure, restriction and objection. Write one of these words to <a href="mailto:{/context/@mailbox}"><xsl:value-of select="/context/@mailbox"/></a>, from the address that the file knows: <b>MY DATA</b> shows what is kept; <b>RECTIFY</b>, followed by what is wrong, has it corrected; <b>ERASE MY DATA</b> asks for its erasure. For restriction and objection, write to the data protection officer. You are answered within one month (GDPR, art. 12(3)). The right to portability does not apply to a task in the public interest (art. 20(3)).</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Complaint</xsl:with-param>
      <xsl:with-param name="text">You may complain to the French data protection authority: Commission nationale de l’informatique et des libertés (CNIL), 3, place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, <a href="https://www.cnil.fr/">www.cnil.fr</a>.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Compulsory data</xsl:with-param>
      <xsl:with-param name="text">Those that the form marks with a star: without them no agreement can be made. The others are optional.</xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="notice-entry">
      <xsl:with-param name="label">Automated decisions</xsl:with-param>
      <xsl:with-param name="text">No decision is taken by a machine alone. Its checks say what is missing or against the rules; people <xsl:choose><xsl:when test="e:param('validation-pedagogique-auto')='oui' and e:param('validation-administrative-auto')='oui'">sign</xsl:when><xsl:otherwise>approve and sign</xsl:otherwise></xsl:choose> the agreement.</xsl:with-param>
    </xsl:call-template>
    <xsl:if test="e:param('vie-privee-en')!=''">
      <xsl:call-template name="notice-entry">
        <xsl:with-param name="label">From the university</xsl:with-param>
        <xsl:with-param name="text"><xsl:value-of select="e:param('vie-privee-en')"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The country of the internship, where it is known: France, the European Economic Area, elsewhere. -->
  <xsl:template name="notice-transfer">
    <xsl:variable name="place" select="e:rows('pays', 'iso', e:let('pays-lieu'))"/>
    <xsl:choose>
      <xsl:when test="/context/dossier/@number!='' and e:let('etranger')='true' and $place/@eee!='oui'">The internship takes place outside this union (<xsl:value-of select="$place/@en"/>) and the agreement is given to the host there: this transfer rests on the adequacy decision of which the country benefits (GDPR, art. 45) or, failing that, is necessary to conclude and perform the agreement (art. 49(1)(b) and (c)). No other transfer.</xsl:when>
      <xsl:when test="/context/dossier/@number!='' and e:let('etranger')='true'">None: the internship takes place in the European Economic Area (<xsl:value-of select="$place/@en"/>), where the same regulation applies.</xsl:when>
      <xsl:when test="/context/dossier/@number!='' and e:let('etranger')='false'">None.</xsl:when>
      <xsl:otherwise>None for an internship in France or in the European Economic Area. Elsewhere, the agreement is given to the host in its country (GDPR, art. 45, or art. 49(1)(b) and (c)).</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="notice-length">
    <xsl:param name="months"/>
    <xsl:choose>
      <xsl:when test="$months mod 12 = 0"><xsl:value-of select="concat($months div 12, ' year')"/><xsl:if test="$months &gt;= 24">s</xsl:if></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($months, ' month')"/><xsl:if test="$months &gt; 1">s</xsl:if></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
