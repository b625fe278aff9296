<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- To the student: what to reconsider, and who asks. The reply brings the corrected lines. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <xsl:variable name="review" select="dossier/review[last()]"/>
    <mail>
      <subject>To correct: your internship agreement [<xsl:value-of select="$number"/>]</subject>
      <preheader>A correction is asked of you. Reply with the corrected lines.</preheader>
      <xsl:call-template name="hello"/>
      <p>Dossier <xsl:value-of select="$number"/>: <b><xsl:choose><xsl:when test="$review/@by!=''"><xsl:call-template name="role-name"><xsl:with-param name="role" select="$review/@by"/></xsl:call-template></xsl:when><xsl:otherwise>the internship office</xsl:otherwise></xsl:choose> asks you to correct your request.</b> Reply to this message with the corrected lines; the approvals then start again.</p>
      <list>
        <xsl:for-each select="$review/item">
          <item><xsl:if test="@field!=''"><b><xsl:choose><xsl:when test="e:field(@field)/label!=''"><xsl:value-of select="e:field(@field)/label"/></xsl:when><xsl:otherwise><xsl:value-of select="@field"/></xsl:otherwise></xsl:choose></b><xsl:if test="e:field(@field)/shown!=''"> (“<xsl:value-of select="e:field(@field)/shown"/>”)</xsl:if> — </xsl:if><xsl:value-of select="."/></item>
        </xsl:for-each>
      </list>
      <answers>
        <answer verb="" label="Send my corrections" style="primary">
          <hint>One line per item, for example “End date: 31/08/2026”.</hint>
          <lines><xsl:for-each select="form/section//field[@id=$review/item/@field and not(@computed)]"><xsl:value-of select="concat(label,': ',shown)"/><xsl:text>&#10;</xsl:text></xsl:for-each><xsl:for-each select="form/section//field[not(@id=$review/item/@field) and (@missing='yes' or @rejected or (@id=/context/findings/finding[@severity='block']/@field and not(@computed)))]"><xsl:value-of select="concat(label,': ')"/><xsl:text>&#10;</xsl:text></xsl:for-each></lines>
        </answer>
      </answers>
      <xsl:call-template name="questions"/>
      <xsl:call-template name="errors"/>
      <xsl:call-template name="warnings"/>
      <xsl:call-template name="bye"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
