<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<document xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" title="Loan sheet" lang="en" number="{/context/dossier/@number}">
  <title>Loan sheet</title>
  <h level="1">Borrower and equipment</h>
  <table columns="2* 3*">
    <xsl:for-each select="/context/form//field[value]">
      <row><cell><xsl:value-of select="label"/></cell><cell><xsl:value-of select="shown"/></cell></row>
    </xsl:for-each>
  </table>
</document>
