<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- À l’administrateur : un message n’a pas pu être lu. -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>Un message a été mis de côté</subject>
  <preheader>Il n’a pas pu être lu ; le reste du courrier est traité.</preheader>
  <p>Bonjour,</p>
  <p><b>Un message n’a pas pu être lu et a été mis de côté.</b> Rien n’en a été fait et son expéditeur n’en sait rien. Le reste du courrier est traité normalement.</p>
  <facts>
    <fact label="Numéro"><xsl:value-of select="/context/notice/@id"/></fact>
    <fact label="Expéditeur"><xsl:choose><xsl:when test="/context/notice/@sender != ''"><xsl:value-of select="/context/notice/@sender"/></xsl:when><xsl:otherwise>aucun (avis de non-remise)</xsl:otherwise></xsl:choose></fact>
    <fact label="Reçu"><xsl:value-of select="/context/notice/@received"/></fact>
    <fact label="Taille"><xsl:value-of select="/context/notice/@size"/> octets</fact>
    <fact label="Motif"><xsl:value-of select="/context/notice/@why"/></fact>
    <fact label="Mis de côté en tout"><xsl:value-of select="/context/notice/@waiting"/></fact>
  </facts>
  <p>Sur le serveur :</p>
  <list>
    <item>conventionctl quarantine — la liste ;</item>
    <item>conventionctl quarantine show <xsl:value-of select="/context/notice/@id"/> — le message entier ;</item>
    <item>conventionctl quarantine release <xsl:value-of select="/context/notice/@id"/> — le traiter de nouveau ;</item>
    <item>conventionctl quarantine drop <xsl:value-of select="/context/notice/@id"/> — le classer sans suite.</item>
  </list>
  <note>Au plus un avis de ce genre par heure.</note>
</mail>
