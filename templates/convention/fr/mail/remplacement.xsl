<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à REMPLACER : qui est désormais à la place de qui, ou ce qui manque pour le faire. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="new" select="dossier/replaced[true()][last()]"/>
    <xsl:variable name="code" select="reason/@code"/>
    <mail>
      <subject><xsl:choose><xsl:when test="$code='replaced'">Signataire remplacé : <xsl:value-of select="$new/@name"/></xsl:when><xsl:otherwise>Personne n’a été remplacé</xsl:otherwise></xsl:choose><xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <xsl:call-template name="hello"/>
      <xsl:choose>
        <xsl:when test="$code='replaced'">
          <p>C’est fait<xsl:call-template name="brief"/> : <b><xsl:value-of select="$new/@name"/></b> (<xsl:value-of select="$new/@address"/>) est désormais à la place <xsl:call-template name="de"><xsl:with-param name="name"><xsl:value-of select="$new/@was-name"/><xsl:if test="not($new/@was-name!='')"><xsl:value-of select="$new/@was"/></xsl:if></xsl:with-param></xsl:call-template><xsl:choose><xsl:when test="$new/@was-name!=''"><xsl:value-of select="$new/@was-name"/> (<xsl:value-of select="$new/@was"/>)</xsl:when><xsl:otherwise><xsl:value-of select="$new/@was"/></xsl:otherwise></xsl:choose>, comme <b><xsl:call-template name="role-plain"><xsl:with-param name="role" select="$new/@role"/></xsl:call-template></b>.</p>
          <list>
            <item>Les signatures déjà données restent ; le document n’est pas changé et nomme toujours la personne d’origine. La page des preuves dira qui a signé à sa place.</item>
            <item>La demande et les rappels vont à la nouvelle personne, à son tour de signer. L’ancienne, si la demande lui était déjà parvenue, est prévenue.</item>
            <item>Pour revenir en arrière, écrivez de nouveau REMPLACER, avec le nom et l’adresse d’origine. Si le document lui-même doit nommer quelqu’un d’autre, écrivez ROUVRIR : tous signeront de nouveau.</item>
          </list>
          <xsl:call-template name="progress"/>
        </xsl:when>
        <xsl:otherwise>
          <p><b>Rien n’a été changé.</b><xsl:text> </xsl:text><xsl:choose>
            <xsl:when test="$code='replace-role'">Nous n’avons pas compris qui est à remplacer.</xsl:when>
            <xsl:when test="$code='replace-address'">Il faut une adresse électronique, complète, et une seule.</xsl:when>
            <xsl:when test="$code='replace-name'">Il manque le prénom et le nom de la nouvelle personne, ou votre message contient autre chose que cela.</xsl:when>
            <xsl:when test="$code='replace-self'">Cette personne est déjà à cette place.</xsl:when>
            <xsl:when test="$code='replace-party'">Cette personne a déjà une autre part dans ce dossier : elle ne peut pas signer deux fois.</xsl:when>
            <xsl:when test="$code='replace-not-asked'">Rien n’est attendu de cette personne à cette étape : la signature n’a pas commencé, ou la sienne est déjà donnée et reste. Les données du dossier se corrigent par MODIFIER ou ROUVRIR.</xsl:when>
            <xsl:when test="dossier/state">Seul le bureau des stages peut remplacer un signataire.</xsl:when>
            <xsl:otherwise>Indiquez le dossier : répondez à l’un de ses messages, ou écrivez son numéro dans l’objet, par exemple [2026-00042].</xsl:otherwise>
          </xsl:choose></p>
          <xsl:if test="$code!='' and $code!='replace-not-asked'">
            <p>Écrivez sur une ligne qui est remplacé, puis le prénom, le nom et l’adresse de la nouvelle personne :</p>
            <form-lines>REMPLACER tuteur par Paul Petit paul.petit@organisme.example</form-lines>
            <p>Les personnes que l’on peut remplacer tant qu’elles n’ont pas signé : référent, tuteur, signataire, établissement, représentant légal.</p>
          </xsl:if>
          <xsl:if test="dossier/state"><xsl:call-template name="progress"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
