<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>votre matériel est prêt</subject>
  <p>Bonjour,</p>
  <p>Le matériel vous attend au magasin. Le bon est joint : signez-le en répondant.</p>
  <facts>
    <fact label="Emprunteur"><xsl:value-of select="concat(/context/dossier/data/emprunteur/prenom, ' ', /context/dossier/data/emprunteur/nom)"/></fact>
    <fact label="Matériel"><xsl:value-of select="/context/dossier/data/materiel/designation"/></fact>
    <fact label="Retour"><xsl:value-of select="//field[@id='materiel.retour']/shown"/></fact>
  </facts>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' signer ')"><answer verb="JE SIGNE" label="Signer le bon" style="primary"/></xsl:if></answers>
  <answers><xsl:if test="contains(concat(' ', /context/task/@accept, ' '), ' refuser ')"><answer verb="JE REFUSE" label="Refuser" style="primary"/></xsl:if></answers>

</mail>
