<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Answer to FORM: the whole form in lines, with what is already known. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Your request for an internship agreement: lines to fill in<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Reply with these lines, filled in.</preheader>
      <enclose document="formulaire"/>
      <xsl:call-template name="hello"/>
      <xsl:if test="e:param('consignes')!=''"><p><b>Read this first</b><br/><xsl:value-of select="e:param('consignes')"/></p></xsl:if>
      <p><b>Reply from your university address with the lines below, filled in</b>, copied to the top of your message. You can do it bit by bit: you will be asked for what is missing.</p>
      <p>The same form is attached as a PDF: you can also fill it in on screen, save it and attach it to your reply. Printed to PDF or photographed, it could no longer be read.</p>
      <answers>
        <answer verb="" subject="Request for an internship agreement" label="Begin my request" style="primary">
          <hint>The first lines, ready to be filled in.</hint>
          <lines><xsl:for-each select="form/section/field[@required='yes' and not(@computed) and not(@origin)]"><xsl:value-of select="concat(label,': ',shown)"/><xsl:text>&#10;</xsl:text></xsl:for-each></lines>
        </answer>
      </answers>
      <note>Lines with a star are compulsory. Give neither a social security number nor bank details.</note>
      <form-lines><xsl:for-each select="form/section[field[not(@computed)]]"><xsl:if test="position()!=1"><xsl:text>&#10;</xsl:text></xsl:if><xsl:value-of select="label"/><xsl:text>&#10;&#10;</xsl:text><xsl:for-each select="field[not(@computed)]"><xsl:if test="@required='yes'">* </xsl:if><xsl:value-of select="label"/><xsl:if test="@origin"><xsl:text> (from the directory)</xsl:text></xsl:if><xsl:value-of select="concat(': ',shown)"/><xsl:text>&#10;</xsl:text></xsl:for-each></xsl:for-each></form-lines>
      <h>Internship abroad</h>
      <p>Attach also, as a PDF, the information sheet on the law of the host country (code de l’éducation, art. L. 124-20): no agreement can be made without it.</p>
      <h>Interruptions and irregular hours</h>
      <p>If need be, add a line for each interruption, for example “Planned interruptions: 06/04/2026 to 10/04/2026”.</p>
      <h>Possible values and examples</h>
      <list><xsl:for-each select="form//field[not(@computed) and (choice or help!='')]"><item><b><xsl:value-of select="label"/></b> — <xsl:for-each select="choice"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="."/></xsl:for-each><xsl:if test="not(choice)"><xsl:value-of select="help"/></xsl:if></item></xsl:for-each></list>
      <xsl:call-template name="known"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
