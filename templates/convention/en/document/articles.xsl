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
        <p style="head" align="right">Agreement No. <xsl:value-of select="dossier/@number"/></p>
        <note align="right">Academic year <xsl:value-of select="e:field('recapitulatif.annee')/shown"/></note>
      </column>
    </columns>
    <title subtitle="drawn up after the French model agreement of the order of 29 December 2014">Internship agreement</title>
    <note align="center">Articles L. 124-1 to L. 124-20 and D. 124-1 to D. 124-9 of the French Code de l’éducation (Education Code).</note>
    <xsl:if test="e:field('etudiant.regime')/value='cesure'">
      <p style="warning" align="center">Internship carried out during a gap year (articles D. 611-13 to D. 611-20 of the Education Code)</p>
    </xsl:if>
    <box title="1. The educational institution">
      <fields columns="3">
        <field label="Institution" span="2"><xsl:value-of select="e:param('etablissement-nom')"/></field>
        <field label="Faculty or department"><xsl:value-of select="e:field('etudiant.composante')/shown"/></field>
        <field label="Address" span="2"><xsl:value-of select="e:param('etablissement-adresse')"/></field>
        <field label="Telephone"><xsl:value-of select="e:param('etablissement-telephone')"/></field>
        <field label="Represented by"><xsl:value-of select="e:param('etablissement-representant')"/></field>
        <field label="Acting as"><xsl:value-of select="e:param('etablissement-qualite')"/></field>
        <field label="E-mail"><xsl:value-of select="e:param('gestionnaire-courriel')"/></field>
      </fields>
    </box>
    <box title="2. The host organisation">
      <fields columns="3">
        <field label="Name" span="2"><xsl:value-of select="e:field('hote.nom')/shown"/></field>
        <field label="SIRET number"><xsl:value-of select="e:field('hote.siret')/shown"/></field>
        <field label="Address" span="2"><xsl:call-template name="address"><xsl:with-param name="section" select="'hote'"/></xsl:call-template></field>
        <field label="Telephone"><xsl:value-of select="e:field('hote.telephone')/shown"/></field>
        <field label="Represented by"><xsl:call-template name="person"><xsl:with-param name="section" select="'signataire'"/></xsl:call-template></field>
        <field label="Acting as"><xsl:value-of select="e:field('signataire.fonction')/shown"/></field>
        <field label="E-mail"><xsl:value-of select="e:field('hote.courriel')/shown"/></field>
        <field label="Department of the internship"><xsl:value-of select="e:field('service.nom')/shown"/></field>
        <field label="Place of the internship, if different" span="2"><xsl:if test="e:field('service.commune')/shown!=''"><xsl:call-template name="address"><xsl:with-param name="section" select="'service'"/></xsl:call-template></xsl:if></field>
      </fields>
    </box>
    <box title="3. The student">
      <fields columns="3">
        <field label="Name"><xsl:value-of select="e:field('etudiant.nom')/shown"/></field>
        <field label="First name"><xsl:value-of select="e:field('etudiant.prenom')/shown"/></field>
        <field label="Sex"><xsl:value-of select="e:field('etudiant.sexe')/shown"/></field>
        <field label="Born on"><xsl:value-of select="e:field('etudiant.naissance')/shown"/></field>
        <field label="Student number"><xsl:value-of select="e:field('etudiant.numero')/shown"/></field>
        <field label="Telephone"><xsl:value-of select="e:field('etudiant.telephone')/shown"/></field>
        <field label="Address" span="2"><xsl:call-template name="address"><xsl:with-param name="section" select="'etudiant'"/></xsl:call-template></field>
        <field label="E-mail"><xsl:value-of select="e:field('etudiant.courriel')/shown"/></field>
        <field label="Course of study" span="2"><xsl:value-of select="e:field('etudiant.formation')/shown"/></field>
        <field label="Teaching hours per year"><xsl:value-of select="e:field('etudiant.volume-horaire')/shown"/></field>
      </fields>
    </box>
    <box title="4. The internship" fill="yes">
      <p><b>Subject: </b><xsl:value-of select="e:field('stage.sujet')/shown"/></p>
      <fields columns="3">
        <field label="Dates">from <xsl:value-of select="e:field('stage.debut')/shown"/><br/>to <xsl:value-of select="e:field('stage.fin')/shown"/></field>
        <field label="Effective presence"><xsl:value-of select="e:field('recapitulatif.heures')/shown"/></field>
        <field label="Equivalent (article D. 124-6)"><xsl:value-of select="e:let('duree-lisible-en')"/></field>
        <xsl:if test="form//group[@id='stage.interruption']/item">
          <field label="Planned interruptions" span="3">
            <xsl:for-each select="form//group[@id='stage.interruption']/item">
              <xsl:if test="position()!=1">; </xsl:if>from <xsl:value-of select="field[contains(@id,'debut')]/shown"/> to <xsl:value-of select="field[contains(@id,'fin')]/shown"/>
            </xsl:for-each>
          </field>
        </xsl:if>
        <field label="Particular presence" span="3"><xsl:call-template name="presence"/></field>
      </fields>
    </box>
    <columns columns="2">
      <column>
        <box title="5. Supervision by the institution">
          <fields columns="1">
            <field label="Referent teacher"><xsl:call-template name="person"><xsl:with-param name="section" select="'referent'"/></xsl:call-template></field>
            <field label="Position or discipline"><xsl:value-of select="e:field('referent.fonction')/shown"/></field>
            <field label="Telephone"><xsl:value-of select="e:field('referent.telephone')/shown"/></field>
            <field label="E-mail"><xsl:value-of select="e:field('referent.courriel')/shown"/></field>
          </fields>
        </box>
      </column>
      <column>
        <box title="6. Supervision by the host">
          <fields columns="1">
            <field label="Workplace tutor"><xsl:call-template name="person"><xsl:with-param name="section" select="'tuteur'"/></xsl:call-template></field>
            <field label="Position"><xsl:value-of select="e:field('tuteur.fonction')/shown"/></field>
            <field label="Telephone"><xsl:value-of select="e:field('tuteur.telephone')/shown"/></field>
            <field label="E-mail"><xsl:value-of select="e:field('tuteur.courriel')/shown"/></field>
          </fields>
        </box>
      </column>
    </columns>
    <box keep="yes">
      <p><b>Health insurance fund to contact in case of accident</b> (in principle that of the student’s place of residence): <xsl:value-of select="e:field('recapitulatif.caisse')/shown"/></p>
    </box>
    <xsl:if test="e:let('mineur')='true'">
      <box fill="yes" keep="yes">
        <p><b>Student under age.</b> The student being under eighteen during all or part of the internship, this agreement is signed by the legal representative<xsl:if test="e:field('etudiant.representant-nom')/shown!=''">, <xsl:value-of select="concat(e:field('etudiant.representant-prenom')/shown,' ',e:field('etudiant.representant-nom')/shown)"/></xsl:if>. Presence is limited to eight hours a day and thirty-five hours a week; night work and work on public holidays are excluded (Labour Code, articles L. 3162-1, L. 3163-2 and L. 3164-6).</p>
      </box>
    </xsl:if>
  </xsl:template>

  <xsl:template name="articles">
    <h>Article 1 – Purpose of the agreement</h>
    <p>This agreement governs the relations of the host organisation with the educational institution and the student.</p>

    <h>Article 2 – Purpose of the internship</h>
    <p>An internship is a temporary period in a working environment, in which the student acquires professional skills and puts the knowledge gained from the course into practice, with a view to obtaining a diploma or certification and to entering working life. The student is given one or more assignments in line with the teaching project set by the institution and approved by the host organisation (article L. 124-1 of the Education Code).</p>
    <p>An internship may not serve to carry out a regular task of a permanent post, to meet a temporary increase of activity, to fill a seasonal job or to replace a person who is absent or whose contract is suspended (article L. 124-7). The host organisation declares that this is not the purpose of this internship.</p>
    <table columns="1* 3*">
      <row><cell head="yes">Activities entrusted</cell><cell><xsl:value-of select="e:field('stage.activites')/shown"/></cell></row>
      <row><cell head="yes">Skills to acquire or develop</cell><cell><xsl:value-of select="e:field('stage.competences')/shown"/></cell></row>
    </table>

    <h>Article 3 – Arrangements</h>
    <p><xsl:choose><xsl:when test="e:field('stage.heures-hebdo')/shown!=''">The student’s weekly presence in the host organisation is <b><xsl:value-of select="e:field('stage.heures-hebdo')/shown"/></b>, </xsl:when><xsl:otherwise>The student is present in the host organisation during the periods below, </xsl:otherwise></xsl:choose><xsl:choose><xsl:when test="e:field('stage.quotite')/value='partiel'">part time</xsl:when><xsl:otherwise>full time</xsl:otherwise></xsl:choose>. The total duration, counted in effective presence under article D. 124-6 of the Education Code, is <b><xsl:value-of select="e:field('recapitulatif.heures')/shown"/></b>; it may not exceed nine hundred and twenty-four hours, that is six months, in the same organisation per academic year (article L. 124-5).</p>
    <xsl:if test="form//group[@id='stage.periode']/item">
      <p keep="yes">The timetable being irregular, presence is spread as follows:</p>
      <table columns="3* 3* 2*">
        <row head="yes"><cell>From</cell><cell>To</cell><cell align="right">Hours per day</cell></row>
        <xsl:for-each select="form//group[@id='stage.periode']/item">
          <row><cell><xsl:value-of select="field[contains(@id,'debut')]/shown"/></cell><cell><xsl:value-of select="field[contains(@id,'fin')]/shown"/></cell><cell align="right"><xsl:value-of select="field[contains(@id,'heures')]/shown"/></cell></row>
        </xsl:for-each>
      </table>
    </xsl:if>
    <p>Presence at night, on Sundays or public holidays, and particular arrangements: <xsl:call-template name="or-none"><xsl:with-param name="id" select="'stage.presence-exceptionnelle'"/></xsl:call-template>. The student follows the rules that apply to the employees or agents of the host organisation on maximum presence, night work, daily and weekly rest and public holidays; the host organisation keeps, by any means, a count of presence (article L. 124-14).</p>

    <h>Article 4 – Reception and supervision of the student</h>
    <p>The student is followed by the referent teacher named in this agreement and by the department of the institution in charge of internships. The tutor named by the host organisation follows the student and sees to the best conditions for the internship, in accordance with the pedagogical terms of the agreement (articles L. 124-2, L. 124-9 and D. 124-3).</p>
    <p>The student may return to the institution during the internship to attend courses expressly required by the curriculum, or meetings; the institution notifies the host organisation of the dates.<xsl:if test="e:field('stage.retours')/shown!=''"> Planned returns: <xsl:value-of select="e:field('stage.retours')/shown"/>.</xsl:if> The host organisation may allow the student to travel for the assignment.</p>
    <p>Any difficulty in the course of the internship, whether noticed by the student or by the tutor, is brought without delay to the attention of the referent teacher and of the institution so that it is settled as soon as possible.</p>
    <p>Supervision (visits, telephone appointments, e-mail): <xsl:choose><xsl:when test="e:field('stage.suivi')/shown!=''"><xsl:value-of select="e:field('stage.suivi')/shown"/></xsl:when><xsl:otherwise>at least one exchange between the referent teacher and the tutor during the internship</xsl:otherwise></xsl:choose>.</p>

    <h>Article 5 – Allowance and advantages</h>
    <p>When the internship lasts more than two months, consecutive or not, within one academic year, that is more than three hundred and eight hours of effective presence, an allowance is compulsory (articles L. 124-6 and D. 124-6), save for particular rules in some French overseas territories and for internships under article L. 4381-1 of the Public Health Code. Below that duration it is optional.</p>
    <p>The hourly amount is set by branch agreement or extended professional agreement or, failing that, at 15% of the hourly social security ceiling defined under article L. 241-3 of the Social Security Code<xsl:if test="e:field('recapitulatif.taux-minimum')/shown!=''">, that is <xsl:value-of select="e:field('recapitulatif.taux-minimum')/shown"/> per hour at the date of this agreement</xsl:if>. The allowance is due from the first day of the first month, for each hour of presence, and paid monthly; it comes on top of the refund of expenses and of the advantages offered for meals, housing and transport (article D. 124-8). It is not a wage. A public body may not combine it with pay for the same period.</p>
    <p>If this agreement is suspended or terminated, the amount is due in proportion to the duration completed. The duration that gives right to the allowance takes account of this agreement, of its amendments and of the days of effective presence.</p>
    <xsl:call-template name="gratification"/>

    <xsl:if test="not(e:let('etranger')='true') and not((e:field('hote.statut')/value='public' or starts-with(e:field('hote.categorie-juridique')/value,'7')))">
      <h>Article 5 bis – Rights of the student in a private body in France</h>
      <p>The student enjoys the protections and rights of articles L. 1121-1, L. 1152-1 and L. 1153-1 of the Labour Code on the same terms as employees (article L. 124-12 of the Education Code), access to the staff restaurant or to meal vouchers, and the refund of transport costs of article L. 3261-2 of the Labour Code (article L. 124-13). The student has access to the social and cultural activities of article L. 2312-78 of the Labour Code on the same terms as employees (article L. 124-16).</p>
      <p>Other advantages granted: <xsl:call-template name="or-none"><xsl:with-param name="id" select="'stage.avantages'"/></xsl:call-template>.</p>
    </xsl:if>
    <xsl:if test="not(e:let('etranger')='true') and (e:field('hote.statut')/value='public' or starts-with(e:field('hote.categorie-juridique')/value,'7'))">
      <h>Article 5 ter – Rights of the student in a public body in France</h>
      <p>The student enjoys the protections and rights of article L. 124-12 of the Education Code. Journeys between home and the place of the internship are refunded under decree No. 2010-676 of 21 June 2010. When the student carries out a mission in this framework, temporary travel expenses are refunded under the rules in force; the place of the internship stated in this agreement is deemed to be the administrative residence (article D. 124-7).</p>
      <p>Other advantages granted: <xsl:call-template name="or-none"><xsl:with-param name="id" select="'stage.avantages'"/></xsl:call-template>.</p>
    </xsl:if>

    <h>Article 6 – Social protection</h>
    <p>During the internship the student remains covered by his or her former social security scheme. Internships abroad are notified before departure to the social security body when it so requests.</p>
    <h level="2">6.1 – Allowance not above 15% of the hourly social security ceiling</h>
    <p>The allowance bears no social contribution. The student is covered by the law on accidents at work under the student scheme of article L. 412-8, 2° of the Social Security Code. In case of accident during activities in the organisation, on the way, or at places made necessary by the internship, the host organisation sends the declaration to the student’s health insurance fund within forty-eight hours, Sundays and public holidays not included, naming the educational institution as the employer, and sends the latter a copy without delay (articles R. 412-4 and R. 441-3 of the same code).</p>
    <h level="2">6.2 – Allowance above 15% of the hourly social security ceiling</h>
    <p>Social contributions are computed on the difference between the allowance and 15% of the hourly social security ceiling. The student has the legal cover of articles L. 411-1 and following of the Social Security Code. In case of accident the host organisation takes all the necessary steps with the health insurance fund and informs the institution as soon as possible.</p>
    <xsl:if test="e:let('etranger')='true'">
      <h level="2">6.3 – Health cover of the student abroad</h>
      <p>For an internship in the European Economic Area or in Switzerland, a student who is a national of one of these States asks for the European Health Insurance Card before departure. For an internship in Québec, French students ask for the form of the protocol. In all other cases, health costs may be refunded on return by the student’s fund, on presentation of the receipts and at French rates: additional insurance, valid for the country and the duration of the internship, is strongly advised.</p>
      <p keep="yes">The host organisation provides the student with health cover under local law:</p>
      <xsl:choose>
        <xsl:when test="e:field('stage.protection-etranger')/value='oui'"><p><check checked="yes"/> yes &#160;&#160; <check/> no</p></xsl:when>
        <xsl:when test="e:field('stage.protection-etranger')/value='non'"><p><check/> yes &#160;&#160; <check checked="yes"/> no</p></xsl:when>
        <xsl:otherwise><p><check/> yes &#160;&#160; <check/> no</p></xsl:otherwise>
      </xsl:choose>
      <h level="2">6.4 – Cover of the student abroad against accidents at work</h>
      <p>To be covered by French law, the internship must last at most six months, extensions included, give rise to no pay that could open rights to cover against accidents at work in the host country, and take place only in the organisation and the country named in the agreement. Where these conditions are not met, the host organisation undertakes to contribute for the student’s cover and to make the necessary declarations.</p>
      <p>The declaration of accidents falls to the educational institution, which must be informed in writing by the host organisation within forty-eight hours. The cover extends to accidents within the premises of the internship during hours of presence, on the usual way between the student’s residence abroad and the place of the internship, during a mission entrusted by the host organisation under a mission order, on the first journey from home to the place of residence during the internship and on the last journey back. In any case, the host organisation immediately reports to the institution any accident of the student during the internship.</p>
      <p>An information sheet on the rules of the host country on the rights and duties of interns is annexed to this agreement (article L. 124-20 of the Education Code).</p>
    </xsl:if>

    <h>Article 7 – Liability and insurance</h>
    <p>The host organisation and the student declare that they are insured for civil liability.<xsl:if test="e:field('etudiant.rc-assureur')/shown!=''"> The student produces a certificate of <xsl:value-of select="e:field('etudiant.rc-assureur')/shown"/><xsl:if test="e:field('etudiant.rc-police')/shown!=''">, policy No. <xsl:value-of select="e:field('etudiant.rc-police')/shown"/></xsl:if><xsl:if test="e:field('etudiant.rc-validite')/shown!=''">, valid until <xsl:value-of select="e:field('etudiant.rc-validite')/shown"/></xsl:if>.</xsl:if> For an internship abroad or overseas, the student takes out an assistance contract (medical repatriation, legal assistance) and personal accident insurance.</p>
    <p>When the host organisation puts a vehicle at the student’s disposal, it checks beforehand that the vehicle’s insurance covers its use by a student. When, for the internship, the student uses his or her own vehicle or one lent by a third party, the student declares this use expressly to the insurer and, where applicable, pays the premium.</p>

    <h>Article 8 – Discipline</h>
    <p>The student is subject to the discipline and to the internal rules that apply to him or her and are made known before the internship begins, in particular on hours and on the health and safety rules in force in the host organisation.<xsl:if test="e:field('stage.reglement')/shown!=''"> Particular clauses: <xsl:value-of select="e:field('stage.reglement')/shown"/>.</xsl:if> Only the educational institution may decide on a disciplinary sanction. In that case the host organisation informs the referent teacher and the institution of the breaches and provides the facts. In case of a particularly serious breach, the host organisation may end the internship in accordance with article 9.</p>

    <h>Article 9 – Leave and interruption</h>
    <p>In France, save for particular rules in some overseas territories, in case of pregnancy, paternity or adoption the student has leave and authorised absence of the same length as employees under articles L. 1225-16 to L. 1225-28, L. 1225-35, L. 1225-37 and L. 1225-46 of the Labour Code. For internships of more than two months, leave or authorised absence is possible (article L. 124-13 of the Education Code).</p>
    <p>Leave and authorised absence: <xsl:call-template name="or-none"><xsl:with-param name="id" select="'stage.conges'"/></xsl:call-template>.</p>
    <p>For any other temporary interruption (illness, unjustified absence), the host organisation informs the institution by e-mail. Any interruption is notified to the other parties and to the referent teacher. The institution sets up another form of validation where needed and may, with the agreement of the parties, allow the end of the internship to be postponed so that the whole planned duration is completed; such postponement is the subject of an amendment. An amendment may likewise be made for an extension at the joint request of the host organisation and the student, within the limit of six months.</p>
    <p>If one of the three parties (host organisation, institution, student) wishes to stop the internship, it immediately informs the two others in writing<xsl:if test="e:field('stage.preavis')/shown!=''">, with a notice of <xsl:value-of select="e:field('stage.preavis')/shown"/></xsl:if>. The reasons are examined in close consultation; the final decision is taken only after that consultation. When the internship is interrupted because of illness, accident, pregnancy, paternity or adoption, because the pedagogical terms are not kept, or by the host organisation, the institution validates the internship even if it has not reached the planned duration, or offers another form of validation (article L. 124-15).</p>

    <h>Article 10 – Discretion and confidentiality</h>
    <p>The duty of discretion is absolute and is assessed by the host organisation in view of its particularities. The student undertakes in no case to use the information collected or obtained for publication or communication to third parties without prior agreement of the host organisation, the internship report included. This undertaking holds during the internship and after it. The student undertakes not to keep, take away or copy any document or software of the host organisation without its agreement. For the confidentiality of information in the report, the host organisation may ask that its circulation be restricted, or that some confidential elements be withdrawn.<xsl:if test="e:field('stage.confidentialite')/shown!=''"> Confidentiality of the subject or report: <xsl:value-of select="e:field('stage.confidentialite')/shown"/>.</xsl:if></p>

    <h>Article 11 – Intellectual property</h>
    <p>In accordance with the Intellectual Property Code, if the student’s activities give rise to a work protected by copyright or industrial property, software included, and if the host organisation wishes to use it and the student agrees, a contract is signed between the student, as author, and the host organisation. It states in particular the extent of the rights assigned, any exclusivity, the purpose, the media and the duration of the assignment and, where applicable, the amount due to the student for it. This clause applies whatever the status of the host organisation.</p>

    <h>Article 12 – End of the internship, report and evaluation</h>
    <list style="number">
      <item><b>Certificate.</b> At the end of the internship the host organisation issues a certificate that states at least the effective duration of the internship and, where applicable, the amount of the allowance received (article D. 124-9). The student produces it in support of any request for pension rights under article L. 351-17 of the Social Security Code.</item>
      <item><b>Quality of the internship.</b> At the end of the internship the student sends the institution a document that rates the quality of the reception (article L. 124-4). It counts neither for the student’s evaluation nor for the diploma or certification.</item>
      <item><b>Evaluation of the student’s activity.</b> The host organisation fills in the evaluation sheet and returns it to the referent teacher.</item>
      <xsl:if test="not(e:field('etudiant.regime')/value='cesure')">
        <item><b>Academic evaluation.</b> The student complies with the following: <xsl:value-of select="e:field('stage.validation')/shown"/><xsl:if test="e:field('stage.ects')/shown!=''">; European credits (ECTS): <xsl:value-of select="e:field('stage.ects')/shown"/></xsl:if>.</item>
      </xsl:if>
      <item>The tutor or any member of the host organisation who comes to the institution for the preparation, course or validation of the internship may claim no payment or compensation from the institution.</item>
    </list>

    <h>Article 13 – Applicable law and jurisdiction</h>
    <p>This agreement is governed exclusively by French law. Any dispute that is not settled amicably is brought before the competent French court.</p>
  </xsl:template>

  <xsl:template name="or-none">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="e:field($id)/shown!=''"><xsl:value-of select="e:field($id)/shown"/></xsl:when>
      <xsl:otherwise>none</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="gratification">
    <xsl:choose>
      <xsl:when test="e:field('stage.gratification')/value='oui'">
        <table columns="3* 2* 2* 2*" keep="yes">
          <row head="yes"><cell>Amount</cell><cell>Payment</cell><cell>Frequency</cell><cell>Planned total</cell></row>
          <row>
            <cell><xsl:value-of select="e:field('stage.gratification-montant')/shown"/><xsl:text> </xsl:text><xsl:value-of select="e:field('stage.gratification-unite')/shown"/><xsl:if test="e:field('stage.gratification-nature')/shown!=''"> (<xsl:value-of select="e:field('stage.gratification-nature')/shown"/>)</xsl:if></cell>
            <cell><xsl:value-of select="e:field('stage.gratification-mode')/shown"/></cell>
            <cell><xsl:value-of select="e:field('stage.gratification-periodicite')/shown"/></cell>
            <cell><xsl:value-of select="e:field('recapitulatif.gratification-totale')/shown"/></cell>
          </row>
        </table>
      </xsl:when>
      <xsl:otherwise><p><b>No allowance is paid for this internship.</b></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The particular kinds of presence, ticked or not. -->
  <xsl:template name="presence">
    <p><xsl:choose><xsl:when test="e:field('stage.nuit')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> at night   <xsl:choose><xsl:when test="e:field('stage.dimanche')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> on Sundays   <xsl:choose><xsl:when test="e:field('stage.feries-travailles')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> on public holidays   <xsl:choose><xsl:when test="e:field('stage.teletravail')/value='oui'"><check checked="yes"/></xsl:when><xsl:otherwise><check/></xsl:otherwise></xsl:choose> remote</p>
    <xsl:if test="e:field('stage.presence-exceptionnelle')/shown!=''"><p><xsl:value-of select="e:field('stage.presence-exceptionnelle')/shown"/></p></xsl:if>
  </xsl:template>

  <xsl:template name="signatures">
    <keep>
      <h>Signatures</h>
      <p>Done at <xsl:value-of select="e:param('etablissement-ville')"/>. Each signatory declares having read all the articles of this agreement and its annexes. The internship cannot begin before all the parties have signed.</p>
      <signatures columns="2">
        <xsl:call-template name="signature">
          <xsl:with-param name="title">For the educational institution</xsl:with-param>
          <xsl:with-param name="role">etablissement</xsl:with-param>
          <xsl:with-param name="name" select="e:param('etablissement-representant')"/>
          <xsl:with-param name="capacity" select="e:param('etablissement-qualite')"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">For the host organisation</xsl:with-param>
          <xsl:with-param name="role">signataire</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'signataire'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="capacity" select="e:field('signataire.fonction')/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The student</xsl:with-param>
          <xsl:with-param name="role">etudiant</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'etudiant'"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
        <xsl:if test="e:let('mineur')='true'">
          <xsl:call-template name="signature">
            <xsl:with-param name="title">The legal representative of the student</xsl:with-param>
            <xsl:with-param name="role">representant</xsl:with-param>
            <xsl:with-param name="name" select="normalize-space(concat(e:field('etudiant.representant-prenom')/shown,' ',e:field('etudiant.representant-nom')/shown))"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The referent teacher</xsl:with-param>
          <xsl:with-param name="role">referent</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'referent'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="capacity" select="e:field('referent.fonction')/shown"/>
        </xsl:call-template>
        <xsl:call-template name="signature">
          <xsl:with-param name="title">The workplace tutor</xsl:with-param>
          <xsl:with-param name="role">tuteur</xsl:with-param>
          <xsl:with-param name="name"><xsl:call-template name="person"><xsl:with-param name="section" select="'tuteur'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="capacity" select="e:field('tuteur.fonction')/shown"/>
        </xsl:call-template>
      </signatures>
    </keep>
  </xsl:template>
</xsl:stylesheet>
