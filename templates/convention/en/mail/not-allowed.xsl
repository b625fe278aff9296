<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The engine’s answer: understood, but not possible at this stage or for this person. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <!-- The certificate of a PDF that came back signed could not be checked yet. -->
  <xsl:variable name="pending" select="/context/reason/@code='not-allowed-pending'"/>
  <xsl:template match="/context">
    <mail>
      <subject><xsl:choose><xsl:when test="$pending">Your signed PDF has arrived</xsl:when><xsl:otherwise>Your request could not be followed</xsl:otherwise></xsl:choose><xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader><xsl:choose><xsl:when test="$pending">There is nothing for you to do.</xsl:when><xsl:otherwise>Nothing was changed.</xsl:otherwise></xsl:choose></preheader>
      <xsl:call-template name="hello"/>
      <p><xsl:if test="not($pending)"><b>Nothing was changed.</b><xsl:text> </xsl:text></xsl:if><xsl:choose>
        <xsl:when test="$pending">Your signed PDF has arrived, and there is nothing for you to do again. We still have to learn whether your certificate is valid: the service of the authority that issued it does not answer at present. We keep asking; your signature will count as soon as it has answered, and we will write to you if it could not be accepted.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-domain'">A request for an agreement is sent from the mail address given by the university, not from a private one.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-state'">The data of this dossier cannot be changed any more at this stage. Only the internship office can reopen it.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-verb'">This answer is not among those that the request accepts.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-yet'">It is not your turn yet: we will write to you.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-too-many'">You already have as many open dossiers as one person may have. Finish one or cancel it (reply CANCEL to one of its messages), then send the form again.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-too-big'">The dossier would become too large. Send your message again with shorter texts, or write to the internship office.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-masked'">The attached file <b>was neither kept nor passed on</b>. Please take that number out of the file and send it again in reply to this message.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-heif'">Your photographs are in the HEIC format, which we cannot read. <b>Send them again as JPEG or PDF.</b> On an iPhone: open Notes, tap the camera icon, then “Scan Documents”; or first set Camera › Formats to “Most Compatible”.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-document' and starts-with(task/@id,'renvoyer-')">We found neither a PDF nor a readable photograph (JPEG or PNG) in your message. <b>Reply again with the signed copy attached</b>, as a PDF or with a photograph of each page.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-document' and task/@id='deposer'">We found no PDF in your message. <b>Reply again with your report attached as a PDF</b> (in a word processor: File, Export or Save as PDF).</xsl:when>
        <xsl:when test="reason/@code='not-allowed-document'">The PDF you attached cannot be accepted as a signed document. <b><xsl:choose><xsl:when test="message/file/check"><xsl:value-of select="message/file/check/en"/></xsl:when><xsl:otherwise>We could not read this file.</xsl:otherwise></xsl:choose></b> Your signature is still awaited: reply I SIGN without any file, or send back the PDF you received, signed with your certificate and not changed otherwise.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-address'">Write one mail address after DELEGATE, a whole one, such as: DELEGATE first.last@<xsl:value-of select="task/@delegate"/></xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-self'">This address is your own: name somebody else, or answer yourself.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-party'">This person already has another part in this dossier: they cannot answer in your place as well.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-domain'">You can only name an address of your own organisation (…@<xsl:value-of select="task/@delegate"/>). If somebody from elsewhere has to answer, ask the internship office to correct the dossier.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-again'">This answer was delegated to you: you cannot delegate it further. Who named you can take it back.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate-none'">There is nothing to take back: no delegation is pending, or the answer was given already.</xsl:when>
        <xsl:when test="reason/@code='not-allowed-delegate'">This answer cannot be delegated: it is awaited from you. If it is not yours to give, ask the internship office to correct the dossier.</xsl:when>
        <xsl:when test="message/@verb='avenant' and not(dossier/state)">There is nothing to amend: write AMENDMENT from the address given by the university, with the number of the agreement in the subject, such as [2026-00042].</xsl:when>
        <xsl:when test="message/@verb='avenant' and (parent or dossier/child[@procedure='avenant' and not(@ended)])">An amendment to this agreement is under way: it must first be signed, refused or cancelled.</xsl:when>
        <xsl:when test="message/@verb='avenant' and e:let('rompu')='true'">This internship was terminated: no amendment is possible any more.</xsl:when>
        <xsl:when test="message/@verb='avenant' and (dossier/state/@id='terminee' or dossier/state/@id='cloture' or dossier/state/@id='archivee')">This internship is over: there is nothing to amend any more.</xsl:when>
        <xsl:when test="message/@verb='avenant'">The agreement is not signed by all parties yet: it is corrected without an amendment.</xsl:when>
        <xsl:when test="message/@verb='annuler'">This request cannot, or can no longer, be cancelled by mail. Reply CANCEL to a message of the dossier if it is not being signed yet; if it is, write to the internship office.</xsl:when>
        <xsl:otherwise>What you ask is not possible at this stage.</xsl:otherwise>
      </xsl:choose></p>
      <xsl:if test="task and not($pending)">
        <p>You still have to <xsl:call-template name="task-name"><xsl:with-param name="id" select="task/@id"/></xsl:call-template><xsl:choose><xsl:when test="task/@accept='document'">.</xsl:when><xsl:otherwise>:</xsl:otherwise></xsl:choose></p>
        <xsl:call-template name="choices-of-task"/>
      </xsl:if>
      <xsl:if test="not(task) and dossier/state"><xsl:call-template name="progress"/></xsl:if>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
