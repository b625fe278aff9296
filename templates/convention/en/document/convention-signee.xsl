<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The signed copy: the agreement, then the page of the evidence of signature. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:import href="articles.xsl"/>
  <xsl:import href="annexes.xsl"/>
  <xsl:template match="/context">
    <document lang="en" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Internship agreement {dossier/@number} – signed copy" subject="{e:field('stage.sujet')/shown}">
      <xsl:call-template name="header"><xsl:with-param name="title">Internship agreement</xsl:with-param></xsl:call-template>
      <xsl:call-template name="parties"/>
      <xsl:call-template name="articles"/>
      <xsl:call-template name="signatures"/>
      <xsl:call-template name="annexes"/>
      <xsl:call-template name="evidence"/>
    </document>
  </xsl:template>

  <xsl:template name="evidence">
    <pagebreak/>
    <h>Evidence of signature</h>
    <p>Each party received the agreement by e-mail and signed it by the means stated below. The messages received are kept as they came; their digests (SHA-256) allow their integrity to be verified.</p>
    <note>This copy is made from the agreement whose digest is given below (revision <xsl:value-of select="dossier/@revision"/> of file <xsl:value-of select="dossier/@number"/>).</note>
    <xsl:for-each select="dossier/answer[@verb='signer' and @task = /context/dossier/task[@state='signature' and @entry = /context/dossier/task[@state='signature'][last()]/@entry]/@serial]">
      <xsl:variable name="tight" select="@shown-at and not(@shown-receipt) and string-length(@address) &lt; 42"/>
      <box keep="yes">
        <fields columns="3">
          <field label="Signatory"><b><xsl:value-of select="@name"/></b><xsl:if test="@delegated-by!=''"><br/>on behalf of <xsl:choose><xsl:when test="@delegated-by-name!=''"><xsl:value-of select="@delegated-by-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@delegated-by"/></xsl:otherwise></xsl:choose></xsl:if><xsl:if test="@replaces!=''"><br/>in the place of <xsl:choose><xsl:when test="@replaces-name!=''"><xsl:value-of select="@replaces-name"/></xsl:when><xsl:otherwise><xsl:value-of select="@replaces"/></xsl:otherwise></xsl:choose>, by decision of the office</xsl:if></field>
          <field label="Capacity"><xsl:call-template name="capacity"><xsl:with-param name="role" select="@role"/></xsl:call-template></field>
          <field label="Signed on"><xsl:call-template name="instant"><xsl:with-param name="at" select="@at"/></xsl:call-template></field>
          <field label="Address"><xsl:if test="not($tight)"><xsl:attribute name="span">2</xsl:attribute></xsl:if><xsl:value-of select="@address"/></field>
          <field label="Means"><xsl:call-template name="means"/></field>
          <xsl:if test="$tight"><field label="Document sent on"><xsl:call-template name="instant"><xsl:with-param name="at" select="@shown-at"/></xsl:call-template></field></xsl:if>
          <xsl:if test="@method='pdf'">
            <field label="Certificate" span="2"><b><xsl:value-of select="@signer"/></b><xsl:if test="@organisation!='' and @organisation!=@signer">, <xsl:value-of select="@organisation"/></xsl:if></field>
            <field label="Time of the signature"><xsl:choose>
              <xsl:when test="@signed-at"><xsl:call-template name="instant"><xsl:with-param name="at" select="@signed-at"/></xsl:call-template> (time-stamped)</xsl:when>
              <xsl:when test="@signed-said!=''"><xsl:call-template name="instant"><xsl:with-param name="at" select="@signed-said"/></xsl:call-template> (as declared)</xsl:when>
              <xsl:otherwise>not given</xsl:otherwise>
            </xsl:choose></field>
          </xsl:if>
          <xsl:if test="@shown-at and not($tight)"><field label="Document sent by e-mail" span="3"><xsl:call-template name="instant"><xsl:with-param name="at" select="@shown-at"/></xsl:call-template><xsl:if test="@shown-receipt">, taken over by the server, which replied “<xsl:value-of select="@shown-receipt"/>”</xsl:if></field></xsl:if>
          <field label="Digest of the document sent and signed" span="3"><code><xsl:value-of select="@document-sha256"/></code></field>
          <xsl:if test="@signed-sha256"><field label="Digest of the PDF that came back signed" span="3"><code><xsl:value-of select="@signed-sha256"/></code></field></xsl:if>
          <field label="Digest of the signing message" span="3"><code><xsl:value-of select="@message"/></code></field>
        </fields>
      </box>
    </xsl:for-each>
    <xsl:call-template name="by-hand"/>
    <xsl:if test="not(dossier/answer[@verb='signer'])"><p>No electronic signature has been received.</p></xsl:if>
  </xsl:template>

  <!-- Who signs by hand does so in another’s place; the current node is the role. -->
  <xsl:template name="in-place-of">
    <xsl:variable name="last" select="/context/dossier/replaced[@role=current()/@id][last()]"/>
    <xsl:variable name="first" select="/context/dossier/replaced[@role=current()/@id and @own=$last/@own][1]"/>
    <xsl:if test="$last/@address=@address and $last/@address!=$last/@own"><br/>in the place of <xsl:value-of select="$first/@was-name"/>, by decision of the office</xsl:if>
  </xsl:template>

  <!-- Who signed on paper. -->
  <xsl:template name="by-hand">
    <xsl:variable name="scan" select="/context/dossier/answer[@kept and @revision=/context/dossier/@revision][last()]"/>
    <xsl:variable name="checked" select="/context/dossier/answer[@verb='oui' and @task=/context/dossier/task[@id='attester']/@serial][last()]"/>
    <xsl:for-each select="/context/role[e:let('papier')='true' and contains(e:let('a-la-main'), concat(' ', @id, ' '))]">
      <box keep="yes">
        <fields columns="3">
          <field label="Signatory"><b><xsl:value-of select="@name"/></b><xsl:call-template name="in-place-of"/></field>
          <field label="Capacity"><xsl:call-template name="capacity"><xsl:with-param name="role" select="@id"/></xsl:call-template></field>
          <field label="Signature">by hand, on paper</field>
          <xsl:if test="$scan"><field label="Scanned copy received on"><xsl:call-template name="instant"><xsl:with-param name="at" select="$scan/@at"/></xsl:call-template></field></xsl:if>
          <xsl:if test="$checked"><field label="Checked by the internship office on" span="2"><xsl:call-template name="instant"><xsl:with-param name="at" select="$checked/@at"/></xsl:call-template></field></xsl:if>
          <xsl:if test="$scan"><field label="Digest of the scanned copy" span="3"><code><xsl:value-of select="$scan/@kept-sha256"/></code></field></xsl:if>
        </fields>
      </box>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="capacity">
    <xsl:param name="role"/>
    <xsl:choose>
      <xsl:when test="$role='etudiant'">Student</xsl:when>
      <xsl:when test="$role='representant'">Legal representative of the student</xsl:when>
      <xsl:when test="$role='referent'">Referent teacher</xsl:when>
      <xsl:when test="$role='tuteur'">Workplace tutor</xsl:when>
      <xsl:when test="$role='signataire'">For the host organisation</xsl:when>
      <xsl:when test="$role='etablissement'">For the educational institution</xsl:when>
      <xsl:otherwise><xsl:value-of select="$role"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The means of authentication; the current node is the answer. -->
  <xsl:template name="means">
    <xsl:choose>
      <xsl:when test="@method='dmarc' or @method='dkim'">e-mail reply, domain <xsl:value-of select="@domain"/> authenticated (<xsl:value-of select="@method"/>)</xsl:when>
      <xsl:when test="@method='code'">e-mail reply and one-time code</xsl:when>
      <xsl:when test="@method='certificate' or @method='pdf'">PDF signed with a certificate, sent back by e-mail<xsl:if test="@mail-method='dmarc' or @mail-method='dkim'">, domain <xsl:value-of select="@domain"/> authenticated (<xsl:value-of select="@mail-method"/>)</xsl:if></xsl:when>
      <xsl:when test="@method='provider'">signature provider</xsl:when>
      <xsl:when test="@method='paper'">handwritten signature, scanned original</xsl:when>
      <xsl:otherwise>e-mail reply (<xsl:value-of select="@method"/>)</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
