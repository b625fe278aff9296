<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the administrator: a message could not be read. -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>A message was set aside</subject>
  <preheader>It could not be read; all other mail is dealt with.</preheader>
  <p>Hello,</p>
  <p><b>A message could not be read and was set aside.</b> Nothing was done with it, and its sender knows nothing of that. All other mail is dealt with as usual.</p>
  <facts>
    <fact label="Number"><xsl:value-of select="/context/notice/@id"/></fact>
    <fact label="Sender"><xsl:choose><xsl:when test="/context/notice/@sender != ''"><xsl:value-of select="/context/notice/@sender"/></xsl:when><xsl:otherwise>none (a report of non-delivery)</xsl:otherwise></xsl:choose></fact>
    <fact label="Received"><xsl:value-of select="/context/notice/@received"/></fact>
    <fact label="Size"><xsl:value-of select="/context/notice/@size"/> bytes</fact>
    <fact label="Reason"><xsl:value-of select="/context/notice/@why"/></fact>
    <fact label="Set aside in all"><xsl:value-of select="/context/notice/@waiting"/></fact>
  </facts>
  <p>On the server:</p>
  <list>
    <item>conventionctl quarantine — the list;</item>
    <item>conventionctl quarantine show <xsl:value-of select="/context/notice/@id"/> — the whole message;</item>
    <item>conventionctl quarantine release <xsl:value-of select="/context/notice/@id"/> — deal with it again;</item>
    <item>conventionctl quarantine drop <xsl:value-of select="/context/notice/@id"/> — file it away.</item>
  </list>
  <note>At most one such notice an hour.</note>
</mail>
