<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>reminder</subject>
  <p>Hello,</p>
  <p>Unless we are mistaken, this request still awaits your answer.</p>
  <facts>
    <fact label="Borrower"><xsl:value-of select="concat(/context/dossier/data/emprunteur/prenom, ' ', /context/dossier/data/emprunteur/nom)"/></fact>
    <fact label="Equipment"><xsl:value-of select="/context/dossier/data/materiel/designation"/></fact>
    <fact label="Return"><xsl:value-of select="//field[@id='materiel.retour']/shown"/></fact>
  </facts>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' oui ')"><answer verb="YES" label="Approve" style="primary"/></xsl:if></answers>

</mail>
