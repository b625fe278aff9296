<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] <xsl:value-of select="/context/task/@delegated-by"/> vous délègue une réponse</subject>
  <p>Bonjour,</p>
  <p><xsl:value-of select="/context/task/@delegated-by"/> vous désigne pour répondre à sa place au sujet de ce prêt. L’acceptez-vous ?</p>
  <answers><answer verb="OUI" label="J’accepte" style="primary"/><answer verb="NON" label="Je décline"/></answers>
</mail>
