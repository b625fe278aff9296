# SPDX-License-Identifier: Apache-2.0
"""A double of the public register of companies, built from its published interfaces
(recherche-entreprises.api.gouv.fr: GET /search?q=; API Sirene 3.11: GET /siret/N), not from the
services themselves, which no test may ask.  Each place is a dictionary of the fields below; the
answers have the shape and the field names of the publications.

    {"siret": "73282932000074", "nom": "ATELIER DES PONTS", "naf": "71.12B", "categorie": "5710", "effectif": "12",
     "voie": "48 QUAI PERRACHE", "code_postal": "69002", "commune": "LYON", "etat": "A", "etat_unite": "A", "fermeture": null}
"""
import http.server, json, threading, time, unicodedata, urllib.parse


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isalnum() or c == " ")


def recherche(places):
    results = []
    for p in places:
        place = {"siret": p["siret"], "est_siege": True, "adresse": f"{p['voie']} {p['code_postal']} {p['commune']}",
                 "code_postal": p["code_postal"], "commune": "", "libelle_commune": p["commune"],
                 "etat_administratif": p.get("etat", "A"), "date_fermeture": p.get("fermeture"),
                 "activite_principale": p["naf"], "tranche_effectif_salarie": p["effectif"], "liste_enseignes": None,
                 "liste_idcc": ["1486"], "statut_diffusion_etablissement": "O"}
        results.append({"siren": p["siret"][:9], "nom_complet": p["nom"], "nom_raison_sociale": p["nom"], "sigle": None,
                        "activite_principale": p["naf"], "nature_juridique": p["categorie"],
                        "etat_administratif": p.get("etat_unite", "A"), "tranche_effectif_salarie": p["effectif"],
                        "statut_diffusion": "O", "siege": place, "matching_etablissements": [place],
                        "complements": {"est_association": False}})
    return {"results": results, "total_results": len(results), "page": 1, "per_page": 10, "total_pages": 1}


def sirene(p):
    return {"header": {"statut": 200, "message": "OK"}, "etablissement": {
        "siren": p["siret"][:9], "siret": p["siret"], "etablissementSiege": True, "trancheEffectifsEtablissement": p["effectif"],
        "uniteLegale": {"denominationUniteLegale": p["nom"], "categorieJuridiqueUniteLegale": p["categorie"],
                        "activitePrincipaleUniteLegale": p["naf"], "etatAdministratifUniteLegale": p.get("etat_unite", "A"),
                        "statutDiffusionUniteLegale": "O"},
        "adresseEtablissement": {"numeroVoieEtablissement": p["voie"].split(" ")[0], "typeVoieEtablissement": None,
                                 "libelleVoieEtablissement": p["voie"].partition(" ")[2],
                                 "codePostalEtablissement": p["code_postal"], "libelleCommuneEtablissement": p["commune"]},
        "periodesEtablissement": [{"dateFin": None, "dateDebut": p.get("fermeture") or "1994-03-01",
                                   "etatAdministratifEtablissement": p.get("etat", "A"), "enseigne1Etablissement": None,
                                   "denominationUsuelleEtablissement": None, "activitePrincipaleEtablissement": p["naf"]}]}}


class Register:
    """mode: "" answers; "429", "500", "tronqué", "muet" fail in their ways."""

    def __init__(self, places, mode=""):
        self.asked, self.mode, double = [], mode, self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words):
                pass

            def answer(self, status, body, headers=()):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                url = urllib.parse.urlparse(self.path)
                double.asked.append(self.path)
                if double.mode == "muet":
                    time.sleep(5)
                    return
                if double.mode in ("429", "500"):
                    self.answer(int(double.mode), json.dumps({"erreur": "plus tard"}).encode(), [("Retry-After", "30")])
                    return
                if url.path.startswith("/siret/"):
                    found = [p for p in places if p["siret"] == url.path[7:]]
                    body = sirene(found[0]) if found else {"header": {"statut": 404, "message": "Aucun élément trouvé"}}
                    self.answer(200 if found else 404, json.dumps(body).encode())
                    return
                words = urllib.parse.parse_qs(url.query).get("q", [""])[0]
                found = [p for p in places if p["siret"] == words or
                         (not words.isdigit() and all(w in folded(p["nom"]) for w in folded(words).split()))]
                body = json.dumps(recherche(found), ensure_ascii=False).encode()
                self.answer(200, body[:len(body) // 2] if double.mode == "tronqué" else body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
