<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>un courriel n’est pas arrivé</subject>
  <p>Bonjour,</p>
  <p>Un courriel de ce dossier n’a pas pu être remis à son destinataire.</p>
  <xsl:if test="/context/reason"><note>Motif : <xsl:value-of select="/context/reason/@code"/></note></xsl:if>
</mail>
