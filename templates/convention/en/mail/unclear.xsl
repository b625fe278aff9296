<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <xsl:call-template name="objet"><xsl:with-param name="texte" select="'Your message was not understood'"/></xsl:call-template>
      <preheader>Nothing was done: reply with one word first.</preheader>
      <xsl:call-template name="bonjour"/>
      <p><b>Your message could not be understood with certainty: nothing was done.</b></p>
      <xsl:choose>
      <xsl:when test="contains(/context/reason/@code, 'mixed') or contains(/context/reason/@code, 'condition') or contains(/context/reason/@code, 'negation') or contains(/context/reason/@code, 'question')"><p>It holds something beside the answer itself. An answer counts only when it is without reserve.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'empty') or contains(/context/reason/@code, 'quote-only')"><p>No new text was found in it.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'forward')"><p>It is a forwarded message; please reply to the mail you received from us.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'xml')"><p>The attached XML file could not be read: <xsl:value-of select="/context/message/argument"/></p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'tnef')"><p>The attachment “winmail.dat” cannot be read; send your message as text or HTML.</p></xsl:when>
      <xsl:when test="contains(/context/reason/@code, 'which-dossier')"><p>You have several open files: reply to the mail about the one you wish to complete.</p></xsl:when>
      <xsl:otherwise><p>None of the expected words was recognised at the start of the message.</p></xsl:otherwise>
      </xsl:choose>
      <p>Reply beginning with a single word, such as:</p>
      <xsl:choose>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' signer ')"><answers>
        <answer verb="I SIGN" label="I sign" style="primary"></answer>
        <answer verb="DECLINE" label="Decline to sign" style="danger"><hint>Write your reason after DECLINE.</hint></answer>
        <answer verb="PAPER" label="Sign on paper" style="plain"></answer>
      </answers></xsl:when>
      <xsl:when test="contains(concat(' ', $task/@accept, ' '), ' oui ')"><answers>
        <answer verb="YES" label="I approve" style="primary"></answer>
        <answer verb="CHANGE" label="Ask for a change" style="plain"><hint>One line a point.</hint></answer>
      </answers><xsl:if test="contains(concat(' ', $task/@accept, ' '), ' non ')"><answers>
        <answer verb="NO" label="Refuse" style="danger"><hint>Write your reason after NO.</hint></answer>
      </answers></xsl:if></xsl:when>
      <xsl:otherwise><answers><answer verb="FORM" subject="Form" label="Receive the form" style="primary"/></answers></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="votre-message"/>
      <xsl:call-template name="salutations"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
