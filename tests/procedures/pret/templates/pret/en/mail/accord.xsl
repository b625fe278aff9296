<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>loan request to approve</subject>
  <p>Hello,</p>
  <p>A loan request awaits your approval. The sheet is attached.</p>
  <facts>
    <fact label="Borrower"><xsl:value-of select="concat(/context/dossier/data/emprunteur/prenom, ' ', /context/dossier/data/emprunteur/nom)"/></fact>
    <fact label="Equipment"><xsl:value-of select="/context/dossier/data/materiel/designation"/></fact>
    <fact label="Return"><xsl:value-of select="//field[@id='materiel.retour']/shown"/></fact>
  </facts>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' oui ')"><answer verb="YES" label="Approve" style="primary"/></xsl:if></answers>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' non ')"><answer verb="NO" label="Refuse" style="primary"/></xsl:if></answers>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' modifier ')"><answer verb="CHANGE" label="Ask for a change" style="primary"/></xsl:if></answers>

</mail>
