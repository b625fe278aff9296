<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:template name="parties">
    <columns columns="3* 2*">
      <column>
        <p style="head"><xsl:value-of select="e:param('etablissement-nom')"/></p>
        <note><xsl:value-of select="e:param('etablissement-adresse')"/></note>
      </column>
      <column>
        <p style="head" align="right">Convention n° <xsl:value-of select="dossier/@number"/></p>
        <note align="right">Année universitaire <xsl:value-of select="e:field('recapitulatif.annee')/shown"/></note>
      </column>
    </columns>
    <title subtitle="établie conformément à la convention type prévue par l’arrêté du 29 décembre 2014">Convention de stage</title>
    <note align="center">Articles L. 124-1 à L. 124-20 et D. 124-1 à D. 124-9 du code de l’éducation. Le masculin désigne indifféremment les femmes et les hommes.</note>
    <xsl:if test="e:field('etudiant.regime')/value='cesure'">
      <p style="warning" align="center">Stage accompli au titre d’une période de césure (articles D. 611-13 à D. 611-20 du code de l’éducation)</p>
    </xsl:if>
    <box title="1. L’établissement d’enseignement">
      <fields columns="3">
        <field label="Établissement" span="2"><xsl:value-of select="e:param('etablissement-nom')"/></field>
        <field label="Composante"><xsl:value-of select="e:field('etudiant.composante')/shown"/></field>
        <field label="Adresse" span="2"><xsl:value-of select="e:param('etablissement-adresse')"/></field>
        <field label="Téléphone"><xsl:value-of select="e:param('etablissement-telephone')"/></field>
        <field label="Représenté par"><xsl:value-of select="e:param('etablissement-representant')"/></field>
        <field label="En qualité de"><xsl:value-of select="e:param('etablissement-qualite')"/></field>
        <field label="Courriel"><xsl:value-of select="e:param('gestionnaire-courriel')"/></field>
      </fields>
    </box>
    <box title="2. L’organisme d’accueil">
      <fields columns="3">
        <field label="Nom ou raison sociale" span="2"><xsl:value-of select="e:field('hote.nom')/shown"/></field>
        <field label="SIRET"><xsl:value-of select="e:field('hote.siret')/shown"/></field>
        <field label="Adresse" span="2"><xsl:call-template name="address"><xsl:with-param name="section" select="'hote'"/></xsl:call-template></field>
        <field label="Téléphone"><xsl:value-of select="e:field('hote.telephone')/shown"/></field>
        <field label="Représenté par"><xsl:call-template name="person"><xsl:with-param name="section" select="'signataire'"/></xsl:call-template></field>
        <field label="En qualité de"><xsl:value-of select="e:field('signataire.fonction')/shown"/></field>
        <field label="Courriel"><xsl:value-of select="e:field('hote.courriel')/shown"/></field>
        <field label="Service où le stage est accompli"><xsl:value-of select="e:field('service.nom')/shown"/></field>
        <field label="Lieu du stage, s’il est différent" span="2"><xsl:if test="e:field('service.commune')/shown!=''"><xsl:call-template name="address"><xsl:with-param name="section" select="'service'"/></xsl:call-template></xsl:if></field>
      </fields>
    </box>
    <box title="3. Le stagiaire">
      <fields columns="3">
        <field label="Nom"><xsl:value-of select="e:field('etudiant.nom')/shown"/></field>
        <field label="Prénom"><xsl:value-of select="e:field('etudiant.prenom')/shown"/></field>
        <field label="Sexe"><xsl:value-of select="e:field('etudiant.sexe')/shown"/></field>
        <field label="Né(e) le"><xsl:value-of select="e:field('etudiant.naissance')/shown"/></field>
        <field label="Numéro d’étudiant"><xsl:value-of select="e:field('etudiant.numero')/shown"/></field>
        <field label="Téléphone"><xsl:value-of select="e:field('etudiant.telephone')/shown"/></field>
        <field label="Adresse" span="2"><xsl:call-template name="address"><xsl:with-param name="section" select="'etudiant'"/></xsl:call-template></field>
        <field label="Courriel"><xsl:value-of select="e:field('etudiant.courriel')/shown"/></field>
        <field label="Intitulé de la formation ou du cursus suivi" span="2"><xsl:value-of select="e:field('etudiant.formation')/shown"/></field>
        <field label="Volume horaire annuel d’enseignement"><xsl:value-of select="e:field('etudiant.volume-horaire')/shown"/></field>
      </fields>
    </box>
    <box title="4. Le stage" fill="yes">
      <p><b>Sujet : </b><xsl:value-of select="e:field('stage.sujet')/shown"/></p>
      <fields columns="3">
        <field label="Dates">du <xsl:value-of select="e:field('stage.debut')/shown"/><br/>au <xsl:value-of select="e:field('stage.fin')/shown"/></field>
        <field label="Durée de présence effective"><xsl:value-of select="e:field('recapitulatif.heures')/shown"/></field>
        <field label="Équivalence (article D. 124-6)"><xsl:value-of select="e:field('recapitulatif.duree')/shown"/></field>
        <xsl:if test="form//group[@id='stage.interruption']/item">
          <field label="Interruptions prévues" span="3">
            <xsl:for-each select="form//group[@id='stage.interruption']/item">
              <xsl:if test="position()!=1"> ; </xsl:if>du <xsl:value-of select="field[contains(@id,'debut')]/shown"/> au <xsl:value-of select="field[contains(@id,'fin')]/shown"/>
            </xsl:for-each>
          </field>
        </xsl:if>
        <field label="Présence particulière" span="3"><xsl:call-template name="presence"/></field>
      </fields>
    </box>
    <columns columns="2">
      <column>
        <box title="5. Encadrement par l’établissement">
          <fields columns="1">
            <field label="Enseignant référent"><xsl:call-template name="person"><xsl:with-param name="section" select="'referent'"/></xsl:call-template></field>
            <field label="Fonction ou discipline"><xsl:value-of select="e:field('referent.fonction')/shown"/></field>
            <field label="Téléphone"><xsl:value-of select="e:field('referent.telephone')/shown"/></field>
            <field label="Courriel"><xsl:value-of select="e:field('referent.courriel')/shown"/></field>
          </fields>
        </box>
      </column>
      <column>
        <box title="6. Encadrement par l’organisme d’accueil">
          <fields columns="1">
            <field label="Tuteur de stage"><xsl:call-template name="person"><xsl:with-param name="section" select="'tuteur'"/></xsl:call-template></field>
            <field label="Fonction"><xsl:value-of select="e:field('tuteur.fonction')/shown"/></field>
            <field label="Téléphone"><xsl:value-of select="e:field('tuteur.telephone')/shown"/></field>
            <field label="Courriel"><xsl:value-of select="e:field('tuteur.courriel')/shown"/></field>
          </fields>
        </box>
      </column>
    </columns>
    <box keep="yes">
      <p><b>Caisse primaire d’assurance maladie à joindre en cas d’accident</b> (en principe celle du lieu de résidence du stagiaire) : <xsl:value-of select="e:field('recapitulatif.caisse')/shown"/></p>
    </box>
    <xsl:if test="e:let('mineur')='true'">
      <box fill="yes" keep="yes">
        <p><b>Stagiaire mineur.</b> Le stagiaire étant mineur pendant tout ou partie du stage, la présente convention est signée par son représentant légal<xsl:if test="e:field('etudiant.representant-nom')/shown!=''">, <xsl:value-of select="concat(e:field('etudiant.representant-prenom')/shown,' ',e:field('etudiant.representant-nom')/shown)"/></xsl:if>. La présence est limitée à huit heures par jour et trente-cinq heures par semaine ; le travail de nuit et celui des jours fériés sont exclus (code du travail, articles L. 3162-1, L. 3163-2 et L. 3164-6).</p>
      </box>
    </xsl:if>
  </xsl:template>

  <xsl:template name="articles">
    <h>Article 1 – Objet de la convention</h>
    <p>La présente convention règle les rapports de l’organisme d’accueil avec l’établissement d’enseignement et le stagiaire.</p>

    <h>Article 2 – Objectif du stage</h>
    <p>Le stage correspond à une période temporaire de mise en situation en milieu professionnel, au cours de laquelle l’étudiant acquiert des compétences professionnelles et met en œuvre les acquis de sa formation en vue de l’obtention d’un diplôme ou d’une certification et de favoriser son insertion professionnelle. Le stagiaire se voit confier une ou des missions conformes au projet pédagogique défini par son établissement d’enseignement et approuvées par l’organisme d’accueil (article L. 124-1 du code de l’éducation).</p>
    <p>Le stage ne peut avoir pour objet l’exécution d’une tâche régulière correspondant à un poste de travail permanent, ni de faire face à un accroissement temporaire d’activité, d’occuper un emploi saisonnier ou de remplacer une personne absente ou dont le contrat est suspendu (article L. 124-7). L’organisme d’accueil déclare que tel n’est pas l’objet du présent stage.</p>
    <table columns="1* 3*">
      <row><cell head="yes">Activités confiées</cell><cell><xsl:value-of select="e:field('stage.activites')/shown"/></cell></row>
      <row><cell head="yes">Compétences à acquérir ou à développer</cell><cell><xsl:value-of select="e:field('stage.competences')/shown"/></cell></row>
    </table>

    <h>Article 3 – Modalités du stage</h>
    <p><xsl:choose><xsl:when test="e:field('stage.heures-hebdo')/shown!=''">La durée hebdomadaire de présence du stagiaire dans l’organisme d’accueil est de <b><xsl:value-of select="e:field('stage.heures-hebdo')/shown"/></b>, à </xsl:when><xsl:otherwise>Le stagiaire est présent dans l’organisme d’accueil selon les périodes ci-dessous, à </xsl:otherwise></xsl:choose><xsl:choose><xsl:when test="e:field('stage.quotite')/value='partiel'">temps partiel</xsl:when><xsl:otherwise>temps plein</xsl:otherwise></xsl:choose>. La durée totale du stage, appréciée en présence effective selon l’article D. 124-6 du code de l’éducation, est de <b><xsl:value-of select="e:field('recapitulatif.heures')/shown"/></b> ; elle ne peut excéder neuf cent vingt-quatre heures, soit six mois, dans le même organisme par année d’enseignement (article L. 124-5).</p>
    <xsl:if test="form//group[@id='stage.periode']/item">
      <p keep="yes">L’horaire étant irrégulier, la présence est répartie comme suit :</p>
      <table columns="3* 3* 2*">
        <row head="yes"><cell>Du</cell><cell>Au</cell><cell align="right">Heures par jour</cell></row>
        <xsl:for-each select="form//group[@id='stage.periode']/item">
          <row><cell><xsl:value-of select="field[contains(@id,'debut')]/shown"/></cell><cell><xsl:value-of select="field[contains(@id,'fin')]/shown"/></cell><cell align="right"><xsl:value-of select="field[contains(@id,'heures')]/shown"/></cell></row>
        </xsl:for-each>
      </table>
    </xsl:if>
    <p>Présence la nuit, le dimanche ou un jour férié, et modalités particulières : <xsl:choose><xsl:when test="e:field('stage.presence-exceptionnelle')/shown!=''"><xsl:value-of select="e:field('stage.presence-exceptionnelle')/shown"/></xsl:when><xsl:otherwise>sans objet</xsl:otherwise></xsl:choose>. Le stagiaire suit les règles applicables aux salariés ou agents de l’organisme d’accueil en ce qui concerne les durées maximales de présence, le travail de nuit, le repos quotidien et hebdomadaire et les jours fériés ; l’organisme d’accueil établit, selon tous moyens, un décompte des durées de présence (article L. 124-14).</p>

    <h>Article 4 – Accueil et encadrement du stagiaire</h>
    <p>Le stagiaire est suivi par l’enseignant référent désigné dans la présente convention ainsi que par le service de l’établissement chargé des stages. Le tuteur désigné par l’organisme d’accueil est chargé d’assurer le suivi du stagiaire et d’optimiser les conditions de réalisation du stage, conformément aux stipulations pédagogiques de la convention (articles L. 124-2, L. 124-9 et D. 124-3).</p>
    <p>Le stagiaire est autorisé à revenir dans son établissement pendant la durée du stage pour y suivre des cours demandés explicitement par le programme ou pour participer à des réunions ; les dates en sont portées à la connaissance de l’organisme d’accueil par l’établissement.<xsl:if test="e:field('stage.retours')/shown!=''"> Retours prévus : <xsl:value-of select="e:field('stage.retours')/shown"/>.</xsl:if> L’organisme d’accueil peut autoriser le stagiaire à se déplacer dans le cadre de sa mission.</p>
    <p>Toute difficulté survenue dans la réalisation et le déroulement du stage, qu’elle soit constatée par le stagiaire ou par le tuteur, est portée sans délai à la connaissance de l’enseignant référent et de l’établissement afin d’être résolue au plus vite.</p>
    <p>Modalités d’encadrement (visites, rendez-vous téléphoniques, courriels) : <xsl:choose><xsl:when test="e:field('stage.suivi')/shown!=''"><xsl:value-of select="e:field('stage.suivi')/shown"/></xsl:when><xsl:otherwise>un échange au moins au cours du stage entre l’enseignant référent et le tuteur</xsl:otherwise></xsl:choose>.</p>

    <h>Article 5 – Gratification et avantages</h>
    <p>Lorsque la durée du stage est supérieure à deux mois, consécutifs ou non, au cours de la même année d’enseignement, soit plus de trois cent huit heures de présence effective, celui-ci fait obligatoirement l’objet d’une gratification (articles L. 124-6 et D. 124-6), sauf règles particulières applicables dans certaines collectivités d’outre-mer françaises et pour les stages relevant de l’article L. 4381-1 du code de la santé publique. En deçà de cette durée, elle est facultative.</p>
    <p>Le montant horaire de la gratification est fixé par convention de branche ou par accord professionnel étendu ou, à défaut, à 15 % du plafond horaire de la sécurité sociale défini en application de l’article L. 241-3 du code de la sécurité sociale<xsl:if test="e:field('recapitulatif.taux-minimum')/shown!=''">, soit <xsl:value-of select="e:field('recapitulatif.taux-minimum')/shown"/> par heure à la date de la présente convention</xsl:if>. La gratification est due à compter du premier jour du premier mois, pour chaque heure de présence, et versée mensuellement ; elle s’ajoute au remboursement des frais engagés et aux avantages offerts pour la restauration, l’hébergement et le transport (article D. 124-8). Elle n’a pas le caractère d’un salaire. Un organisme de droit public ne peut la cumuler avec une rémunération qu’il verserait au titre de la même période.</p>
    <p>En cas de suspension ou de résiliation de la présente convention, son montant est proratisé en fonction de la durée accomplie. La durée donnant droit à gratification s’apprécie compte tenu de la présente convention et de ses avenants éventuels, ainsi que du nombre de jours de présence effective.</p>
    <xsl:call-template name="gratification"/>

    <xsl:if test="not(e:let('etranger')='true') and not((e:field('hote.statut')/value='public' or starts-with(e:field('hote.categorie-juridique')/value,'7')))">
      <h>Article 5 bis – Droits du stagiaire dans un organisme de droit privé en France</h>
      <p>Le stagiaire bénéficie des protections et droits mentionnés aux articles L. 1121-1, L. 1152-1 et L. 1153-1 du code du travail, dans les mêmes conditions que les salariés (article L. 124-12 du code de l’éducation). Il a accès au restaurant d’entreprise ou aux titres-restaurant dans les mêmes conditions que ceux-ci et bénéficie de la prise en charge des frais de transport prévue à l’article L. 3261-2 du code du travail (article L. 124-13). Il accède aux activités sociales et culturelles mentionnées à l’article L. 2312-78 du code du travail dans les mêmes conditions que les salariés (article L. 124-16).</p>
      <p>Autres avantages accordés : <xsl:call-template name="or-none"><xsl:with-param name="id" select="'stage.avantages'"/></xsl:call-template>.</p>
    </xsl:if>
    <xsl:if test="not(e:let('etranger')='true') and (e:field('hote.statut')/value='public' or starts-with(e:field('hote.categorie-juridique')/value,'7'))">
      <h>Article 5 ter – Droits du stagiaire dans un organisme de droit public en France</h>
      <p>Le stagiaire bénéficie des protections et droits mentionnés à l’article L. 124-12 du code de l’éducation. Ses trajets entre son domicile et son lieu de stage sont pris en charge dans les conditions fixées par le décret n° 2010-676 du 21 juin 2010. Lorsqu’il accomplit une mission dans ce cadre, ses frais de déplacement temporaire sont remboursés selon la réglementation en vigueur ; le lieu du stage indiqué dans la présente convention est réputé être sa résidence administrative (article D. 124-7).</p>
      <p>Autres avantages accordés : <xsl:call-template name="or-none"><xsl:with-param name="id" select="'stage.avantages'"/></xsl:call-template>.</p>
    </xsl:if>

    <h>Article 6 – Régime de protection sociale</h>
    <p>Pendant la durée du stage, le stagiaire reste affilié à son régime de sécurité sociale antérieur. Les stages effectués à l’étranger sont signalés préalablement au départ du stagiaire à l’organisme de sécurité sociale lorsque celui-ci le demande.</p>
    <h level="2">6.1 – Gratification égale ou inférieure à 15 % du plafond horaire de la sécurité sociale</h>
    <p>La gratification n’est pas soumise à cotisation sociale. Le stagiaire bénéficie de la législation sur les accidents du travail au titre du régime étudiant de l’article L. 412-8, 2° du code de la sécurité sociale. En cas d’accident survenant soit au cours d’activités dans l’organisme, soit au cours du trajet, soit sur les lieux rendus utiles pour les besoins du stage, l’organisme d’accueil adresse la déclaration à la caisse primaire d’assurance maladie dont relève le stagiaire, dans les quarante-huit heures non compris les dimanches et jours fériés, en mentionnant l’établissement d’enseignement comme employeur, et en adresse sans délai copie à ce dernier (articles R. 412-4 et R. 441-3 du même code).</p>
    <h level="2">6.2 – Gratification supérieure à 15 % du plafond horaire de la sécurité sociale</h>
    <p>Les cotisations sociales sont calculées sur le différentiel entre le montant de la gratification et 15 % du plafond horaire de la sécurité sociale. Le stagiaire bénéficie de la couverture légale en application des articles L. 411-1 et suivants du code de la sécurité sociale. En cas d’accident, l’organisme d’accueil effectue toutes les démarches nécessaires auprès de la caisse primaire d’assurance maladie et informe l’établissement dans les meilleurs délais.</p>
    <xsl:if test="e:let('etranger')='true'">
      <h level="2">6.3 – Protection maladie du stagiaire à l’étranger</h>
      <p>Pour un stage dans l’Espace économique européen ou en Suisse, le stagiaire de nationalité d’un État de cet espace demande, avant son départ, la carte européenne d’assurance maladie. Pour un stage au Québec, les étudiants de nationalité française demandent le formulaire prévu par le protocole d’entente. Dans tous les autres cas, les frais de santé peuvent être remboursés au retour par la caisse du stagiaire, sur présentation des justificatifs et sur la base des tarifs français : la souscription d’une assurance complémentaire, valable pour le pays et la durée du stage, est vivement recommandée.</p>
      <p keep="yes">L’organisme d’accueil fournit au stagiaire une protection maladie en vertu du droit local :</p>
      <xsl:choose>
        <xsl:when test="e:field('stage.protection-etranger')/value='oui'"><p><check checked="yes"/> oui &#160;&#160; <check/> non</p></xsl:when>
        <xsl:when test="e:field('stage.protection-etranger')/value='non'"><p><check/> oui &#160;&#160; <check checked="yes"/> non</p></xsl:when>
        <xsl:otherwise><p><check/> oui &#160;&#160; <check/> non</p></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="e:let('etranger')='true'">
      <h level="2">6.4 – Protection du stagiaire à l’étranger contre le risque d’accident du travail</h>
      <p>Pour bénéficier de la législation française, le stage doit être d’une durée au plus égale à six mois, prolongations incluses, ne donner lieu à aucune rémunération susceptible d’ouvrir des droits à une protection contre le risque d’accident du travail dans le pays d’accueil et se dérouler exclusivement dans l’organisme et dans le pays désignés par la convention. Lorsque ces conditions ne sont pas remplies, l’organisme d’accueil s’engage à cotiser pour la protection du stagiaire et à faire les déclarations nécessaires.</p>
      <p>La déclaration des accidents incombe à l’établissement d’enseignement, qui doit en être informé par écrit par l’organisme d’accueil dans un délai de quarante-huit heures. La couverture concerne les accidents survenus dans l’enceinte du lieu du stage et aux heures de présence, sur le trajet habituel entre la résidence du stagiaire sur le territoire étranger et le lieu du stage, dans le cadre d’une mission confiée par l’organisme d’accueil et avec ordre de mission, lors du premier trajet depuis le domicile pour se rendre sur le lieu de résidence durant le stage et lors du dernier trajet de retour. Dans tous les cas, si l’étudiant est victime d’un accident pendant le stage, l’organisme d’accueil le signale immédiatement à l’établissement.</p>
      <p>Une fiche d’information sur la réglementation du pays d’accueil relative aux droits et devoirs du stagiaire est annexée à la présente convention (article L. 124-20 du code de l’éducation).</p>
    </xsl:if>

    <h>Article 7 – Responsabilité et assurance</h>
    <p>L’organisme d’accueil et le stagiaire déclarent être garantis au titre de la responsabilité civile.<xsl:if test="e:field('etudiant.rc-assureur')/shown!=''"> Le stagiaire produit une attestation de <xsl:value-of select="e:field('etudiant.rc-assureur')/shown"/><xsl:if test="e:field('etudiant.rc-police')/shown!=''">, contrat n° <xsl:value-of select="e:field('etudiant.rc-police')/shown"/></xsl:if><xsl:if test="e:field('etudiant.rc-validite')/shown!=''">, valable jusqu’au <xsl:value-of select="e:field('etudiant.rc-validite')/shown"/></xsl:if>.</xsl:if> Pour un stage à l’étranger ou outre-mer, le stagiaire souscrit un contrat d’assistance (rapatriement sanitaire, assistance juridique) et un contrat d’assurance individuelle accident.</p>
    <p>Lorsque l’organisme d’accueil met un véhicule à la disposition du stagiaire, il lui incombe de vérifier préalablement que la police d’assurance du véhicule couvre son utilisation par un étudiant. Lorsque, dans le cadre de son stage, l’étudiant utilise son propre véhicule ou un véhicule prêté par un tiers, il déclare expressément cet usage à l’assureur et, le cas échéant, s’acquitte de la prime correspondante.</p>

    <h>Article 8 – Discipline</h>
    <p>Le stagiaire est soumis à la discipline et aux clauses du règlement intérieur qui lui sont applicables et qui sont portées à sa connaissance avant le début du stage, notamment en ce qui concerne les horaires et les règles d’hygiène et de sécurité en vigueur dans l’organisme d’accueil.<xsl:if test="e:field('stage.reglement')/shown!=''"> Clauses particulières : <xsl:value-of select="e:field('stage.reglement')/shown"/>.</xsl:if> Toute sanction disciplinaire ne peut être décidée que par l’établissement d’enseignement. Dans ce cas, l’organisme d’accueil informe l’enseignant référent et l’établissement des manquements et leur fournit éventuellement les éléments constitutifs. En cas de manquement particulièrement grave à la discipline, l’organisme d’accueil se réserve le droit de mettre fin au stage tout en respectant les dispositions de l’article 9.</p>

    <h>Article 9 – Congés et interruption du stage</h>
    <p>En France, sauf règles particulières applicables dans certaines collectivités d’outre-mer, en cas de grossesse, de paternité ou d’adoption, le stagiaire bénéficie de congés et d’autorisations d’absence d’une durée équivalente à ceux prévus pour les salariés aux articles L. 1225-16 à L. 1225-28, L. 1225-35, L. 1225-37 et L. 1225-46 du code du travail. Pour les stages dont la durée est supérieure à deux mois, des congés ou autorisations d’absence sont possibles (article L. 124-13 du code de l’éducation).</p>
    <p>Congés et autorisations d’absence : <xsl:call-template name="or-none"><xsl:with-param name="id" select="'stage.conges'"/></xsl:call-template>.</p>
    <p>Pour toute autre interruption temporaire du stage (maladie, absence injustifiée notamment), l’organisme d’accueil avertit l’établissement par courriel. Toute interruption est signalée aux autres parties à la convention et à l’enseignant référent. Une modalité de validation est mise en place le cas échéant par l’établissement, qui peut, avec l’accord des parties, autoriser le report de la fin du stage afin d’en permettre la réalisation de la durée totale prévue ; ce report fait l’objet d’un avenant. Un avenant peut de même être établi en cas de prolongation sur demande conjointe de l’organisme d’accueil et du stagiaire, dans le respect de la durée maximale de six mois.</p>
    <p>En cas de volonté d’une des trois parties (organisme d’accueil, établissement, stagiaire) d’arrêter le stage, celle-ci en informe immédiatement les deux autres par écrit<xsl:if test="e:field('stage.preavis')/shown!=''">, avec un préavis de <xsl:value-of select="e:field('stage.preavis')/shown"/></xsl:if>. Les raisons invoquées sont examinées en étroite concertation ; la décision définitive d’arrêt du stage n’est prise qu’à l’issue de cette phase de concertation. Lorsque le stage est interrompu pour un motif lié à la maladie, à un accident, à la grossesse, à la paternité ou à l’adoption, en cas de non-respect des stipulations pédagogiques ou de rupture à l’initiative de l’organisme d’accueil, l’établissement valide le stage, même s’il n’a pas atteint la durée prévue, ou propose une autre modalité de validation de la formation (article L. 124-15).</p>

    <h>Article 10 – Devoir de réserve et confidentialité</h>
    <p>Le devoir de réserve est de rigueur absolue et apprécié par l’organisme d’accueil compte tenu de ses spécificités. Le stagiaire prend l’engagement de n’utiliser en aucun cas les informations recueillies ou obtenues par lui pour en faire publication ou communication à des tiers sans accord préalable de l’organisme d’accueil, y compris le rapport de stage. Cet engagement vaut non seulement pour la durée du stage mais également après son expiration. Le stagiaire s’engage à ne conserver, emporter ou prendre copie d’aucun document ou logiciel, de quelque nature que ce soit, appartenant à l’organisme d’accueil, sauf accord de ce dernier. Dans le cadre de la confidentialité des informations contenues dans le rapport, l’organisme d’accueil peut demander une restriction de sa diffusion, voire le retrait de certains éléments confidentiels.<xsl:if test="e:field('stage.confidentialite')/shown!=''"> Confidentialité du sujet ou du rapport : <xsl:value-of select="e:field('stage.confidentialite')/shown"/>.</xsl:if></p>

    <h>Article 11 – Propriété intellectuelle</h>
    <p>Conformément au code de la propriété intellectuelle, dans le cas où les activités du stagiaire donnent lieu à la création d’une œuvre protégée par le droit d’auteur ou la propriété industrielle, y compris un logiciel, si l’organisme d’accueil souhaite l’utiliser et que le stagiaire en est d’accord, un contrat est signé entre le stagiaire, auteur, et l’organisme d’accueil. Ce contrat précise notamment l’étendue des droits cédés, l’éventuelle exclusivité, la destination, les supports utilisés et la durée de la cession, ainsi que, le cas échéant, le montant de la rémunération due au stagiaire au titre de la cession. Cette clause s’applique quel que soit le statut de l’organisme d’accueil.</p>

    <h>Article 12 – Fin de stage, rapport et évaluation</h>
    <list style="number">
      <item><b>Attestation de stage.</b> À l’issue du stage, l’organisme d’accueil délivre une attestation mentionnant au minimum la durée effective du stage et, le cas échéant, le montant de la gratification perçue (article D. 124-9). Le stagiaire la produit à l’appui de sa demande éventuelle d’ouverture de droits au régime général d’assurance vieillesse prévue à l’article L. 351-17 du code de la sécurité sociale.</item>
      <item><b>Qualité du stage.</b> À l’issue du stage, le stagiaire transmet aux services compétents de l’établissement un document dans lequel il évalue la qualité de l’accueil dont il a bénéficié (article L. 124-4). Ce document n’est pris en compte ni dans son évaluation ni dans l’obtention du diplôme ou de la certification.</item>
      <item><b>Évaluation de l’activité du stagiaire.</b> L’organisme d’accueil renseigne la fiche d’évaluation de l’activité du stagiaire, qu’il retourne à l’enseignant référent.</item>
      <xsl:if test="not(e:field('etudiant.regime')/value='cesure')">
        <item><b>Modalités d’évaluation pédagogique.</b> Le stagiaire se conforme aux modalités suivantes : <xsl:value-of select="e:field('stage.validation')/shown"/><xsl:if test="e:field('stage.ects')/shown!=''"> ; nombre de crédits européens (ECTS) : <xsl:value-of select="e:field('stage.ects')/shown"/></xsl:if>.</item>
      </xsl:if>
      <item>Le tuteur ou tout membre de l’organisme d’accueil appelé à se rendre dans l’établissement dans le cadre de la préparation, du déroulement ou de la validation du stage ne peut prétendre à une quelconque prise en charge ou indemnisation de la part de l’établissement.</item>
    </list>

    <h>Article 13 – Droit applicable et tribunaux compétents</h>
    <p>La présente convention est régie exclusivement par le droit français. Tout litige non résolu par voie amiable est soumis à la compétence de la juridiction française compétente.</p>
  </xsl:template>

  <xsl:template name="or-none">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="e:field($id)/shown!=''"><xsl:value-of select="e:field($id)/shown"/></xsl:when>
      <xsl:otherwise>néant</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="gratification">
    <xsl:choose>
      <xsl:when test="e:field('stage.gratification')/value='oui'">
        <table columns="3* 2* 2* 2*" keep="yes">
          <row head="yes"><cell>Montant</cell><cell>Versement</cell><cell>Périodicité</cell><cell>Total prévu</cell></row>
          <row>
            <cell><xsl:value-of select="e:field('stage.gratification-montant')/shown"/><xsl:text> </xsl:text><xsl:value-of select="e:field('stage.gratification-unite')/shown"/><xsl:if test="e:field('stage.gratification-nature')/shown!=''"> (<xsl:value-of select="e:field('stage.gratification-nature')/shown"/>)</xsl:if></cell>
            <cell><xsl:value-of select="e:field('stage.gratification-mode')/shown"/></cell>
            <cell><xsl:value-of select="e:field('stage.gratification-periodicite')/shown"/></cell>
            <cell><xsl:value-of select="e:field('recapitulatif.gratification-totale')/shown"/></cell>
          </row>
        </table>
      </xsl:when>
      <xsl:otherwise><p><b>Le présent stage ne donne pas lieu à gratification.</b></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Les présences particulières, cochées ou non. -->
  <xsl:template name="presence">
    <p><xsl:choose><xsl:when test="e:field('stage.nuit')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> la nuit   <xsl:choose><xsl:when test="e:field('stage.dimanche')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> le dimanche   <xsl:choose><xsl:when test="e:field('stage.feries-travailles')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> un jour férié   <xsl:choose><xsl:when test="e:field('stage.teletravail')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> en télétravail</p>
    <xsl:if test="e:field('stage.presence-exceptionnelle')/shown!=''"><p><xsl:value-of select="e:field('stage.presence-exceptionnelle')/shown"/></p></xsl:if>
  </xsl:template>

  <xsl:template name="signatures">
    <keep>
      <h>Signatures</h>
      <p>Fait à <xsl:value-of select="e:param('etablissement-ville')"/>. Chaque signataire déclare avoir pris connaissance de l’ensemble des articles de la présente convention et de ses annexes. Le stage ne peut commencer avant que toutes les parties aient signé.</p>
      <signatures columns="2">
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Pour l’établissement d’enseignement</xsl:with-param>
          <xsl:with-param name="role">etablissement</xsl:with-param>
          <xsl:with-param name="name" select="e:param('etablissement-representant')"/>
          <xsl:with-param name="capacity" select="e:param('etablissement-qualite')"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Pour l’organisme d’accueil</xsl:with-param>
          <xsl:with-param name="role">signataire</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'signataire'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="capacity" select="e:field('signataire.fonction')/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Le stagiaire</xsl:with-param>
          <xsl:with-param name="role">etudiant</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'etudiant'"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
        <xsl:if test="e:let('mineur')='true'">
          <xsl:call-template name="signature">
            <xsl:with-param name="title">Le représentant légal du stagiaire</xsl:with-param>
            <xsl:with-param name="role">representant</xsl:with-param>
            <xsl:with-param name="name" select="normalize-space(concat(e:field('etudiant.representant-prenom')/shown,' ',e:field('etudiant.representant-nom')/shown))"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">L’enseignant référent</xsl:with-param>
          <xsl:with-param name="role">referent</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'referent'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="capacity" select="e:field('referent.fonction')/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">Le tuteur de stage</xsl:with-param>
          <xsl:with-param name="role">tuteur</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'tuteur'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="capacity" select="e:field('tuteur.fonction')/shown"/>
        </xsl:call-template>
      </signatures>
      <xsl:if test="/context/@seal='true'">
        <note>Ce document porte le cachet électronique de l’établissement : toute modification s’y voit. Pour le contrôler, écrivez VÉRIFIER à l’adresse du cachet, en joignant ce fichier.</note>
        <seal/>
      </xsl:if>
    </keep>
  </xsl:template>
</xsl:stylesheet>
