# SPDX-License-Identifier: Apache-2.0
"""An authority of signatories' certificates that name an OCSP responder and a revocation list, and a double of both.

Responses are made by `openssl ocsp`, lists by `openssl ca`; over HTTP they come as the mode says, for either of the two:
good, révoqué, panne (500), muet (no answer), menteur (another authority's word), long (too large), périmé (lists only).
With `openssl`, the responder is `openssl ocsp -port` itself."""
import http.server, os, shutil, socket, subprocess, sys, tempfile, threading, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from ports import free_port  # noqa: E402

HUGE = 9 * 1024 * 1024
PEOPLE = {"étudiante": "Léa Martin", "tuteur": "Karim BENALI"}


class Responder:
    def __init__(self, ocsp, crl):
        self.mode = {"ocsp": ocsp, "crl": crl}
        self.asked, self.folder, self.process = [], tempfile.mkdtemp(prefix="conventiond-responder-"), None
        self.stopped = threading.Event()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.port = free_port()
        self.make(f"http://127.0.0.1:{self.port}" if ocsp == "openssl" else f"{self.url}/ocsp" if ocsp != "-" else None,
                  f"{self.url}/liste" if crl != "-" else None)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.change(ocsp, crl)

    def run(self, *words):
        done = subprocess.run(words, cwd=self.folder, capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(" ".join(words) + done.stderr.decode(errors="replace"))
        return done.stdout

    def issue(self, name, holder, authority, extensions):
        self.run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={holder}", "-utf8")
        self.run("openssl", "ca", "-batch", "-notext", "-utf8", "-config", "ca.cnf", "-in", f"{name}.csr", "-out", f"{name}.pem", "-extensions", extensions,
                 "-startdate", "20200101000000Z", "-enddate", "20450101000000Z", "-keyfile", f"{authority}.key",
                 *(["-selfsign"] if authority == name else ["-cert", f"{authority}.pem"]))

    def make(self, ocsp, crl):
        open(f"{self.folder}/index", "w").close()
        sources = (f"authorityInfoAccess = OCSP;URI:{ocsp}\n" if ocsp else "") + (f"crlDistributionPoints = URI:{crl}\n" if crl else "")
        with open(f"{self.folder}/ca.cnf", "w") as out:
            out.write("[ca]\ndefault_ca = ours\n[ours]\ndatabase = index\nnew_certs_dir = .\nrand_serial = yes\ndefault_md = sha256\n"
                      "policy = any\nunique_subject = no\n[any]\ncommonName = supplied\n[root]\nbasicConstraints = critical,CA:TRUE\n"
                      "keyUsage = critical,keyCertSign,cRLSign,digitalSignature\n[leaf]\nkeyUsage = critical,digitalSignature,nonRepudiation\n" + sources)
        self.run("certutil", "-N", "-d", ".", "--empty-password")
        for authority in "autorité", "menteuse":
            self.issue(authority, "Autorité des signataires", authority, "root")
        for name, holder in PEOPLE.items():
            self.issue(name, holder, "autorité", "leaf")
            self.run("openssl", "pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-certfile", "autorité.pem", "-name", name,
                     "-out", f"{name}.p12", "-passout", "pass:")
            self.run("pk12util", "-i", f"{name}.p12", "-d", ".", "-W", "", "-K", "")

    def change(self, ocsp, crl):
        self.mode = {"ocsp": ocsp, "crl": crl}
        lines = [l.split("\t") for l in open(f"{self.folder}/index", encoding="utf-8").read().splitlines()]
        for status in ("bon", "révoqué"):
            with open(f"{self.folder}/index-{status}.attr", "w") as out:
                out.write("unique_subject = no\n")
            with open(f"{self.folder}/index-{status}", "w", encoding="utf-8") as out:
                for line in lines:
                    leaf = any(name in line[5] for name in PEOPLE.values()) or "Martin" in line[5] or "BENALI" in line[5]
                    out.write("\t".join((["R", line[1], "260101000000Z"] if status == "révoqué" and leaf else ["V", line[1], ""]) + line[3:]) + "\n")
        if ocsp == "openssl" and not self.process:
            self.process = subprocess.Popen(["openssl", "ocsp", "-port", str(self.port), "-index", "index-bon", "-CA", "autorité.pem", "-rsigner",
                                             "autorité.pem", "-rkey", "autorité.key", "-ndays", "36500"], cwd=self.folder,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.await_port()

    def await_port(self):
        """Without connecting: it serves one after the other, and would wait for what we have to ask."""
        for _ in range(600):
            for table in "/proc/net/tcp", "/proc/net/tcp6":
                if any(l.split()[1].endswith(f":{self.port:04X}") and l.split()[3] == "0A" for l in open(table).read().splitlines()[1:]):
                    return
            time.sleep(0.05)
        raise RuntimeError("openssl ocsp -port does not listen")

    def response(self, request):
        signer = "menteuse" if self.mode["ocsp"] == "menteur" else "autorité"
        with tempfile.NamedTemporaryFile(dir=self.folder) as asked, tempfile.NamedTemporaryFile(dir=self.folder) as said:
            asked.write(request)
            asked.flush()
            self.run("openssl", "ocsp", "-index", "index-" + ("révoqué" if self.mode["ocsp"] == "révoqué" else "bon"), "-CA", "autorité.pem",
                     "-rsigner", f"{signer}.pem", "-rkey", f"{signer}.key", "-ndays", "36500", "-reqin", asked.name, "-respout", said.name)
            return open(said.name, "rb").read()

    def list(self):
        signer = "menteuse" if self.mode["crl"] == "menteur" else "autorité"
        database = "révoqué" if self.mode["crl"] == "révoqué" else "bon"
        with tempfile.TemporaryDirectory(dir=self.folder) as home:
            for kind in "", ".attr":
                shutil.copy(f"{self.folder}/index-{database}{kind}", f"{home}/index{kind}")
            open(f"{home}/ca.cnf", "w").write("[ca]\ndefault_ca = ours\n[ours]\ndatabase = index\ndefault_md = sha256\n")
            done = subprocess.run(["openssl", "ca", "-gencrl", "-config", "ca.cnf", "-keyfile", f"../{signer}.key", "-cert", f"../{signer}.pem",
                                   "-crl_lastupdate", "20260101000000Z", "-crl_nextupdate", "20260201000000Z" if self.mode["crl"] == "périmé" else "20450101000000Z",
                                   "-out", "liste.pem"], cwd=home, capture_output=True)
            if done.returncode != 0:
                raise RuntimeError(done.stderr.decode(errors="replace"))
            return subprocess.run(["openssl", "crl", "-in", "liste.pem", "-outform", "DER"], cwd=home, capture_output=True, check=True).stdout

    def handler(double):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words):
                pass

            def say(self, kind, make):
                double.asked.append(kind)
                mode = double.mode[kind]
                if mode == "muet":
                    double.stopped.wait(60)
                    return
                body = b"" if mode == "panne" else b"\x30" * HUGE if mode == "long" else make()
                self.send_response(500 if mode == "panne" else 200)
                self.send_header("Content-Type", "application/octet-stream")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    pass  # it had read enough

            def do_POST(self):
                request = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.say("ocsp", lambda: double.response(request))

            def do_GET(self):
                self.say("crl", double.list)
        return Handler

    def stop(self):
        self.stopped.set()
        self.server.shutdown()
        if self.process:
            self.process.terminate()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
