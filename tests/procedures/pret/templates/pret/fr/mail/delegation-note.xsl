<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] votre délégation</subject>
  <p>Bonjour,</p>
  <xsl:if test="/context/reason/@code='delegation-asked'"><p>Nous avons posé la question. La réponse reste attendue de vous jusqu’à son accord.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-confirmed'"><p>Votre délégation est acceptée : vous n’avez plus rien à faire.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-declined'"><p>Votre délégation est déclinée : la réponse reste attendue de vous.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-withdrawn'"><p>La délégation a pris fin : plus rien n’est attendu de vous.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-asked' or /context/reason/@code='delegation-confirmed'">
    <answers><answer verb="REPRENDRE" label="Reprendre la main"/></answers>
  </xsl:if>
</mail>
