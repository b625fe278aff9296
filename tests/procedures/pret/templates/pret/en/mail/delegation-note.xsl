<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] your delegation</subject>
  <p>Hello,</p>
  <xsl:if test="/context/reason/@code='delegation-asked'"><p>We have asked. The answer is awaited from you until they agree.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-confirmed'"><p>Your delegation is accepted: you have nothing more to do.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-declined'"><p>Your delegation is declined: the answer is still awaited from you.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-withdrawn'"><p>The delegation has ended: nothing is awaited from you any more.</p></xsl:if>
  <xsl:if test="/context/reason/@code='delegation-asked' or /context/reason/@code='delegation-confirmed'">
    <answers><answer verb="TAKE BACK" label="Take it back"/></answers>
  </xsl:if>
</mail>
