<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>your equipment is ready</subject>
  <p>Hello,</p>
  <p>The equipment awaits you. The slip is attached: sign it by replying.</p>
  <facts>
    <fact label="Borrower"><xsl:value-of select="concat(/context/dossier/data/emprunteur/prenom, ' ', /context/dossier/data/emprunteur/nom)"/></fact>
    <fact label="Equipment"><xsl:value-of select="/context/dossier/data/materiel/designation"/></fact>
    <fact label="Return"><xsl:value-of select="//field[@id='materiel.retour']/shown"/></fact>
  </facts>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' signer ')"><answer verb="I SIGN" label="Sign the slip" style="primary"/></xsl:if></answers>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' refuser ')"><answer verb="I DECLINE" label="Decline" style="primary"/></xsl:if></answers>

</mail>
