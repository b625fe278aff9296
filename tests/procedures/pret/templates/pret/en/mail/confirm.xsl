<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] your answer is to be confirmed</subject>
  <p>Hello,</p>
  <p>We received an answer in your name: <b><xsl:value-of select="/context/task/@pending"/></b>. If it is yours, reply YES to this mail within two days. If not, do nothing.</p>
  <answers><answer verb="YES" label="Confirm" style="primary"/></answers>
</mail>
