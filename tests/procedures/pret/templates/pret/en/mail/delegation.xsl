<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] <xsl:value-of select="/context/task/@delegated-by"/> delegates an answer to you</subject>
  <p>Hello,</p>
  <p><xsl:value-of select="/context/task/@delegated-by"/> names you to answer on their behalf about this loan. Do you accept?</p>
  <answers><answer verb="YES" label="I accept" style="primary"/><answer verb="NO" label="I decline"/></answers>
</mail>
