<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="../../../convention/fr/mail/common.xsl"/>
  <!-- Les champs de la convention, aux valeurs en vigueur. -->
  <xsl:variable name="parent" select="/context/parent/form"/>
  <xsl:template name="student"><xsl:value-of select="normalize-space(concat(e:field('etudiant.prenom', $parent)/shown,' ',e:field('etudiant.nom', $parent)/shown))"/></xsl:template>
  <xsl:template name="detail"><xsl:value-of select="concat(e:field('hote.nom', $parent)/shown, ', du ', e:field('stage.debut', $parent)/shown, ' au ', e:field('stage.fin', $parent)/shown)"/></xsl:template>
  <xsl:template name="detail-brackets"> (<xsl:call-template name="detail"/>)</xsl:template>
  <xsl:template name="brief"><xsl:text> (</xsl:text><xsl:if test="/context/person/@role!='etudiant'"><xsl:call-template name="student"/>, </xsl:if><xsl:call-template name="detail"/>)</xsl:template>
  <!-- L’étudiant n’a pas besoin de lire son nom. -->
  <xsl:template name="the-stage"><xsl:choose><xsl:when test="/context/person/@role='etudiant'">votre stage</xsl:when><xsl:otherwise>le stage <xsl:call-template name="de"/><xsl:call-template name="student"/></xsl:otherwise></xsl:choose></xsl:template>
  <xsl:template name="task-name"><xsl:param name="id"/>répondre au questionnaire</xsl:template>
  <!-- « Il reste 9 lignes », sans les facultatives. -->
  <xsl:template name="left"><xsl:variable name="n" select="count(/context/form//field[@missing='yes' or @rejected])"/>Il reste <xsl:choose><xsl:when test="$n=1">une ligne</xsl:when><xsl:otherwise><xsl:value-of select="$n"/> lignes</xsl:otherwise></xsl:choose></xsl:template>
  <xsl:template name="blanks">
    <xsl:for-each select="/context/form/section[.//field[not(value)]]">
      <xsl:if test="position()!=1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:for-each select="field[not(value)]"><xsl:value-of select="label"/><xsl:text>&#160;: </xsl:text><xsl:text>&#10;</xsl:text></xsl:for-each>
    </xsl:for-each>
  </xsl:template>
  <!-- Ce que les lignes attendent : chaque échelle une fois. -->
  <xsl:template name="scales">
    <xsl:variable name="blank" select="/context/form/section/field[not(value)]"/>
    <list>
      <xsl:for-each select="$blank[choice]">
        <xsl:variable name="alike" select="$blank[string(choice)=string(current()/choice)]"/>
        <xsl:if test="generate-id()=generate-id($alike[1])"><item><b><xsl:choose><xsl:when test="count($alike)=1"><xsl:value-of select="label"/></xsl:when><xsl:otherwise>Appréciations</xsl:otherwise></xsl:choose></b> — <xsl:for-each select="choice"><xsl:if test="position()!=1"><xsl:choose><xsl:when test="position()=last()"> ou </xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:if><xsl:value-of select="."/></xsl:for-each> (ou de 5 à 1)</item></xsl:if>
      </xsl:for-each>
      <xsl:if test="$blank[not(choice)]"><item><b>Autres lignes</b> — oui ou non, ou quelques mots</item></xsl:if>
      <xsl:if test="$blank[@required!='yes']"><item><b>Facultatif</b> — <xsl:for-each select="$blank[@required!='yes']"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="label"/></xsl:for-each></item></xsl:if>
    </list>
  </xsl:template>
  <xsl:template name="choices-of-task">
    <xsl:if test="/context/task"><answers><answer verb="" label="Répondre au questionnaire" style="primary"><hint>Complétez les lignes et envoyez.</hint><lines><xsl:call-template name="blanks"/></lines></answer></answers></xsl:if>
  </xsl:template>
  <xsl:template name="given">
    <table columns="3* 2*">
      <xsl:for-each select="/context/form/section/field[value]"><row><cell><xsl:value-of select="label"/></cell><cell><b><xsl:value-of select="shown"/></b></cell></row></xsl:for-each>
    </table>
  </xsl:template>
</xsl:stylesheet>
