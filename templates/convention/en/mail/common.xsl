<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- What the mails share: greeting, ending, the facts of the dossier, its steps, its signatures. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../document/vie-privee.xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:param name="tag"/>
  <xsl:param name="number" select="/context/dossier/@number"/>
  <xsl:param name="mailbox" select="/context/@mailbox"/>
  <!-- f: a field by its id; l: a computed value; r: a role. -->

  <xsl:template name="hello">
    <p>Hello<xsl:if test="/context/person/@name!='' and /context/person/@role!='gestionnaire'"><xsl:value-of select="concat(' ', /context/person/@name)"/></xsl:if>,</p>
    <xsl:if test="/context/message/@masked"><p><b>Your message held what we never ask for (<xsl:value-of select="substring-before(/context/message/@masked, ' masked')"/>). It was not added to the dossier; please do not send it again.</b></p></xsl:if>
  </xsl:template>

  <xsl:template name="bye">
    <xsl:if test="e:param('mention')!=''"><p><xsl:value-of select="e:param('mention')"/></p></xsl:if>
    <p><xsl:value-of select="e:param('gestionnaire-nom')"/><br/><xsl:value-of select="e:param('etablissement-nom')"/></p>
    <note>A question? Write to <a href="mailto:{e:param('gestionnaire-courriel')}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a><xsl:if test="e:param('gestionnaire-telephone')!=''"> or call <xsl:value-of select="translate(e:param('gestionnaire-telephone'),' ','&#160;')"/></xsl:if>. Replies to this message are read by a machine.</note>
  </xsl:template>

  <!-- Information of the persons (GDPR, art. 13 and 14), with the first message that each of them gets. -->
  <xsl:template name="privacy">
    <note><xsl:if test="/context/person/@role!='etudiant'">Your details were given to us by the student. </xsl:if>Your data serve to make and follow this internship agreement (a task in the public interest, GDPR, art. 6(1)(e)) and are kept <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-convention')"/></xsl:call-template> after the end of the internship. Access, rectification, objection: <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>. Reply HELP to receive the full notice.</note>
  </xsl:template>

  <!-- One entry of the full notice (vie-privee.xsl). -->
  <xsl:template name="notice-entry">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <note><b><xsl:copy-of select="$label"/></b>: <xsl:copy-of select="$text"/></note>
  </xsl:template>

  <!-- The information sheet on the host country, attached to the mail. -->
  <xsl:template name="country-sheet"><xsl:if test="e:let('etranger')='true' and /context/dossier/document[@name='fiche-pays']"><p>The <b>information sheet on the host country</b> (code de l’éducation, art. L. 124-20), given by the student, is attached too.</p></xsl:if></xsl:template>

  <xsl:template name="day">
    <xsl:param name="at"/>
    <xsl:value-of select="e:format(substring($at,1,10),'date','en')"/>
  </xsl:template>

  <!-- First and last name of a section that has these two fields. -->
  <xsl:template name="person">
    <xsl:param name="section"/>
    <xsl:value-of select="normalize-space(concat(e:field(concat($section,'.prenom'))/shown,' ',e:field(concat($section,'.nom'))/shown))"/>
  </xsl:template>

  <xsl:template name="student"><xsl:choose>
    <xsl:when test="e:field('etudiant.nom')/shown!=''"><xsl:call-template name="person"><xsl:with-param name="section" select="'etudiant'"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="/context/dossier/@owner"/></xsl:otherwise>
  </xsl:choose></xsl:template>

  <xsl:template name="facts">
    <facts>
      <fact label="Intern"><xsl:call-template name="student"/><xsl:if test="e:field('etudiant.formation')/shown!=''">, <xsl:value-of select="e:field('etudiant.formation')/shown"/></xsl:if></fact>
      <xsl:if test="e:field('hote.nom')/shown!=''"><fact label="Host"><xsl:value-of select="e:field('hote.nom')/shown"/><xsl:if test="e:field('hote.commune')/shown!=''">, <xsl:value-of select="e:field('hote.commune')/shown"/></xsl:if></fact></xsl:if>
      <xsl:if test="e:field('stage.debut')/shown!=''"><fact label="Period"><xsl:value-of select="e:field('stage.debut')/shown"/> to <xsl:value-of select="e:field('stage.fin')/shown"/><xsl:if test="e:let('heures')!=''"> (<xsl:value-of select="e:format(e:let('heures'),'hours','en')"/> of presence)</xsl:if></fact></xsl:if>
      <xsl:if test="e:field('stage.sujet')/shown!=''"><fact label="Project"><xsl:value-of select="e:field('stage.sujet')/shown"/></fact></xsl:if>
      <xsl:if test="e:let('gratification-lisible-en')!=''"><fact label="Planned allowance"><xsl:value-of select="e:let('gratification-lisible-en')"/></fact></xsl:if>
      <xsl:if test="e:field('tuteur.nom')/shown!=''"><fact label="Supervision"><xsl:call-template name="person"><xsl:with-param name="section" select="'tuteur'"/></xsl:call-template> (host)<xsl:if test="e:field('referent.nom')/shown!=''"><xsl:text>, </xsl:text><xsl:call-template name="person"><xsl:with-param name="section" select="'referent'"/></xsl:call-template> (university)</xsl:if></fact></xsl:if>
    </facts>
  </xsl:template>

  <!-- Host and dates: Atelier des Ponts SAS, 2 March 2026 to 28 August 2026. -->
  <xsl:template name="detail"><xsl:if test="e:field('hote.nom')/shown!=''"><xsl:value-of select="e:field('hote.nom')/shown"/></xsl:if><xsl:if test="e:field('stage.debut')/shown!=''"><xsl:if test="e:field('hote.nom')/shown!=''">, </xsl:if><xsl:value-of select="e:field('stage.debut')/shown"/> to <xsl:value-of select="e:field('stage.fin')/shown"/></xsl:if></xsl:template>

  <xsl:template name="detail-brackets"><xsl:if test="e:field('hote.nom')/shown!='' or e:field('stage.debut')/shown!=''"> (<xsl:call-template name="detail"/>)</xsl:if></xsl:template>

  <!-- Students need not read their own name. -->
  <xsl:template name="brief"><xsl:if test="/context/person/@role!='etudiant'"><xsl:text> (</xsl:text><xsl:call-template name="student"/><xsl:if test="e:field('hote.nom')/shown!='' or e:field('stage.debut')/shown!=''">, </xsl:if><xsl:call-template name="detail"/>)</xsl:if><xsl:if test="/context/person/@role='etudiant'"><xsl:call-template name="detail-brackets"/></xsl:if></xsl:template>

  <xsl:template name="the-internship"><xsl:choose><xsl:when test="/context/person/@role='etudiant'">Your internship</xsl:when><xsl:otherwise>The internship of <xsl:call-template name="student"/></xsl:otherwise></xsl:choose><xsl:call-template name="detail-brackets"/></xsl:template>

  <xsl:template name="of-internship"><xsl:choose><xsl:when test="/context/person/@role='etudiant'">for your internship</xsl:when><xsl:otherwise>for the internship of <xsl:call-template name="student"/></xsl:otherwise></xsl:choose><xsl:call-template name="detail-brackets"/></xsl:template>

  <xsl:template name="role-name">
    <xsl:param name="role"/>
    <xsl:choose>
      <xsl:when test="$role='etudiant'">the student</xsl:when>
      <xsl:when test="$role='representant'">the legal representative</xsl:when>
      <xsl:when test="$role='referent'">the referent teacher</xsl:when>
      <xsl:when test="$role='gestionnaire'">the internship office</xsl:when>
      <xsl:when test="$role='tuteur'">the tutor</xsl:when>
      <xsl:when test="$role='signataire'">the host’s signatory</xsl:when>
      <xsl:when test="$role='etablissement'">the university’s representative</xsl:when>
      <xsl:otherwise><xsl:value-of select="$role"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "Hélène Dupuis (the referent teacher)", of a task or an answer. -->
  <xsl:template name="who">
    <xsl:param name="role"/>
    <xsl:param name="name"/>
    <xsl:if test="$name!=''"><xsl:value-of select="$name"/> (</xsl:if><xsl:call-template name="role-name"><xsl:with-param name="role" select="$role"/></xsl:call-template><xsl:if test="$name!=''">)</xsl:if>
  </xsl:template>

  <!-- What a task asks of somebody. -->
  <xsl:template name="task-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='completer'">complete the request for an agreement</xsl:when>
      <xsl:when test="$id='corriger'">correct the request for an agreement</xsl:when>
      <xsl:when test="$id='confirmer'">confirm the summary</xsl:when>
      <xsl:when test="$id='relire'">read over the request for an agreement</xsl:when>
      <xsl:when test="$id='valider'">approve the internship project</xsl:when>
      <xsl:when test="$id='verifier'">check the dossier</xsl:when>
      <xsl:when test="starts-with($id,'signer')">sign the internship agreement</xsl:when>
      <xsl:when test="$id='deposer'">hand in the internship report</xsl:when>
      <xsl:when test="$id='archiver'">archive the file</xsl:when>
      <xsl:when test="$id='decider'">decide what follows a refused signature</xsl:when>
      <xsl:when test="$id='attester'">attest that the copy signed on paper was received</xsl:when>
      <xsl:when test="starts-with($id,'renvoyer-')">send back the copy signed by hand, scanned</xsl:when>
      <xsl:otherwise>reply</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="state-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='saisie'">request to be completed</xsl:when>
      <xsl:when test="$id='recapitulatif'">summary to be confirmed</xsl:when>
      <xsl:when test="$id='confirmation-organisme'">being read over by the host</xsl:when>
      <xsl:when test="$id='validation-pedagogique'">approval by the referent teacher</xsl:when>
      <xsl:when test="$id='validation-administrative'">check by the internship office</xsl:when>
      <xsl:when test="$id='signature'">signing under way</xsl:when>
      <xsl:when test="$id='refus-signature'">signature refused, to be decided</xsl:when>
      <xsl:when test="$id='papier'">signing on paper</xsl:when>
      <xsl:when test="$id='distribuee'">agreement signed and distributed</xsl:when>
      <xsl:when test="$id='en-cours'">internship under way</xsl:when>
      <xsl:when test="$id='terminee'">internship ended</xsl:when>
      <xsl:when test="$id='cloture'">internship ended, archiving to be decided</xsl:when>
      <xsl:when test="$id='archivee'">file archived</xsl:when>
      <xsl:when test="$id='refusee'">request refused</xsl:when>
      <xsl:when test="$id='annulee'">request cancelled</xsl:when>
      <xsl:when test="$id='abandonnee'">request closed for want of an answer</xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where the dossier stands, and who has to act. -->
  <xsl:template name="progress">
    <p>State of the dossier: <b><xsl:call-template name="state-name"><xsl:with-param name="id" select="/context/dossier/state/@id"/></xsl:call-template></b><xsl:if test="/context/dossier/state/@since!=''"><xsl:text>, since </xsl:text><xsl:call-template name="day"><xsl:with-param name="at" select="/context/dossier/state/@since"/></xsl:call-template></xsl:if>.</p>
    <xsl:if test="/context/dossier/task[@status='open']">
      <list>
        <xsl:for-each select="/context/dossier/task[@status='open' and not(@confirms) and not(@offers)]">
          <item><xsl:call-template name="who"><xsl:with-param name="role" select="@role"/><xsl:with-param name="name" select="@name"/></xsl:call-template> has to <xsl:call-template name="task-name"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:if test="@opened!=''"> (asked on <xsl:call-template name="day"><xsl:with-param name="at" select="@opened"/></xsl:call-template>)</xsl:if></item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <!-- The signatures of the last round only. -->
  <xsl:template name="signatures">
    <xsl:variable name="entry" select="/context/dossier/task[@state='signature'][last()]/@entry"/>
    <table>
      <row head="yes"><cell>Signatory</cell><cell>Signature</cell></row>
      <xsl:for-each select="/context/dossier/task[@state='signature' and @entry=$entry and not(@offers) and not(@confirms) and not(@verb='deleguer' or @verb='reprendre' or @verb='remplacer')]">
        <xsl:variable name="role" select="@role"/>
        <row>
          <cell><xsl:choose><xsl:when test="@name!=''"><xsl:value-of select="@name"/></xsl:when><xsl:when test="/context/role[@id=$role]/@name!=''"><xsl:value-of select="/context/role[@id=$role]/@name"/></xsl:when><xsl:otherwise><xsl:call-template name="role-name"><xsl:with-param name="role" select="$role"/></xsl:call-template></xsl:otherwise></xsl:choose></cell>
          <cell><xsl:choose>
            <xsl:when test="@status='done' and @verb='papier'">on paper</xsl:when>
            <xsl:when test="@status='done' and @by='provider' and /context/dossier/provider[@entry=$entry]/@status='open'">signed at the provider’s on <xsl:call-template name="day"><xsl:with-param name="at" select="@closed"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='done' and @by='provider' and not(/context/dossier/provider[@entry=$entry]/@status='done')">to be given again (the provider had collected it)</xsl:when>
            <xsl:when test="@status='done'">signed on <xsl:call-template name="day"><xsl:with-param name="at" select="@closed"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='refused'">refused on <xsl:call-template name="day"><xsl:with-param name="at" select="@closed"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='open'">awaited since <xsl:call-template name="day"><xsl:with-param name="at" select="@opened"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='waiting'">to come</xsl:when>
            <xsl:otherwise>not asked for</xsl:otherwise>
          </xsl:choose></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- Why signing stopped: a refusal and its reason, the provider, the time; and who has signed. -->
  <xsl:template name="stopped-word">
    <xsl:variable name="end" select="/context/dossier/task[@state='signature' or @state='papier'][last()]/@entry"/>
    <xsl:variable name="last" select="/context/dossier/task[@state='signature'][last()]/@entry"/>
    <xsl:choose><xsl:when test="/context/dossier/task[(@state='signature' or @state='papier') and @entry=$end and @verb='refuser']">Signature declined</xsl:when><xsl:when test="/context/dossier/provider[@entry=$last and @status='failed']">Signing suspended</xsl:when><xsl:otherwise>Time to sign is over</xsl:otherwise></xsl:choose>
  </xsl:template>

  <xsl:template name="stopped">
    <xsl:param name="what"/>
    <xsl:variable name="answer" select="/context/dossier/answer[@verb='refuser'][last()]"/>
    <xsl:variable name="end" select="/context/dossier/task[@state='signature' or @state='papier'][last()]/@entry"/>
    <xsl:variable name="last" select="/context/dossier/task[@state='signature'][last()]/@entry"/>
    <xsl:variable name="provider" select="/context/dossier/provider[@entry=$last and @status='failed']"/>
    <xsl:choose>
      <xsl:when test="/context/dossier/task[(@state='signature' or @state='papier') and @entry=$end and @verb='refuser']">
        <p><b><xsl:call-template name="who"><xsl:with-param name="role" select="$answer/@role"/><xsl:with-param name="name" select="$answer/@name"/></xsl:call-template> has declined to sign</b><xsl:text> </xsl:text><xsl:value-of select="$what"/>, on <xsl:call-template name="day"><xsl:with-param name="at" select="$answer/@at"/></xsl:call-template>.</p>
        <xsl:if test="normalize-space($answer)!=''"><p>Reason:</p><quote><xsl:value-of select="$answer"/></quote></xsl:if>
      </xsl:when>
      <xsl:when test="$provider">
        <p><b><xsl:choose>
          <xsl:when test="$provider/@reason='expired'">The request has expired at the provider of signatures</xsl:when>
          <xsl:when test="$provider/@reason='withdrawn'">The request was deleted at the provider of signatures</xsl:when>
          <xsl:when test="$provider/@reason='refused'">Somebody has declined at the provider of signatures, which does not say who</xsl:when>
          <xsl:when test="$provider/@reason='unreachable'">The provider of signatures does not answer</xsl:when>
          <xsl:when test="$provider/@reason='unfit'">The document can’t be given to the provider of signatures: it lacks the field of one of the signatories</xsl:when>
          <xsl:when test="$provider/@reason='incomplete'">The provider of signatures calls the document signed, but not everybody has signed</xsl:when>
          <xsl:otherwise>What the provider of signatures gave back is not the document it was given, or its signature cannot be verified</xsl:otherwise>
        </xsl:choose></b>: no signature can be kept for <xsl:value-of select="$what"/>.</p>
      </xsl:when>
      <xsl:otherwise><p><b>The time to sign is over</b>: signatures are missing for <xsl:value-of select="$what"/>.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="signatures"/>
  </xsl:template>

  <xsl:template name="gauges">
    <gauges>
      <xsl:for-each select="/context/form/section[@id!='recapitulatif']">
        <xsl:variable name="missing" select="count(.//field[@missing='yes'])"/>
        <gauge state="{@gauge}" label="{label}"><xsl:if test="$missing &gt; 0 and @gauge='orange'"><xsl:value-of select="$missing"/> item<xsl:if test="$missing &gt; 1">s</xsl:if> to give</xsl:if></gauge>
      </xsl:for-each>
    </gauges>
  </xsl:template>

  <xsl:template name="finding"><item><xsl:if test="label!=''"><b><xsl:value-of select="label"/></b></xsl:if><xsl:choose><xsl:when test="label!='' and starts-with(message, label)"><xsl:value-of select="substring-after(message, label)"/></xsl:when><xsl:otherwise><xsl:if test="label!=''"> — </xsl:if><xsl:value-of select="message"/></xsl:otherwise></xsl:choose><xsl:if test="@source!=''"> (<xsl:value-of select="@source"/>)</xsl:if></item></xsl:template>

  <xsl:template name="errors">
    <xsl:if test="/context/findings/finding[@severity='block' and @rule!='required']">
      <h>To be corrected</h>
      <list><xsl:for-each select="/context/findings/finding[@severity='block' and @rule!='required']"><xsl:call-template name="finding"/></xsl:for-each></list>
    </xsl:if>
  </xsl:template>

  <xsl:template name="warnings">
    <xsl:if test="/context/findings/finding[@severity='warn']">
      <h>To be checked</h>
      <list><xsl:for-each select="/context/findings/finding[@severity='warn']"><xsl:call-template name="finding"/></xsl:for-each></list>
    </xsl:if>
  </xsl:template>

  <!-- One line for each value that is missing or at fault, as the reply will have it. -->
  <xsl:template name="lines">
    <xsl:for-each select="/context/form/section//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]">
      <xsl:choose><xsl:when test="../@n &gt; 1"><xsl:value-of select="@id"/></xsl:when><xsl:otherwise><xsl:value-of select="label"/></xsl:otherwise></xsl:choose><xsl:text>: </xsl:text><xsl:if test="@missing!='yes' and not(@rejected)"><xsl:value-of select="shown"/></xsl:if><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- The same, section by section. -->
  <xsl:template name="sheet">
    <xsl:for-each select="/context/form/section[.//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]]">
      <xsl:if test="position()!=1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:for-each select=".//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]">
        <xsl:choose><xsl:when test="../@n &gt; 1"><xsl:value-of select="@id"/></xsl:when><xsl:otherwise><xsl:value-of select="label"/></xsl:otherwise></xsl:choose><xsl:text>: </xsl:text><xsl:if test="@missing!='yes' and not(@rejected)"><xsl:value-of select="shown"/></xsl:if><xsl:text>&#10;</xsl:text>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="choices">
    <xsl:if test="/context/form//field[(@missing='yes' or @rejected) and (choice or @type='boolean')]">
      <h>Possible values</h>
      <list><xsl:for-each select="/context/form//field[(@missing='yes' or @rejected) and choice]"><item><b><xsl:value-of select="label"/></b> — <xsl:for-each select="choice"><xsl:if test="position()!=1"><xsl:choose><xsl:when test="position()=last()"> or </xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:if><xsl:value-of select="."/></xsl:for-each></item></xsl:for-each>
      <xsl:if test="/context/form//field[@missing='yes' and @type='boolean']"><item><xsl:for-each select="/context/form//field[@missing='yes' and @type='boolean']"><xsl:if test="position()!=1">, </xsl:if><b><xsl:value-of select="label"/></b></xsl:for-each> — yes or no</item></xsl:if></list>
    </xsl:if>
  </xsl:template>

  <!-- Several people or organisations fit: one answers with the number. -->
  <xsl:template name="questions">
    <xsl:if test="/context/dossier/question">
      <h>To be chosen</h>
      <p>Reply with the number<xsl:if test="count(/context/dossier/question) &gt; 1">, one for each question (for example “<xsl:for-each select="/context/dossier/question"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="proposal[1]/@n"/></xsl:for-each>”)</xsl:if>, or give the line of the form.</p>
      <xsl:for-each select="/context/dossier/question">
        <p><b><xsl:value-of select="en"/></b><xsl:choose><xsl:when test="@words!=''"> — “<xsl:value-of select="@words"/>” may be:</xsl:when><xsl:otherwise> — we already know:</xsl:otherwise></xsl:choose></p>
        <answers><xsl:for-each select="proposal"><answer verb="{@n}" label="{@n}. {.}"/></xsl:for-each></answers>
        <xsl:if test="@more"><note>There are others: if yours is not here, give more letters.</note></xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- What the directory filled in. -->
  <xsl:template name="known">
    <xsl:variable name="known" select="/context/form//field[@origin and not(@computed)]"/>
    <xsl:if test="$known">
      <h>From the directory</h>
      <p><xsl:for-each select="$known"><xsl:if test="position()!=1">; </xsl:if><xsl:value-of select="concat(label,': ')"/><b><xsl:value-of select="shown"/></b></xsl:for-each>.</p>
      <note>These data were filled in for you. <xsl:choose><xsl:when test="$known[not(@stands and starts-with(@id,'etudiant.'))]">To correct one, reply with its line.<xsl:if test="$known[@stands and starts-with(@id,'etudiant.')]"> Your name, date of birth and student number come from the registrar, who corrects them.</xsl:if></xsl:when><xsl:otherwise>Your name, date of birth and student number come from the registrar, who corrects them.</xsl:otherwise></xsl:choose></note>
    </xsl:if>
  </xsl:template>

  <!-- What they had written. -->
  <xsl:template name="quoted">
    <xsl:if test="/context/message/text!=''"><note>You had written:</note><quote><xsl:value-of select="/context/message/text"/></quote></xsl:if>
  </xsl:template>

  <!-- The answers that the task in hand accepts. -->
  <!-- Naming somebody else, where the request allows it. -->
  <xsl:template name="may-delegate"><xsl:if test="/context/task/@delegate!=''"><answer verb="DELEGATE" label="Name somebody else"><hint>Write their address after DELEGATE (…@<xsl:value-of select="/context/task/@delegate"/>).</hint></answer></xsl:if></xsl:template>

  <!-- What I SIGN signs. -->
  <xsl:variable name="to-sign">the agreement</xsl:variable>

  <!-- How to attach what a task awaits. -->
  <xsl:template name="how-to-attach"><xsl:choose>
    <xsl:when test="/context/task/@id='deposer'"><b>Reply with your report attached as a PDF</b> (in a word processor: File, Export or Save as PDF).</xsl:when>
    <xsl:when test="starts-with(/context/task/@id,'renvoyer-')"><b>Reply with the signed copy attached</b>, as a PDF or with a photo of each page.</xsl:when>
  </xsl:choose></xsl:template>

  <!-- What the office attests and decides, in the request and in its reminders. -->
  <xsl:template name="answers-attester"><answers>
      <answer verb="YES" label="It bears all these signatures" style="primary"/>
      <answer verb="NO" label="To be done again"><hint>Write after NO what is missing: they will be asked for another copy.</hint></answer>
      <answer verb="CHANGE" label="Reopen the dossier for the student"><hint>One line per item to review.</hint></answer>
      <answer verb="DECLINE" label="Close the dossier" style="danger"><hint>Write the reason after DECLINE.</hint></answer>
    </answers></xsl:template>

  <xsl:template name="answers-decider"><answers>
      <answer verb="CHANGE" label="Reopen the dossier for the student" style="primary"><hint>One line per item, for example “End date: 31 August at the latest”.</hint></answer>
      <answer verb="YES" label="Ask again for the signatures"><hint><xsl:choose><xsl:when test="/context/dossier/provider[@entry=/context/dossier/task[@state='signature'][last()]/@entry]">All signatories are asked again.</xsl:when><xsl:otherwise>Those already given stand; only the others are asked.</xsl:otherwise></xsl:choose></hint></answer>
      <answer verb="NO" label="Close the dossier" style="danger"><hint>Write the reason after NO.</hint></answer>
    </answers></xsl:template>

  <xsl:template name="choices-of-task">
    <xsl:variable name="accept" select="concat(' ',/context/task/@accept,' ')"/>
    <xsl:variable name="id" select="/context/task/@id"/>
    <xsl:choose>
      <xsl:when test="not(/context/task)"/>
      <xsl:when test="$id='attester'"><xsl:call-template name="answers-attester"/></xsl:when>
      <xsl:when test="$id='decider'"><xsl:call-template name="answers-decider"/></xsl:when>
      <xsl:otherwise><answers>
        <xsl:if test="contains($accept,' oui ')"><xsl:choose>
          <xsl:when test="$id='confirmer'"><answer verb="I CONFIRM" label="I confirm the summary" style="primary"/></xsl:when>
          <xsl:when test="$id='relire'"><answer verb="YES" label="Everything is right" style="primary"/></xsl:when>
          <xsl:otherwise><answer verb="APPROVE" label="Approve" style="primary"/></xsl:otherwise>
        </xsl:choose></xsl:if>
        <xsl:if test="contains($accept,' signer ')"><answer verb="I SIGN" label="I sign {$to-sign}" style="primary"/></xsl:if>
        <xsl:if test="contains($accept,' form ') and not(contains($accept,' oui '))"><answer verb="" label="Complete my request" style="primary"><lines><xsl:call-template name="lines"/></lines></answer></xsl:if>
        <xsl:if test="contains($accept,' modifier ')"><answer verb="CHANGE" label="Ask for a change"><hint>One line per item, for example “End date: 31 August at the latest”.</hint></answer></xsl:if>
        <xsl:if test="contains($accept,' papier ')"><answer verb="PAPER" label="Sign on paper"/></xsl:if>
        <xsl:if test="contains($accept,' non ')"><answer verb="NO" label="Refuse" style="danger"><hint>Write the reason after NO.</hint></answer></xsl:if>
        <xsl:if test="contains($accept,' refuser ')"><answer verb="DECLINE" label="Decline to sign" style="danger"><hint>Write the reason after DECLINE.</hint></answer></xsl:if>
        <xsl:call-template name="may-delegate"/>
      </answers></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
