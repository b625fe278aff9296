<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Réponse à FORMULAIRE : le formulaire entier en lignes, avec ce qui est déjà connu. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:e="urn:conventiond:functions" exclude-result-prefixes="e">
  <xsl:import href="common.xsl"/>
  <xsl:template match="/context">
    <mail>
      <subject>Votre demande de convention de stage : lignes à compléter<xsl:if test="$number!=''"> [<xsl:value-of select="$number"/>]</xsl:if></subject>
      <preheader>Répondez avec ces lignes, complétées.</preheader>
      <enclose document="formulaire"/>
      <xsl:call-template name="hello"/>
      <xsl:if test="e:param('consignes')!=''"><p><b>À lire avant de remplir</b><br/><xsl:value-of select="e:param('consignes')"/></p></xsl:if>
      <p><b>Répondez depuis votre adresse universitaire, avec les lignes ci-dessous complétées</b>, recopiées en haut de votre message. Vous pouvez le faire en plusieurs fois : ce qui manque vous sera redemandé.</p>
      <p>Le même formulaire est joint en PDF : vous pouvez aussi le remplir à l’écran, l’enregistrer et le joindre à votre réponse. Imprimé en PDF ou photographié, il ne pourrait plus être lu.</p>
      <answers>
        <answer verb="" subject="Demande de convention de stage" label="Commencer ma demande" style="primary">
          <hint>Les premières lignes, prêtes à compléter.</hint>
          <lines><xsl:for-each select="form/section/field[@required='yes' and not(@computed) and not(@origin)]"><xsl:value-of select="concat(label,'&#32;: ',shown)"/><xsl:text>&#10;</xsl:text></xsl:for-each></lines>
        </answer>
      </answers>
      <note>Les lignes marquées d’une étoile sont obligatoires. N’indiquez ni numéro de sécurité sociale, ni coordonnées bancaires.</note>
      <form-lines><xsl:for-each select="form/section[field[not(@computed)]]"><xsl:if test="position()!=1"><xsl:text>&#10;</xsl:text></xsl:if><xsl:value-of select="label"/><xsl:text>&#10;&#10;</xsl:text><xsl:for-each select="field[not(@computed)]"><xsl:if test="@required='yes'">* </xsl:if><xsl:value-of select="label"/><xsl:if test="@origin"><xsl:text> (d’après l’annuaire)</xsl:text></xsl:if><xsl:value-of select="concat('&#32;: ',shown)"/><xsl:text>&#10;</xsl:text></xsl:for-each></xsl:for-each></form-lines>
      <h>Stage à l’étranger</h>
      <p>Joignez aussi, en PDF, la fiche d’information sur le droit du pays d’accueil (code de l’éducation, art. L. 124-20) : la convention ne peut être établie sans elle.</p>
      <h>Interruptions et horaires irréguliers</h>
      <p>Ajoutez si besoin une ligne par interruption, par exemple « Interruptions prévues : 06/04/2026 au 10/04/2026 ».</p>
      <h>Valeurs possibles et exemples</h>
      <list><xsl:for-each select="form//field[not(@computed) and (choice or help!='')]"><item><b><xsl:value-of select="label"/></b> — <xsl:for-each select="choice"><xsl:if test="position()!=1">, </xsl:if><xsl:value-of select="."/></xsl:for-each><xsl:if test="not(choice)"><xsl:value-of select="help"/></xsl:if></item></xsl:for-each></list>
      <xsl:call-template name="known"/>
      <xsl:call-template name="bye"/>
      <xsl:call-template name="privacy"/>
    </mail>
  </xsl:template>
</xsl:stylesheet>
