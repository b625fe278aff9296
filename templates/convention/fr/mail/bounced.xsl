<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Au gestionnaire : un message n’a pas pu être remis, ou une tâche n’a pas d’adresse. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Message non remis : <xsl:choose><xsl:when test="task/@role"><xsl:call-template name="role-plain"><xsl:with-param name="role" select="task/@role"/></xsl:call-template>, stage <xsl:call-template name="de"/><xsl:call-template name="student"/></xsl:when><xsl:otherwise>un destinataire</xsl:otherwise></xsl:choose> [<xsl:value-of select="$number"/>]</subject>
      <xsl:call-template name="hello"/>
      <xsl:variable name="serial" select="task/@serial"/>
      <xsl:variable name="task" select="dossier/task[@serial=$serial]"/>
      <p><xsl:choose>
        <xsl:when test="reason/@code='no-address'"><b>Le dossier n’a pas d’adresse pour <xsl:call-template name="role-name"><xsl:with-param name="role" select="task/@role"/></xsl:call-template></b>, qui doit <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template>.</xsl:when>
        <xsl:when test="reason/@address!=''"><b>Un message destiné à <xsl:value-of select="reason/@address"/> n’a pas pu partir</b>. Code du serveur : <xsl:value-of select="reason/@code"/>.</xsl:when>
        <xsl:otherwise><b>Notre message à <xsl:call-template name="who"><xsl:with-param name="role" select="$task/@role"/><xsl:with-param name="name" select="$task/@name"/></xsl:call-template> n’a pas été remis</b><xsl:if test="$task/@address!=''"> (<xsl:value-of select="$task/@address"/>)</xsl:if>. Code du serveur : <xsl:value-of select="reason/@code"/>.</xsl:otherwise>
      </xsl:choose><xsl:if test="not(reason/@address)"> Rien n’avancera tant que cette personne n’aura pas reçu la demande.</xsl:if></p>
      <list>
        <item>Vérifiez l’adresse auprès de l’étudiant ; si elle est fausse, écrivez ROUVRIR pour qu’il la corrige, ou REMPLACER pendant la signature.</item>
        <item>Si elle est juste, l’administrateur peut renvoyer le message.</item>
      </list>
      <xsl:call-template name="progress"/>
      <xsl:call-template name="facts"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
