<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Un convenio breve: basta para ver que otro idioma es sólo una carpeta de plantillas. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:key name="f" match="/context/form//field" use="@id"/>
  <xsl:template match="/context">
    <document lang="es" number="{dossier/@number}" title="Convenio de prácticas {dossier/@number}">
      <title>Convenio de prácticas</title>
      <p>Entre la universidad, la entidad de acogida <b><xsl:value-of select="key('f','hote.nom')/shown"/></b>
        (<xsl:value-of select="key('f','hote.pays')/shown"/>) y la persona en prácticas
        <xsl:value-of select="concat(key('f','etudiant.prenom')/shown, ' ', key('f','etudiant.nom')/shown)"/>,
        del <xsl:value-of select="key('f','stage.debut')/shown"/> al <xsl:value-of select="key('f','stage.fin')/shown"/>.</p>
    </document>
  </xsl:template>
</xsl:stylesheet>
