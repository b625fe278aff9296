<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Le récapitulatif : tout ce qui a été saisi, section par section, ce qui en a été calculé et ce qui
     reste à vérifier. C'est ce que l'étudiant confirme et ce que lisent ceux qui valident. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <document lang="fr" number="{dossier/@number}" author="{e:param('etablissement-nom')}"
      title="Récapitulatif du dossier {dossier/@number}" subject="Demande de convention de stage">
      <xsl:call-template name="header"><xsl:with-param name="title">Récapitulatif</xsl:with-param></xsl:call-template>
      <xsl:if test="e:param('logo')!=''"><image src="{e:param('logo')}"/></xsl:if>
      <columns columns="3* 2*">
        <column><p style="head"><xsl:value-of select="e:param('etablissement-nom')"/></p></column>
        <column><p style="head" align="right">Dossier <xsl:value-of select="dossier/@number"/></p></column>
      </columns>
      <title subtitle="Demande de convention de stage, révision {dossier/@revision}">Récapitulatif</title>
      <p style="lead">Ce récapitulatif reprend les données enregistrées. Il ne vaut pas convention : le stage ne peut commencer avant la signature de la convention par toutes les parties.</p>
      <xsl:call-template name="overview"/>
      <xsl:call-template name="warnings"/>
      <xsl:apply-templates select="form/section[@id!='recapitulatif']"/>
      <xsl:call-template name="computed"/>
    </document>
  </xsl:template>

  <xsl:template name="overview">
    <table columns="3* 2* 3*" keep="yes">
      <row head="yes"><cell>Section</cell><cell>État</cell><cell>À compléter</cell></row>
      <xsl:for-each select="form/section[@id!='recapitulatif']">
        <row>
          <cell><xsl:value-of select="label"/></cell>
          <cell><xsl:choose>
            <xsl:when test="@gauge='green'">complète</xsl:when>
            <xsl:when test="@gauge='orange'">à vérifier</xsl:when>
            <xsl:otherwise><warn>incomplète</warn></xsl:otherwise>
          </xsl:choose></cell>
          <cell><xsl:if test="@gauge!='green'"><xsl:for-each select=".//field[@missing='yes' and @required='yes']"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="label"/></xsl:for-each></xsl:if></cell>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template name="warnings">
    <xsl:if test="findings/finding">
      <h level="2">Points à vérifier</h>
      <table columns="2* 2* 6* 3*">
        <row head="yes"><cell>Nature</cell><cell>Donnée</cell><cell>Observation</cell><cell>Référence</cell></row>
        <xsl:apply-templates select="findings/finding[@severity='block']"/>
        <xsl:apply-templates select="findings/finding[@severity='warn']"/>
        <xsl:apply-templates select="findings/finding[@severity='info']"/>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:template match="finding">
    <row>
      <cell><xsl:choose>
        <xsl:when test="@severity='block'"><warn><b>Bloquant</b></warn></xsl:when>
        <xsl:when test="@severity='warn'">À vérifier</xsl:when>
        <xsl:otherwise>Information</xsl:otherwise>
      </xsl:choose></cell>
      <cell><xsl:value-of select="label"/></cell>
      <cell><xsl:value-of select="message"/></cell>
      <cell><grey><xsl:value-of select="@source"/></grey></cell>
    </row>
  </xsl:template>

  <xsl:template match="section">
    <h level="1"><xsl:value-of select="label"/></h>
    <!-- Une section courte ne se coupe pas. -->
    <table columns="3* 5*" border="rows">
      <xsl:if test="count(*) &lt; 12"><xsl:attribute name="keep">yes</xsl:attribute></xsl:if>
      <xsl:apply-templates select="*[shown or @required='yes' or item/field/shown!='']"/>
    </table>
  </xsl:template>

  <xsl:template match="field">
    <row>
      <cell><grey><xsl:value-of select="label"/></grey></cell>
      <cell><xsl:choose>
        <xsl:when test="@rejected"><warn>« <xsl:value-of select="@rejected"/> » n’a pas pu être lu</warn></xsl:when>
        <xsl:when test="shown"><xsl:value-of select="shown"/></xsl:when>
        <xsl:otherwise><warn>à compléter</warn></xsl:otherwise>
      </xsl:choose></cell>
    </row>
  </xsl:template>

  <xsl:template match="group">
    <row>
      <cell><grey><xsl:value-of select="label"/></grey></cell>
      <cell>
        <xsl:for-each select="item">
          <p><xsl:for-each select="field[shown!='']"><xsl:if test="position()!=1"> · </xsl:if><xsl:value-of select="label"/> : <xsl:value-of select="shown"/></xsl:for-each></p>
        </xsl:for-each>
      </cell>
    </row>
  </xsl:template>

  <xsl:template name="computed">
    <h level="1">Durée et gratification calculées</h>
    <table columns="3* 5*" border="rows">
      <xsl:apply-templates select="form/section[@id='recapitulatif']/field[shown]"/>
    </table>
    <!-- Ce que l’on confirme ne se lit pas seul sur une page : il suit le décompte qu’il vise. -->
    <keep>
      <xsl:call-template name="months"/>
      <note>Le décompte est celui de l’article D. 124-6 du code de l’éducation : sept heures de présence valent un jour, vingt-deux jours valent un mois.</note>
      <xsl:call-template name="confirm"/>
    </keep>
  </xsl:template>

  <!-- Un mois par ligne, quand la procédure les donne. -->
  <xsl:template name="months">
    <xsl:variable name="stage" select="dossier/data/stage"/>
    <xsl:variable name="territory" select="e:field('recapitulatif.territoire')/value"/>
    <xsl:if test="function-available('e:month-minutes') and $stage/heures-hebdo!='' and not($stage/periode)">
      <xsl:variable name="hourly" select="$stage/gratification='oui' and $stage/gratification-unite='heure'"/>
      <xsl:variable name="days"><xsl:choose><xsl:when test="$stage/jours!=''"><xsl:value-of select="$stage/jours"/></xsl:when><xsl:otherwise>1-5</xsl:otherwise></xsl:choose></xsl:variable>
      <table columns="2* 1* 1* 2*" keep="yes">
        <row head="yes"><cell>Mois</cell><cell align="right">Jours</cell><cell align="right">Heures</cell><cell align="right">Gratification</cell></row>
        <xsl:for-each select="e:month-minutes($stage/debut, $stage/fin, $stage/heures-hebdo, string($days), string($territory), $stage/interruption)">
          <row>
            <cell><xsl:value-of select="substring-after(e:format(concat(@id, '-02'), 'date', 'fr'), ' ')"/></cell>
            <cell align="right"><xsl:value-of select="@days"/></cell>
            <cell align="right"><xsl:value-of select="e:format(e:hours(@minutes), 'hours', 'fr')"/></cell>
            <cell align="right"><xsl:if test="$hourly"><xsl:value-of select="e:format(e:money(e:mul-div(e:cents($stage/gratification-montant), @minutes, 60)), 'money', 'fr')"/></xsl:if></cell>
          </row>
        </xsl:for-each>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:template name="confirm">
    <box title="Ce que vous confirmez" fill="yes" keep="yes">
      <p>En répondant <b>JE VALIDE</b> au message qui accompagne ce récapitulatif, vous confirmez que :</p>
      <list style="dash">
        <item>les données ci-dessus sont exactes et ont été arrêtées avec l’organisme d’accueil ;</item>
        <item>la durée de présence a été vérifiée avec votre tuteur ;</item>
        <item>vous avez pris connaissance des points à vérifier.</item>
      </list>
      <p>Pour corriger une donnée, répondez au même message avec une ligne <b>intitulé : valeur</b> par correction ; un nouveau récapitulatif vous sera adressé.</p>
    </box>
  </xsl:template>
</xsl:stylesheet>
