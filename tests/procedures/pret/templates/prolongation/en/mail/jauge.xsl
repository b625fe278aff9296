<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] extending your loan</subject>
  <p>Hello,</p>
  <p>Answer this mail with the lines that are missing or to be corrected.</p>
  <xsl:if test="/context/findings/finding">
    <list><xsl:for-each select="/context/findings/finding"><item><b><xsl:value-of select="label"/></b>: <xsl:value-of select="message"/></item></xsl:for-each></list>
  </xsl:if>
  <facts>
    <fact label="Equipment"><xsl:value-of select="/context/parent/data/materiel/designation"/></fact>
    <fact label="Return"><xsl:value-of select="concat(/context/parent/form/field[@id='materiel.retour']/shown, ' → ', /context/amended/form/field[@id='materiel.retour']/shown)"/></fact>
    <fact label="Days"><xsl:value-of select="/context/amended/data/materiel/jours"/></fact>
  </facts>
  <form-lines><xsl:for-each select="/context/form//field[not(@computed) and (@missing = 'yes' or @id = /context/findings/finding/@field)]"><xsl:value-of select="label"/> :<xsl:text>&#10;</xsl:text></xsl:for-each></form-lines>
</mail>
