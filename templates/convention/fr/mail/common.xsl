<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Ce que les courriels ont en commun : salutation, formule de fin, faits du dossier, étapes, signatures. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../document/vie-privee.xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:param name="tag"/>
  <xsl:param name="number" select="/context/dossier/@number"/>
  <xsl:param name="mailbox" select="/context/@mailbox"/>
  <!-- f : un champ par son identifiant ; l : une valeur calculée ; r : un rôle. -->

  <xsl:template name="hello">
    <p>Bonjour<xsl:if test="/context/person/@name!='' and /context/person/@role!='gestionnaire'"><xsl:value-of select="concat(' ', /context/person/@name)"/></xsl:if>,</p>
    <xsl:if test="/context/message/@masked"><p><b>Votre message contenait un <xsl:value-of select="substring-before(/context/message/@masked, ' masqué')"/> : nous n’en avons pas besoin et ne le demandons jamais. Il n’est pas entré dans le dossier ; ne l’envoyez plus par courriel.</b></p></xsl:if>
  </xsl:template>

  <xsl:template name="bye">
    <xsl:if test="e:param('mention')!=''"><p><xsl:value-of select="e:param('mention')"/></p></xsl:if>
    <p><xsl:value-of select="e:param('gestionnaire-nom')"/><br/><xsl:value-of select="e:param('etablissement-nom')"/></p>
    <note>Une question ? Écrivez à <a href="mailto:{e:param('gestionnaire-courriel')}"><xsl:value-of select="e:param('gestionnaire-courriel')"/></a><xsl:if test="e:param('gestionnaire-telephone')!=''"> ou appelez le <xsl:value-of select="translate(e:param('gestionnaire-telephone'),' ','&#160;')"/></xsl:if>. Les réponses à ce message sont lues par un automate.</note>
  </xsl:template>

  <!-- Information des personnes (RGPD, art. 13 et 14), au premier message que chacune reçoit. -->
  <xsl:template name="privacy">
    <note><xsl:if test="/context/person/@role!='etudiant'">Vos coordonnées nous ont été données par l’étudiant. </xsl:if>Vos données servent à établir et suivre cette convention de stage (mission d’intérêt public, RGPD, art. 6, 1, e) et sont gardées <xsl:call-template name="notice-length"><xsl:with-param name="months" select="e:param('conservation-convention')"/></xsl:call-template> après la fin du stage. Accès, rectification, opposition : <a href="mailto:{e:param('dpo-courriel')}"><xsl:value-of select="e:param('dpo-courriel')"/></a>. L’information complète vous est envoyée si vous répondez AIDE. <i>In English: reply LANGUAGE English.</i></note>
  </xsl:template>

  <!-- Une mention de l’information complète (vie-privee.xsl). -->
  <xsl:template name="notice-entry">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <note><b><xsl:copy-of select="$label"/></b> : <xsl:copy-of select="$text"/></note>
  </xsl:template>

  <!-- La fiche d’information sur le pays d’accueil, jointe au message. -->
  <xsl:template name="country-sheet"><xsl:if test="e:let('etranger')='true' and /context/dossier/document[@name='fiche-pays']"><p>La <b>fiche d’information sur le pays d’accueil</b> (code de l’éducation, art. L. 124-20), fournie par l’étudiant, est jointe aussi.</p></xsl:if></xsl:template>

  <xsl:template name="day">
    <xsl:param name="at"/>
    <xsl:value-of select="e:format(substring($at,1,10),'date','fr')"/>
  </xsl:template>

  <!-- Prénom et nom d’une section qui a ces deux champs. -->
  <xsl:template name="person">
    <xsl:param name="section"/>
    <xsl:value-of select="normalize-space(concat(e:field(concat($section,'.prenom'))/shown,' ',e:field(concat($section,'.nom'))/shown))"/>
  </xsl:template>

  <xsl:template name="student"><xsl:choose>
    <xsl:when test="e:field('etudiant.nom')/shown!=''"><xsl:call-template name="person"><xsl:with-param name="section" select="'etudiant'"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="/context/dossier/@owner"/></xsl:otherwise>
  </xsl:choose></xsl:template>

  <!-- « de » ou « d’ », devant un nom. -->
  <xsl:template name="de">
    <xsl:param name="name"><xsl:call-template name="student"/></xsl:param>
    <xsl:choose><xsl:when test="contains('AÀÂÄEÉÈÊËIÎÏOÔÖUÛÜaàâäeéèêëiîïoôöuûü', substring($name,1,1))">d’</xsl:when><xsl:otherwise><xsl:text>de </xsl:text></xsl:otherwise></xsl:choose>
  </xsl:template>

  <xsl:template name="facts">
    <facts>
      <fact label="Stagiaire"><xsl:call-template name="student"/><xsl:if test="e:field('etudiant.formation')/shown!=''">, <xsl:value-of select="e:field('etudiant.formation')/shown"/></xsl:if></fact>
      <xsl:if test="e:field('hote.nom')/shown!=''"><fact label="Organisme"><xsl:value-of select="e:field('hote.nom')/shown"/><xsl:if test="e:field('hote.commune')/shown!=''">, <xsl:value-of select="e:field('hote.commune')/shown"/></xsl:if></fact></xsl:if>
      <xsl:if test="e:field('stage.debut')/shown!=''"><fact label="Période">du <xsl:value-of select="e:field('stage.debut')/shown"/> au <xsl:value-of select="e:field('stage.fin')/shown"/><xsl:if test="e:let('heures-lisibles')!=''"> (<xsl:value-of select="e:let('heures-lisibles')"/> de présence)</xsl:if></fact></xsl:if>
      <xsl:if test="e:field('stage.sujet')/shown!=''"><fact label="Projet"><xsl:value-of select="e:field('stage.sujet')/shown"/></fact></xsl:if>
      <xsl:if test="e:let('gratification-lisible')!=''"><fact label="Gratification prévue"><xsl:value-of select="e:let('gratification-lisible')"/></fact></xsl:if>
      <xsl:if test="e:field('tuteur.nom')/shown!=''"><fact label="Encadrement"><xsl:call-template name="person"><xsl:with-param name="section" select="'tuteur'"/></xsl:call-template> (organisme)<xsl:if test="e:field('referent.nom')/shown!=''"><xsl:text>, </xsl:text><xsl:call-template name="person"><xsl:with-param name="section" select="'referent'"/></xsl:call-template> (université)</xsl:if></fact></xsl:if>
    </facts>
  </xsl:template>

  <!-- Organisme et dates : Atelier des Ponts SAS, du 2 mars 2026 au 28 août 2026. -->
  <xsl:template name="detail"><xsl:if test="e:field('hote.nom')/shown!=''"><xsl:value-of select="e:field('hote.nom')/shown"/></xsl:if><xsl:if test="e:field('stage.debut')/shown!=''"><xsl:if test="e:field('hote.nom')/shown!=''">, </xsl:if>du <xsl:value-of select="e:field('stage.debut')/shown"/> au <xsl:value-of select="e:field('stage.fin')/shown"/></xsl:if></xsl:template>

  <xsl:template name="detail-brackets"><xsl:if test="e:field('hote.nom')/shown!='' or e:field('stage.debut')/shown!=''"> (<xsl:call-template name="detail"/>)</xsl:if></xsl:template>

  <!-- L’étudiant n’a pas besoin de lire son nom. -->
  <xsl:template name="brief"><xsl:if test="/context/person/@role!='etudiant'"><xsl:text> (</xsl:text><xsl:call-template name="student"/><xsl:if test="e:field('hote.nom')/shown!='' or e:field('stage.debut')/shown!=''">, </xsl:if><xsl:call-template name="detail"/>)</xsl:if><xsl:if test="/context/person/@role='etudiant'"><xsl:call-template name="detail-brackets"/></xsl:if></xsl:template>

  <xsl:template name="the-internship"><xsl:choose><xsl:when test="/context/person/@role='etudiant'">Votre stage</xsl:when><xsl:otherwise>Le stage <xsl:call-template name="de"/><xsl:call-template name="student"/></xsl:otherwise></xsl:choose><xsl:call-template name="detail-brackets"/></xsl:template>

  <xsl:template name="of-internship"><xsl:choose><xsl:when test="/context/person/@role='etudiant'">de votre stage</xsl:when><xsl:otherwise>du stage <xsl:call-template name="de"/><xsl:call-template name="student"/></xsl:otherwise></xsl:choose><xsl:call-template name="detail-brackets"/></xsl:template>

  <xsl:template name="role-name">
    <xsl:param name="role"/>
    <xsl:choose>
      <xsl:when test="$role='etudiant'">l’étudiant</xsl:when>
      <xsl:when test="$role='representant'">le représentant légal</xsl:when>
      <xsl:when test="$role='referent'">l’enseignant référent</xsl:when>
      <xsl:when test="$role='gestionnaire'">le bureau des stages</xsl:when>
      <xsl:when test="$role='tuteur'">le tuteur</xsl:when>
      <xsl:when test="$role='signataire'">le signataire de l’organisme d’accueil</xsl:when>
      <xsl:when test="$role='etablissement'">le représentant de l’université</xsl:when>
      <xsl:otherwise><xsl:value-of select="$role"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- « enseignant référent », sans l’article. -->
  <xsl:template name="role-plain">
    <xsl:param name="role"/>
    <xsl:variable name="full"><xsl:call-template name="role-name"><xsl:with-param name="role" select="$role"/></xsl:call-template></xsl:variable>
    <xsl:value-of select="substring($full, 1 + 2 * starts-with($full, 'l’') + 3 * starts-with($full, 'le '))"/>
  </xsl:template>

  <!-- « Hélène Dupuis (enseignant référent) », d’une tâche ou d’une réponse. -->
  <xsl:template name="who">
    <xsl:param name="role"/>
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="$name!=''"><xsl:value-of select="$name"/> (<xsl:call-template name="role-plain"><xsl:with-param name="role" select="$role"/></xsl:call-template>)</xsl:when>
      <xsl:otherwise><xsl:call-template name="role-name"><xsl:with-param name="role" select="$role"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Ce qu’une tâche demande à quelqu’un. -->
  <xsl:template name="task-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='completer'">compléter la demande de convention</xsl:when>
      <xsl:when test="$id='corriger'">corriger la demande de convention</xsl:when>
      <xsl:when test="$id='confirmer'">confirmer le récapitulatif</xsl:when>
      <xsl:when test="$id='relire'">relire la demande de convention</xsl:when>
      <xsl:when test="$id='valider'">valider le projet de stage</xsl:when>
      <xsl:when test="$id='verifier'">vérifier le dossier</xsl:when>
      <xsl:when test="starts-with($id,'signer')">signer la convention de stage</xsl:when>
      <xsl:when test="$id='deposer'">déposer le rapport de stage</xsl:when>
      <xsl:when test="$id='archiver'">archiver le dossier</xsl:when>
      <xsl:when test="$id='decider'">décider de la suite après un refus de signature</xsl:when>
      <xsl:when test="$id='attester'">attester de la réception de l’exemplaire signé sur papier</xsl:when>
      <xsl:when test="starts-with($id,'renvoyer-')">renvoyer l’exemplaire signé à la main, numérisé</xsl:when>
      <xsl:otherwise>répondre</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="state-name">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id='saisie'">demande à compléter</xsl:when>
      <xsl:when test="$id='recapitulatif'">récapitulatif à confirmer</xsl:when>
      <xsl:when test="$id='confirmation-organisme'">relecture par l’organisme d’accueil</xsl:when>
      <xsl:when test="$id='validation-pedagogique'">validation par l’enseignant référent</xsl:when>
      <xsl:when test="$id='validation-administrative'">vérification par le bureau des stages</xsl:when>
      <xsl:when test="$id='signature'">signature en cours</xsl:when>
      <xsl:when test="$id='refus-signature'">signature refusée, suite à décider</xsl:when>
      <xsl:when test="$id='papier'">signature sur papier</xsl:when>
      <xsl:when test="$id='distribuee'">convention signée et distribuée</xsl:when>
      <xsl:when test="$id='en-cours'">stage en cours</xsl:when>
      <xsl:when test="$id='terminee'">stage terminé</xsl:when>
      <xsl:when test="$id='cloture'">stage terminé, archive à décider</xsl:when>
      <xsl:when test="$id='archivee'">dossier archivé</xsl:when>
      <xsl:when test="$id='refusee'">demande refusée</xsl:when>
      <xsl:when test="$id='annulee'">demande annulée</xsl:when>
      <xsl:when test="$id='abandonnee'">demande close faute de réponse</xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Où en est le dossier, et qui doit agir. -->
  <xsl:template name="progress">
    <p>État du dossier : <b><xsl:call-template name="state-name"><xsl:with-param name="id" select="/context/dossier/state/@id"/></xsl:call-template></b><xsl:if test="/context/dossier/state/@since!=''"><xsl:text>, depuis le </xsl:text><xsl:call-template name="day"><xsl:with-param name="at" select="/context/dossier/state/@since"/></xsl:call-template></xsl:if>.</p>
    <xsl:if test="/context/dossier/task[@status='open']">
      <list>
        <xsl:for-each select="/context/dossier/task[@status='open' and not(@confirms) and not(@offers)]">
          <item><xsl:call-template name="who"><xsl:with-param name="role" select="@role"/><xsl:with-param name="name" select="@name"/></xsl:call-template> doit <xsl:call-template name="task-name"><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:if test="@opened!=''"> (demandé le <xsl:call-template name="day"><xsl:with-param name="at" select="@opened"/></xsl:call-template>)</xsl:if></item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <!-- Les signatures du dernier tour seulement. -->
  <xsl:template name="signatures">
    <xsl:variable name="entry" select="/context/dossier/task[@state='signature'][last()]/@entry"/>
    <table>
      <row head="yes"><cell>Signataire</cell><cell>Signature</cell></row>
      <xsl:for-each select="/context/dossier/task[@state='signature' and @entry=$entry and not(@offers) and not(@confirms) and not(@verb='deleguer' or @verb='reprendre' or @verb='remplacer')]">
        <xsl:variable name="role" select="@role"/>
        <row>
          <cell><xsl:choose><xsl:when test="@name!=''"><xsl:value-of select="@name"/></xsl:when><xsl:when test="/context/role[@id=$role]/@name!=''"><xsl:value-of select="/context/role[@id=$role]/@name"/></xsl:when><xsl:otherwise><xsl:call-template name="role-name"><xsl:with-param name="role" select="$role"/></xsl:call-template></xsl:otherwise></xsl:choose></cell>
          <cell><xsl:choose>
            <xsl:when test="@status='done' and @verb='papier'">sur papier</xsl:when>
            <xsl:when test="@status='done' and @by='provider' and /context/dossier/provider[@entry=$entry]/@status='open'">signée chez le prestataire le <xsl:call-template name="day"><xsl:with-param name="at" select="@closed"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='done' and @by='provider' and not(/context/dossier/provider[@entry=$entry]/@status='done')">à redonner (le prestataire l’avait recueillie)</xsl:when>
            <xsl:when test="@status='done'">signée le <xsl:call-template name="day"><xsl:with-param name="at" select="@closed"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='refused'">refusée le <xsl:call-template name="day"><xsl:with-param name="at" select="@closed"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='open'">attendue depuis le <xsl:call-template name="day"><xsl:with-param name="at" select="@opened"/></xsl:call-template></xsl:when>
            <xsl:when test="@status='waiting'">à venir</xsl:when>
            <xsl:otherwise>non demandée</xsl:otherwise>
          </xsl:choose></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- Pourquoi la signature s’est arrêtée : un refus et son motif, le prestataire, le délai ; et qui a signé. -->
  <xsl:template name="stopped-word">
    <xsl:variable name="end" select="/context/dossier/task[@state='signature' or @state='papier'][last()]/@entry"/>
    <xsl:variable name="last" select="/context/dossier/task[@state='signature'][last()]/@entry"/>
    <xsl:choose><xsl:when test="/context/dossier/task[(@state='signature' or @state='papier') and @entry=$end and @verb='refuser']">Signature refusée</xsl:when><xsl:when test="/context/dossier/provider[@entry=$last and @status='failed']">Signature suspendue</xsl:when><xsl:otherwise>Délai de signature passé</xsl:otherwise></xsl:choose>
  </xsl:template>

  <xsl:template name="stopped">
    <xsl:param name="what"/>
    <xsl:variable name="answer" select="/context/dossier/answer[@verb='refuser'][last()]"/>
    <xsl:variable name="end" select="/context/dossier/task[@state='signature' or @state='papier'][last()]/@entry"/>
    <xsl:variable name="last" select="/context/dossier/task[@state='signature'][last()]/@entry"/>
    <xsl:variable name="provider" select="/context/dossier/provider[@entry=$last and @status='failed']"/>
    <xsl:choose>
      <xsl:when test="/context/dossier/task[(@state='signature' or @state='papier') and @entry=$end and @verb='refuser']">
        <p><b><xsl:call-template name="who"><xsl:with-param name="role" select="$answer/@role"/><xsl:with-param name="name" select="$answer/@name"/></xsl:call-template> a refusé de signer</b><xsl:text> </xsl:text><xsl:value-of select="$what"/>, le <xsl:call-template name="day"><xsl:with-param name="at" select="$answer/@at"/></xsl:call-template>.</p>
        <xsl:if test="normalize-space($answer)!=''"><p>Motif :</p><quote><xsl:value-of select="$answer"/></quote></xsl:if>
      </xsl:when>
      <xsl:when test="$provider">
        <p><b><xsl:choose>
          <xsl:when test="$provider/@reason='expired'">La demande de signature a expiré chez le prestataire de signature</xsl:when>
          <xsl:when test="$provider/@reason='withdrawn'">La demande de signature a été supprimée chez le prestataire de signature</xsl:when>
          <xsl:when test="$provider/@reason='refused'">La signature a été refusée chez le prestataire de signature, qui ne dit pas par qui</xsl:when>
          <xsl:when test="$provider/@reason='unreachable'">Le prestataire de signature ne répond pas</xsl:when>
          <xsl:when test="$provider/@reason='unfit'">Le document ne peut pas être confié au prestataire de signature : il y manque le champ de l’un des signataires</xsl:when>
          <xsl:when test="$provider/@reason='incomplete'">Le prestataire de signature dit le document signé, mais pas par tous</xsl:when>
          <xsl:otherwise>Le document rendu par le prestataire de signature n’est pas celui qui lui a été confié, ou sa signature ne peut être vérifiée</xsl:otherwise>
        </xsl:choose></b> : aucune signature ne peut être retenue pour <xsl:value-of select="$what"/>.</p>
      </xsl:when>
      <xsl:otherwise><p><b>Le délai de signature est passé</b> : il manque des signatures pour <xsl:value-of select="$what"/>.</p></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="signatures"/>
  </xsl:template>

  <xsl:template name="gauges">
    <gauges>
      <xsl:for-each select="/context/form/section[@id!='recapitulatif']">
        <xsl:variable name="missing" select="count(.//field[@missing='yes'])"/>
        <gauge state="{@gauge}" label="{label}"><xsl:if test="$missing &gt; 0 and @gauge='orange'"><xsl:value-of select="$missing"/> information<xsl:if test="$missing &gt; 1">s</xsl:if> à donner</xsl:if></gauge>
      </xsl:for-each>
    </gauges>
  </xsl:template>

  <xsl:template name="finding"><item><xsl:if test="label!=''"><b><xsl:value-of select="label"/></b></xsl:if><xsl:choose><xsl:when test="label!='' and starts-with(message, label)"><xsl:value-of select="substring-after(message, label)"/></xsl:when><xsl:otherwise><xsl:if test="label!=''"> — </xsl:if><xsl:value-of select="message"/></xsl:otherwise></xsl:choose><xsl:if test="@source!=''"> (<xsl:value-of select="@source"/>)</xsl:if></item></xsl:template>

  <xsl:template name="errors">
    <xsl:if test="/context/findings/finding[@severity='block' and @rule!='required']">
      <h>À corriger</h>
      <list><xsl:for-each select="/context/findings/finding[@severity='block' and @rule!='required']"><xsl:call-template name="finding"/></xsl:for-each></list>
    </xsl:if>
  </xsl:template>

  <xsl:template name="warnings">
    <xsl:if test="/context/findings/finding[@severity='warn']">
      <h>Points à vérifier</h>
      <list><xsl:for-each select="/context/findings/finding[@severity='warn']"><xsl:call-template name="finding"/></xsl:for-each></list>
    </xsl:if>
  </xsl:template>

  <!-- Une ligne par donnée qui manque ou qui est en faute, telle que la réponse la contiendra. -->
  <xsl:template name="lines">
    <xsl:for-each select="/context/form/section//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]">
      <xsl:choose><xsl:when test="../@n &gt; 1"><xsl:value-of select="@id"/></xsl:when><xsl:otherwise><xsl:value-of select="label"/></xsl:otherwise></xsl:choose><xsl:text>&#160;: </xsl:text><xsl:if test="@missing!='yes' and not(@rejected)"><xsl:value-of select="shown"/></xsl:if><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- Le même relevé, section par section, et les choix possibles. -->
  <xsl:template name="sheet">
    <xsl:for-each select="/context/form/section[.//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]]">
      <xsl:if test="position()!=1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:for-each select=".//field[@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed))]">
        <xsl:choose><xsl:when test="../@n &gt; 1"><xsl:value-of select="@id"/></xsl:when><xsl:otherwise><xsl:value-of select="label"/></xsl:otherwise></xsl:choose><xsl:text>&#160;: </xsl:text><xsl:if test="@missing!='yes' and not(@rejected)"><xsl:value-of select="shown"/></xsl:if><xsl:text>&#10;</xsl:text>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="choices">
    <xsl:if test="/context/form//field[(@missing='yes' or @rejected) and (choice or @type='boolean')]">
      <h>Valeurs possibles</h>
      <list><xsl:for-each select="/context/form//field[(@missing='yes' or @rejected) and choice]"><item><b><xsl:value-of select="label"/></b> — <xsl:for-each select="choice"><xsl:if test="position()!=1"><xsl:choose><xsl:when test="position()=last()"> ou </xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:if><xsl:value-of select="."/></xsl:for-each></item></xsl:for-each>
      <xsl:if test="/context/form//field[@missing='yes' and @type='boolean']"><item><xsl:for-each select="/context/form//field[@missing='yes' and @type='boolean']"><xsl:if test="position()!=1">, </xsl:if><b><xsl:value-of select="label"/></b></xsl:for-each> — oui ou non</item></xsl:if></list>
    </xsl:if>
  </xsl:template>

  <!-- Plusieurs personnes ou organismes possibles : on répond par le numéro. -->
  <xsl:template name="questions">
    <xsl:if test="/context/dossier/question">
      <h>À choisir</h>
      <p>Répondez par le numéro<xsl:if test="count(/context/dossier/question) &gt; 1">, un par question (par exemple « <xsl:for-each select="/context/dossier/question"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="proposal[1]/@n"/></xsl:for-each> »)</xsl:if>, ou donnez la ligne du formulaire.</p>
      <xsl:for-each select="/context/dossier/question">
        <p><b><xsl:value-of select="fr"/></b><xsl:choose><xsl:when test="@words!=''"> — « <xsl:value-of select="@words"/> » peut désigner<xsl:text>&#160;:</xsl:text></xsl:when><xsl:otherwise> — nous connaissons déjà<xsl:text>&#160;:</xsl:text></xsl:otherwise></xsl:choose></p>
        <answers><xsl:for-each select="proposal"><answer verb="{@n}" label="{@n}. {.}"/></xsl:for-each></answers>
        <xsl:if test="@more"><note>Il y en a d’autres : si le vôtre n’y est pas, donnez plus de lettres.</note></xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- Ce que l’annuaire a rempli. -->
  <xsl:template name="known">
    <xsl:variable name="known" select="/context/form//field[@origin and not(@computed)]"/>
    <xsl:if test="$known">
      <h>D’après l’annuaire</h>
      <p><xsl:for-each select="$known"><xsl:if test="position()!=1"> ; </xsl:if><xsl:value-of select="concat(label,'&#160;: ')"/><b><xsl:value-of select="shown"/></b></xsl:for-each>.</p>
      <note>Ces données ont été remplies pour vous. <xsl:choose><xsl:when test="$known[not(@stands and starts-with(@id,'etudiant.'))]">Pour en corriger une, répondez par sa ligne.<xsl:if test="$known[@stands and starts-with(@id,'etudiant.')]"> Votre état civil et votre numéro d’étudiant viennent de la scolarité : c’est elle qui les corrige.</xsl:if></xsl:when><xsl:otherwise>Votre état civil et votre numéro d’étudiant viennent de la scolarité : c’est elle qui les corrige.</xsl:otherwise></xsl:choose></note>
    </xsl:if>
  </xsl:template>

  <!-- Ce qu’ils avaient écrit. -->
  <xsl:template name="quoted">
    <xsl:if test="/context/message/text!=''"><note>Vous aviez écrit :</note><quote><xsl:value-of select="/context/message/text"/></quote></xsl:if>
  </xsl:template>

  <!-- Les réponses que la tâche en cours accepte. -->
  <!-- Désigner quelqu'un d'autre, là où la demande le permet. -->
  <xsl:template name="may-delegate"><xsl:if test="/context/task/@delegate!=''"><answer verb="DÉLÉGUER" label="Désigner quelqu’un d’autre"><hint>Écrivez son adresse à la suite de DÉLÉGUER (…@<xsl:value-of select="/context/task/@delegate"/>).</hint></answer></xsl:if></xsl:template>

  <!-- Ce que JE SIGNE signe. -->
  <xsl:variable name="to-sign">la convention</xsl:variable>

  <!-- Comment joindre ce qu’une tâche attend. -->
  <xsl:template name="how-to-attach"><xsl:choose>
    <xsl:when test="/context/task/@id='deposer'"><b>Répondez en joignant votre rapport en PDF</b> (dans un traitement de texte : Fichier, Exporter ou Enregistrer au format PDF).</xsl:when>
    <xsl:when test="starts-with(/context/task/@id,'renvoyer-')"><b>Répondez en joignant l’exemplaire signé</b>, en PDF ou avec une photo de chaque page.</xsl:when>
  </xsl:choose></xsl:template>

  <!-- Ce qu’attestent et décident les gestionnaires, dans la demande et dans ses rappels. -->
  <xsl:template name="answers-attester"><answers>
      <answer verb="OUI" label="Il porte toutes ces signatures" style="primary"/>
      <answer verb="NON" label="À refaire"><hint>Écrivez à la suite de NON ce qui manque : on leur redemandera un exemplaire.</hint></answer>
      <answer verb="MODIFIER" label="Rouvrir le dossier à l’étudiant"><hint>Une ligne par donnée à revoir.</hint></answer>
      <answer verb="REFUSER" label="Clore le dossier" style="danger"><hint>Écrivez le motif à la suite de REFUSER.</hint></answer>
    </answers></xsl:template>

  <xsl:template name="answers-decider"><answers>
      <answer verb="MODIFIER" label="Rouvrir le dossier à l’étudiant" style="primary"><hint>Une ligne par donnée à revoir, par exemple « Date de fin : au plus tard le 31 août ».</hint></answer>
      <answer verb="OUI" label="Relancer la signature"><hint><xsl:choose><xsl:when test="/context/dossier/provider[@entry=/context/dossier/task[@state='signature'][last()]/@entry]">Tous les signataires seront sollicités de nouveau.</xsl:when><xsl:otherwise>Les signatures déjà données restent valables ; seuls les autres sont sollicités.</xsl:otherwise></xsl:choose></hint></answer>
      <answer verb="NON" label="Clore le dossier" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer>
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
          <xsl:when test="$id='confirmer'"><answer verb="JE VALIDE" label="Je valide le récapitulatif" style="primary"/></xsl:when>
          <xsl:when test="$id='relire'"><answer verb="OUI" label="Tout est exact" style="primary"/></xsl:when>
          <xsl:otherwise><answer verb="VALIDER" label="Valider" style="primary"/></xsl:otherwise>
        </xsl:choose></xsl:if>
        <xsl:if test="contains($accept,' signer ')"><answer verb="JE SIGNE" label="Je signe {$to-sign}" style="primary"/></xsl:if>
        <xsl:if test="contains($accept,' form ') and not(contains($accept,' oui '))"><answer verb="" label="Compléter ma demande" style="primary"><lines><xsl:call-template name="lines"/></lines></answer></xsl:if>
        <xsl:if test="contains($accept,' modifier ')"><answer verb="MODIFIER" label="Demander une modification"><hint>Une ligne par donnée, par exemple « Date de fin : au plus tard le 31 août ».</hint></answer></xsl:if>
        <xsl:if test="contains($accept,' non ')"><answer verb="NON" label="Refuser" style="danger"><hint>Écrivez le motif à la suite de NON.</hint></answer></xsl:if>
        <xsl:if test="contains($accept,' papier ')"><answer verb="PAPIER" label="Signer sur papier"/></xsl:if>
        <xsl:if test="contains($accept,' refuser ')"><answer verb="REFUSER" label="Refuser de signer" style="danger"><hint>Écrivez le motif à la suite de REFUSER.</hint></answer></xsl:if>
        <xsl:call-template name="may-delegate"/>
      </answers></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
