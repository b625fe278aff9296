<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>un message a été mis de côté</subject>
  <p>Bonjour,</p>
  <p>Le message <xsl:value-of select="/context/notice/@id"/> de <xsl:value-of select="/context/notice/@sender"/> n’a pas pu être lu (<xsl:value-of select="/context/notice/@why"/>).</p>
</mail>
