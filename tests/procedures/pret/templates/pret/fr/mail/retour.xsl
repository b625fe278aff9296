<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>retour du matériel</subject>
  <p>Bonjour,</p>
  <p>Ce matériel est à rendre au magasin.</p>
  <facts>
    <fact label="Emprunteur"><xsl:value-of select="concat(/context/dossier/data/emprunteur/prenom, ' ', /context/dossier/data/emprunteur/nom)"/></fact>
    <fact label="Matériel"><xsl:value-of select="/context/dossier/data/materiel/designation"/></fact>
    <fact label="Retour"><xsl:value-of select="//field[@id='materiel.retour']/shown"/></fact>
  </facts>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' oui ')"><answer verb="OUI" label="Matériel rendu" style="primary"/></xsl:if></answers>

</mail>
