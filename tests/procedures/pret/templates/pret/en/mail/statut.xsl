<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>where the loan stands</subject>
  <p>Hello,</p>
  <p>State: <xsl:value-of select="/context/dossier/state/@id"/>.</p>
  <facts>
    <fact label="Borrower"><xsl:value-of select="concat(/context/dossier/data/emprunteur/prenom, ' ', /context/dossier/data/emprunteur/nom)"/></fact>
    <fact label="Equipment"><xsl:value-of select="/context/dossier/data/materiel/designation"/></fact>
    <fact label="Return"><xsl:value-of select="//field[@id='materiel.retour']/shown"/></fact>
  </facts>

</mail>
