<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The engine’s answer: not understood; nothing was done. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your reply was not understood<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Nothing was done. Here is how to reply.</preheader>
      <xsl:call-template name="hello"/>
      <p><b>Nothing was done with your message.</b><xsl:text> </xsl:text><xsl:choose>
        <xsl:when test="reason/@code='unclear-empty'">We found no answer in it.</xsl:when>
        <xsl:when test="reason/@code='unclear-mixed'">It contains more than the awaited answer, and we do not want to guess.</xsl:when>
        <xsl:when test="reason/@code='unclear-condition'">It sets a condition, and we do not want to guess.</xsl:when>
        <xsl:when test="reason/@code='unclear-negation'">It contains a negation, and we do not want to guess.</xsl:when>
        <xsl:when test="reason/@code='unclear-question'">It asks a question; only the internship office can answer it.</xsl:when>
        <xsl:when test="reason/@code='unclear-argument'">What has to follow the word is missing (a reason, or the lines to change).</xsl:when>
        <xsl:when test="reason/@code='unclear-no-task'">We could not tell which request it answers: reply to the last message you got, without starting a new one.</xsl:when>
        <xsl:when test="reason/@code='unclear-conflict'">It belongs to two different requests: reply to the last message you got.</xsl:when>
        <xsl:when test="reason/@code='unclear-which-dossier'">You have several dossiers: reply to a message of the right one, or put its number into the subject.</xsl:when>
        <xsl:when test="reason/@code='unclear-duplicate-id'">A message with the same identifier already reached us with other content.</xsl:when>
        <xsl:when test="reason/@code='unclear-form-unchanged'">None of its lines brings anything new.</xsl:when>
        <xsl:when test="reason/@code='unclear-number'">This number was not proposed, or two answer the same question.</xsl:when>
        <xsl:when test="reason/@code='unclear-forward'">It is a forwarded message: reply to the one that you got from us instead.</xsl:when>
        <xsl:when test="reason/@code='unclear-quote-only'">We found only our own message in it: write your answer above it.</xsl:when>
        <xsl:when test="reason/@code='unclear-inline'">Your answer stands in the middle of our message: write it at the top.</xsl:when>
        <xsl:when test="reason/@code='unclear-html-differs'">Its text and its layout do not say the same.</xsl:when>
        <xsl:when test="reason/@code='unclear-xml'">The attached XML file could not be read<xsl:if test="message/argument!=''"> (<xsl:value-of select="message/argument"/>)</xsl:if>.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-flat'">The attached PDF cannot be read as data: it was printed, scanned, photographed or “converted”, and its fields are gone (or it is not our form). Open the form that you received, fill it in on screen, save it without printing and attach it; or simply copy the lines into your reply.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-encrypted'">The attached PDF is protected (by a password or restrictions) and cannot be read: save it without protection, or copy the lines into your reply.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-broken'">The attached PDF is damaged or incomplete: save it again from the program that filled it in, or copy the lines into your reply.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-too-big'">The attached PDF is larger than any form of ours: send back the form that you received, filled in on screen, or copy the lines into your reply.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-xfa'">The attached PDF is of another kind (XFA) than our form: fill in the one that you received, or copy the lines into your reply.</xsl:when>
        <xsl:when test="reason/@code='unclear-pdf-other'">The attached PDF form was made for another file<xsl:if test="message/argument!=''"> (<xsl:value-of select="message/argument"/>)</xsl:if>: fill in the one of this file (ask for it by replying FORM).</xsl:when>
        <xsl:when test="reason/@code='unclear-tnef'">Its attachment “winmail.dat” cannot be read: send your message as text or HTML.</xsl:when>
        <xsl:when test="reason/@code='unclear-encrypted'">It is encrypted, and we cannot read it.</xsl:when>
        <xsl:when test="starts-with(reason/@code,'unclear-mime') or reason/@code='unclear-charset'">Its format cannot be read with certainty: send it as plain text.</xsl:when>
        <xsl:when test="contains(reason/@code,'from')">Its sender cannot be read with certainty.</xsl:when>
        <xsl:otherwise>It begins with none of the expected answers.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:choose>
        <xsl:when test="task">
          <p>You still have to <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template>. <xsl:choose><xsl:when test="task/@accept='form'">Reply with these lines, filled in:</xsl:when><xsl:when test="task/@accept='document'"><xsl:call-template name="how-to-attach"/></xsl:when><xsl:otherwise>Reply with one of these words, alone:</xsl:otherwise></xsl:choose></p>
          <xsl:call-template name="choices-of-task"/>
          <xsl:if test="task/@accept='form'"><form-lines><xsl:call-template name="sheet"/></form-lines></xsl:if>
        </xsl:when>
        <xsl:otherwise><p>Reply HELP to learn what you can write.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="questions"/>
      <xsl:call-template name="quoted"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
