<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>nous n’avons pas compris</subject>
  <p>Bonjour,</p>
  <p>Votre message n’a pas été compris et rien n’a été fait. Répondez par un seul mot, ou par les lignes du formulaire.</p>
  <xsl:if test="/context/reason"><note>Motif : <xsl:value-of select="/context/reason/@code"/></note></xsl:if>
</mail>
