<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>we did not understand</subject>
  <p>Hello,</p>
  <p>Your message was not understood and nothing was done. Reply with one word, or with the lines of the form.</p>
  <xsl:if test="/context/reason"><note>Reason: <xsl:value-of select="/context/reason/@code"/></note></xsl:if>
</mail>
