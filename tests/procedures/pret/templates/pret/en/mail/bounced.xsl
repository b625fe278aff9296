<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject><xsl:if test="/context/dossier/@number != ''">[<xsl:value-of select="/context/dossier/@number"/>] </xsl:if>a mail did not arrive</subject>
  <p>Hello,</p>
  <p>A mail of this case could not be delivered.</p>
  <xsl:if test="/context/reason"><note>Reason: <xsl:value-of select="/context/reason/@code"/></note></xsl:if>
</mail>
