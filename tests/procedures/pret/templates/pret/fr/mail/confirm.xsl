<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<mail xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <subject>[<xsl:value-of select="/context/dossier/@number"/>] votre réponse est à confirmer</subject>
  <p>Bonjour,</p>
  <p>Nous avons reçu une réponse en votre nom : <b><xsl:value-of select="/context/task/@pending"/></b>. Si elle est de vous, répondez OUI à ce courriel, sous deux jours. Sinon, ne faites rien.</p>
  <answers><answer verb="OUI" label="Confirmer" style="primary"/></answers>
</mail>
