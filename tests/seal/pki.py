# SPDX-License-Identifier: Apache-2.0
"""A small public-key infrastructure for tests: a root, an issuing authority, a time-stamp authority, an OCSP
responder and revocation lists, made by openssl and served on one loopback port."""
import http.server, os, subprocess, threading, time

CONFIG = """
[ca]
default_ca = issuing
[root]
database = {d}/root.index
certificate = {d}/root.pem
private_key = {d}/root.key
default_md = sha256
default_crl_days = 30
crlnumber = {d}/root.number
[issuing]
database = {d}/issuing.index
certificate = {d}/issuing.pem
private_key = {d}/issuing.key
default_md = sha256
default_crl_days = 30
crlnumber = {d}/issuing.number
[tsa1]
serial = {d}/tsa.serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Pki:
    def __init__(self, folder):
        self.folder, self.stamps, self.mode, self.lock = folder, 0, "good", threading.Lock()
        os.makedirs(folder, exist_ok=True)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.make()

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)

    def openssl(self, *words, data=None):
        done = subprocess.run(["openssl", *words], input=data, capture_output=True, cwd=self.folder)
        if done.returncode != 0:
            raise RuntimeError(" ".join(words) + ": " + done.stderr.decode())
        return done.stdout

    def certificate(self, name, subject, key, issuer, extensions):
        kind = ["-newkey", "rsa:2048"] if key == "rsa" else ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        self.openssl("req", *kind, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", subject, "-utf8")
        self.write(f"{name}.ext", extensions)
        self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key",
                     "-CAcreateserial", "-days", "3000", "-out", f"{name}.pem", "-extfile", f"{name}.ext")

    def make(self):
        self.write("openssl.cnf", CONFIG.format(d=self.folder))
        for name in "root", "issuing":
            self.write(f"{name}.index", "")
            self.write(f"{name}.number", "01\n")
        self.write("tsa.serial", "01\n")
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem",
                     "-days", "3600", "-subj", "/CN=Racine d'essai", "-utf8")
        crl = f"crlDistributionPoints=URI:{self.url}/root.crl\n"
        leaf = "keyUsage=critical,digitalSignature,nonRepudiation\n"
        self.certificate("issuing", "/CN=Autorité d'essai", "ec", "root",
                         "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n" + crl)
        self.certificate("tsa", "/CN=Horodatage d'essai", "rsa", "root",
                         "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n" + crl)
        self.certificate("responder", "/CN=Statut d'essai", "ec", "issuing",
                         "keyUsage=critical,digitalSignature\nextendedKeyUsage=OCSPSigning\n")
        for name, key in ("rsa", "rsa"), ("ec", "ec"), ("revoked", "ec"):
            self.certificate(name, f"/O=Université d'essai/CN=Cachet {name}", key, "issuing",
                             leaf + f"authorityInfoAccess=OCSP;URI:{self.url}/ocsp\n")
            self.openssl("pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-certfile",
                         "issuing.pem", "-out", f"{name}.p12", "-passout", "pass:secret")
            with open(self.path(f"{name}-chain.pem"), "w") as file:
                for part in name, "issuing":
                    file.write(open(self.path(f"{part}.pem")).read())
            serial = self.openssl("x509", "-in", f"{name}.pem", "-noout", "-serial").decode().strip()[7:]
            state = f"R\t360101000000Z\t260101000000Z" if name == "revoked" else "V\t360101000000Z\t"
            with open(self.path("issuing.index"), "a") as file:
                file.write(f"{state}\t{serial}\tunknown\t/CN=Cachet {name}\n")
        self.openssl("ca", "-gencrl", "-config", "openssl.cnf", "-name", "root", "-out", "root.crl.pem")
        self.openssl("crl", "-in", "root.crl.pem", "-outform", "DER", "-out", "root.crl")

    def stamp(self, query):
        with self.lock:
            self.stamps += 1
            if self.mode == "other":  # a stamp, but of something else
                query = self.openssl("ts", "-query", "-digest", "00" * 32, "-sha256", "-cert")
            name = self.path(f"query{self.stamps}")
            with open(name, "wb") as file:
                file.write(query)
            return self.openssl("ts", "-reply", "-config", "openssl.cnf", "-section", "tsa1", "-queryfile", name,
                                "-signer", "tsa.pem", "-inkey", "tsa.key")

    def status(self, request):
        with self.lock:
            with open(self.path("ocsp.req"), "wb") as file:
                file.write(request)
            self.openssl("ocsp", "-index", "issuing.index", "-CA", "issuing.pem", "-rsigner", "responder.pem", "-rkey",
                         "responder.key", "-reqin", "ocsp.req", "-respout", "ocsp.res", "-ndays", "7")
            return open(self.path("ocsp.res"), "rb").read()

    def handler(pki):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words):
                pass

            def answer(self, code, kind, body):
                self.send_response(code)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                self.answer(200, "application/pkix-crl", open(pki.path("root.crl"), "rb").read())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path == "/ocsp":
                    return self.answer(200, "application/ocsp-response", pki.status(body))
                if pki.mode == "down":
                    return self.answer(503, "text/plain", b"down")
                if pki.mode == "html":
                    return self.answer(200, "text/html", b"<html>Log in first</html>")
                if pki.mode == "slow":
                    time.sleep(3)
                self.answer(200, "application/timestamp-reply", pki.stamp(body))

        return Handler
