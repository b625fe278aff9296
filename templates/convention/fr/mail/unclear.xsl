<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse du moteur : nous n’avons pas compris ; rien n’a été fait. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre réponse n’a pas été comprise<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Rien n’a été fait. Voici comment répondre.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Rien n’a été fait de votre message.</b><xsl:text> </xsl:text><xsl:choose>
        <xsl:when test="reason/@code='unclear-empty'">Nous n’y avons trouvé aucune réponse.</xsl:when>
        <xsl:when test="reason/@code='unclear-mixed'">Il contient autre chose que la réponse attendue, et nous ne voulons pas interpréter.</xsl:when>
        <xsl:when test="reason/@code='unclear-condition'">Il pose une condition, et nous ne voulons pas interpréter.</xsl:when>
        <xsl:when test="reason/@code='unclear-negation'">Il contient une négation, et nous ne voulons pas interpréter.</xsl:when>
        <xsl:when test="reason/@code='unclear-question'">Il pose une question ; seul le bureau des stages peut y répondre.</xsl:when>
        <xsl:when test="reason/@code='unclear-argument'">Il manque ce qui doit suivre le mot de réponse (un motif, ou les lignes à modifier).</xsl:when>
        <xsl:when test="reason/@code='unclear-no-task'">Nous n’avons pas pu savoir à quelle demande il répond : répondez au dernier message reçu, sans en ouvrir un nouveau.</xsl:when>
        <xsl:when test="reason/@code='unclear-conflict'">Il se rattache à deux demandes différentes : répondez au dernier message reçu.</xsl:when>
        <xsl:when test="reason/@code='unclear-which-dossier'">Vous avez plusieurs dossiers : répondez à un message du bon dossier, ou mettez son numéro dans l’objet.</xsl:when>
        <xsl:when test="reason/@code='unclear-duplicate-id'">Un message portant le même identifiant nous est déjà parvenu avec un autre contenu.</xsl:when>
        <xsl:when test="reason/@code='unclear-form-unchanged'">Aucune ligne n’y apporte de donnée nouvelle.</xsl:when>
        <xsl:when test="reason/@code='unclear-number'">Ce numéro n’a pas été proposé, ou deux répondent à la même question.</xsl:when>
        <xsl:when test="reason/@code='unclear-forward'">C’est un message transféré : répondez plutôt à celui que vous avez reçu de nous.</xsl:when>
        <xsl:when test="reason/@code='unclear-quote-only'">Nous n’y avons trouvé que notre propre message : écrivez votre réponse au-dessus.</xsl:when>
        <xsl:when test="reason/@code='unclear-inline'">Votre réponse est au milieu de notre message : écrivez-la au début.</xsl:when>
        <xsl:when test="reason/@code='unclear-html-differs'">Son texte et sa mise en forme ne disent pas la même chose.</xsl:when>
        <xsl:when test="reason/@code='unclear-xml'">Le fichier XML joint n’a pas pu être lu<xsl:if test="message/argument!=''"> (<xsl:value-of select="message/argument"/>)</xsl:if>.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-flat'">Le PDF joint ne peut pas être lu comme des données : il a été imprimé, numérisé, photographié ou « converti », et ses champs n’y sont plus (c’est aussi le cas d’un autre document que notre formulaire). Ouvrez le formulaire reçu, remplissez-le à l’écran, enregistrez-le sans l’imprimer et joignez-le ; ou recopiez simplement les lignes dans votre réponse.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-encrypted'">Le PDF joint est protégé (mot de passe ou restrictions) et ne peut pas être lu : enregistrez-le sans protection, ou recopiez les lignes dans votre réponse.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-broken'">Le PDF joint est endommagé ou incomplet : enregistrez-le de nouveau depuis le logiciel qui a servi à le remplir, ou recopiez les lignes dans votre réponse.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-too-big'">Le PDF joint est plus gros qu’aucun de nos formulaires : renvoyez le formulaire reçu, rempli à l’écran, ou recopiez les lignes dans votre réponse.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-xfa'">Le PDF joint est d’un autre genre (XFA) que notre formulaire : remplissez celui que vous avez reçu, ou recopiez les lignes dans votre réponse.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-other'">Le formulaire PDF joint a été fait pour un autre dossier<xsl:if test="message/argument!=''"> (<xsl:value-of select="message/argument"/>)</xsl:if> : remplissez celui de ce dossier-ci (demandez-le en répondant FORMULAIRE).</xsl:when>
        <xsl:when test="reason/@code='unclear-tnef'">Sa pièce jointe « winmail.dat » ne peut pas être lue : envoyez votre message en texte ou en HTML.</xsl:when>
        <xsl:when test="reason/@code='unclear-encrypted'">Il est chiffré, et nous ne pouvons pas le lire.</xsl:when>
        <xsl:when test="starts-with(reason/@code,'unclear-mime') or reason/@code='unclear-charset'">Son format ne peut pas être lu avec certitude : envoyez-le en texte simple.</xsl:when>
        <xsl:when test="contains(reason/@code,'from')">Son expéditeur ne peut pas être lu avec certitude.</xsl:when>
        <xsl:otherwise>Il ne commence par aucune des réponses attendues.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:choose>
        <xsl:when test="task">
          <p>Il vous reste à <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template>. <xsl:choose><xsl:when test="task/@accept='form'">Répondez avec ces lignes, complétées :</xsl:when><xsl:when test="task/@accept='document'"><xsl:call-template name="how-to-attach"/></xsl:when><xsl:otherwise>Répondez par l’un de ces mots, seul :</xsl:otherwise></xsl:choose></p>
          <xsl:call-template name="choices-of-task"/>
          <xsl:if test="task/@accept='form'"><form-lines><xsl:call-template name="sheet"/></form-lines></xsl:if>
        </xsl:when>
        <xsl:otherwise><p>Répondez AIDE pour savoir ce que vous pouvez écrire.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="questions"/>
      <xsl:call-template name="quoted"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
