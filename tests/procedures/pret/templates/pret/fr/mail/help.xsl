<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>aide</subject>
  <p>Bonjour,</p>
  <p>Envoyez le formulaire de prêt rempli. Commandes : AIDE, STATUT, ANNULER.</p>
  <xsl:if test="/context/reason"><note>Motif : <xsl:value-of select="/context/reason/@code"/></note></xsl:if>
</mail>
