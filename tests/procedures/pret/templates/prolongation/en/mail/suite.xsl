<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] loan extension: <xsl:value-of select="/context/dossier/state/@id"/></subject>
  <p>Hello,</p>
  <facts>
    <fact label="Equipment"><xsl:value-of select="/context/parent/data/materiel/designation"/></fact>
    <fact label="Return"><xsl:value-of select="concat(/context/parent/form/field[@id='materiel.retour']/shown, ' → ', /context/amended/form/field[@id='materiel.retour']/shown)"/></fact>
    <fact label="Days"><xsl:value-of select="/context/amended/data/materiel/jours"/></fact>
  </facts>
</mail>
