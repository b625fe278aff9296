# SPDX-License-Identifier: Apache-2.0
"""Doubles of two providers of signatures, built from what they publish of their interfaces, not from their code:

Esup      esup-signature: the OpenAPI annotations of its web service controllers, version 1.37 (POST signrequests/new, GET
          all, status/N, N/steps, get-last-file/N, POST N/update-recipients,
          POST replay-notif/N, DELETE soft/N; the key in X-Api-Key).
DocuSeal  DocuSeal: its OpenAPI file, docs/openapi.json of release 3.1 (POST submissions/pdf, GET submitters, submissions/N,
          submissions/N/documents, PUT submitters/N, DELETE submissions/N; the key in X-Auth-Token).  As the real one does, it
          draws what signatures look like upon the pages, in an update behind the file that it was given.

Both sign with the seal of an instance of ours, in place of certificates of their own.  `mode` makes them fail in the ways
in which a provider fails."""
import base64, email, email.policy, http.server, json, re, subprocess, threading, time, urllib.parse, uuid

KEY = "clef-du-prestataire"
THEN = "2026-02-11T08:00:00.000Z"


class Double:
    def __init__(self, sign):
        self.sign, self.mode, self.requests, self.calls, self.lock = sign, "", {}, [], threading.RLock()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def settings(self):
        return f"kind = {self.kind}\nurl = {self.url}{self.root}\n"

    def count(self, method, start=""):
        return sum(call[0] == method and call[1].startswith(start) for call in self.calls)

    # Down, slow, or its answer lost after it did what it was asked.
    def answer(self, method, path, headers, body):
        if self.mode == "down":
            return 503, b"<html>maintenance</html>"
        if self.mode == "slow":
            time.sleep(4)
        code, content = self.respond(method, path, headers, body)
        if method == "POST" and self.mode.startswith("lost"):
            self.mode = self.mode.removeprefix("lost").strip()
            return 502, b""
        return (200, b"[" * 100000) if self.mode == "nonsense" and content[:1] in (b"[", b"{") else (code, content)

    def handler(double):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words):
                pass

            def reply(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                path = self.path.removeprefix(double.root + double.below)
                with double.lock:
                    double.calls.append((self.command, path))
                    code, answer = double.answer(self.command, path, self.headers, body)
                try:
                    self.send_response(code)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except BrokenPipeError:
                    pass  # nobody waits for it any more

            do_GET = do_POST = do_PUT = do_DELETE = reply

        return Handler


class Esup(Double):
    kind, root, below = "esup-signature", "", "/ws/signrequests/"

    # What people do at the provider's.
    def act(self, number, mail, kind="signed", comment=None):
        with self.lock:
            request = self.requests[number]
            for step in request["steps"]:
                for action in step["recipientsActions"]:
                    if action["userEmail"] == mail and action["actionType"] == "none":
                        action.update(actionType=kind, actionDate=THEN, refuseComment=comment)
                        if kind == "refused":
                            request["status"] = "refused"
                        elif all(a["actionType"] == "signed" for s in request["steps"] for a in s["recipientsActions"]):
                            request["file"] = self.sign(request["pdf"])
                            request["status"] = "completed"
                        return
        raise KeyError(mail)

    def people(self, number):
        return [a["userEmail"] for s in self.requests[number]["steps"] for a in s["recipientsActions"]]

    def say(self, number, status):
        self.requests[number]["status"] = {"done": "completed", "expired": "cleaned"}[status]

    def is_cancelled(self, number):
        return self.requests[number]["status"] == "deleted"

    def file(self, number):
        return self.requests[number]["file"]

    def actions(self, number, recipients):
        return [{"userEppn": r["email"], "userEmail": r["email"], "userName": r["name"], "userFirstname": r["firstName"],
                 "stepNumber": number, "actionDate": None, "actionType": "none", "refuseComment": None} for r in recipients]

    @staticmethod
    def parts(content_type, body):
        message = email.message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body,
                                           policy=email.policy.HTTP)
        return {part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
                for part in message.iter_parts()}

    def create(self, content_type, body):
        parts = self.parts(content_type, body)
        steps = json.loads(parts["stepsJsonString"])
        assert parts["createByEppn"] and parts["pending"] == b"true" and parts["json"] == b"true", parts
        assert [step["stepNumber"] for step in steps] == list(range(1, len(steps) + 1)), steps
        assert all(step["signType"] == "signature" and step["convertToPDFA"] is False for step in steps), steps
        # The raw bytes: what a MIME parser makes of line ends is not the file.
        boundary = re.search(r"boundary=(\S+)", content_type)[1].encode()
        pdf = body[body.index(b"\r\n\r\n", body.index(b'name="multipartFiles"')) + 4:]
        pdf = pdf[:pdf.rindex(b"\r\n--" + boundary)]
        number = len(self.requests) + 1001
        self.requests[number] = {
            "title": parts["title"].decode(), "status": "pending", "pdf": pdf, "file": pdf,
            "steps": [{"stepNumber": step["stepNumber"], "signType": "signature", "allSignToComplete": True,
                       "recipientsActions": self.actions(step["stepNumber"], step["recipients"])} for step in steps]}
        return number

    # Those of the step who have acted stay; the others are whom it is told.
    def replace(self, request, content_type, body):
        parts = self.parts(content_type, body)
        step = request["steps"][int(parts["stepNumber"]) - 1]
        stay = [a for a in step["recipientsActions"] if a["actionType"] != "none"]
        new = self.actions(step["stepNumber"], json.loads(parts["recipientWsDtosString"]))
        step["recipientsActions"] = stay + [a for a in new if a["userEmail"] not in [s["userEmail"] for s in stay]]

    def respond(self, method, path, headers, body):
        if headers.get("X-Api-Key") != KEY:
            return 401, b""
        if (method, path) == ("POST", "new"):
            return 200, json.dumps([str(self.create(headers["Content-Type"], body))]).encode()
        if (method, path) == ("GET", "all"):
            return 200, json.dumps([{"id": n, "title": r["title"], "status": r["status"], "createDate": None,
                                     "endDate": None} for n, r in self.requests.items()]).encode()
        request = self.requests.get(int(re.search(r"\d+", path)[0]))
        if request is None:
            return 200, b"fully-deleted"
        if method == "DELETE" and path.startswith("soft/"):
            request["status"] = "deleted"
            return 200, b""
        if method == "POST" and path.startswith("replay-notif/"):
            return 200, b"true"
        if method == "POST" and path.endswith("/update-recipients"):
            self.replace(request, headers["Content-Type"], body)
            return 200, b""
        if path.startswith("status/"):
            return 200, b"peut-etre" if self.mode == "word" else request["status"].encode()
        if path.endswith("/steps"):
            steps = request["steps"]
            if self.mode == "stranger":  # somebody who was never asked has signed, and everything is told twice
                steps = steps * 2 + [{"stepNumber": 1, "recipientsActions": [
                    {"userEmail": "intrus@ailleurs.example", "stepNumber": 1, "actionType": "signed"}]}]
            return 200, json.dumps(steps).encode()
        if path.startswith("get-last-file/"):
            if self.mode == "changed":
                return 200, request["file"].replace(b"/Type", b"/Typo", 1)
            if self.mode == "unsigned":
                return 200, request["pdf"]
            return 200, request["file"]
        return 404, b""


def update(pdf, objects):
    """A further update of a file whose last cross-reference section is a table; objects: number -> bytes."""
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    trailer = re.findall(rb"trailer\s*(<<.*?>>)\s*startxref", pdf, re.S)[-1]
    root, size = re.search(rb"/Root (\d+ 0 R)", trailer)[1], int(re.search(rb"/Size (\d+)", trailer)[1])
    out, rows = pdf + b"\n", b""
    for number, body in sorted(objects.items()):
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return out + b"xref\n%strailer\n<< /Size %d /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        rows, max([size] + [n + 1 for n in objects]), root, start, len(out))


def stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


class DocuSeal(Double):
    kind, root, below = "docuseal", "/api", "/"
    CREATE = {"name", "send_email", "send_sms", "order", "completed_redirect_url", "bcc_completed", "reply_to", "expire_at",
              "template_ids", "documents", "submitters", "message", "flatten", "merge_documents", "remove_tags"}
    SUBMITTER = {"name", "role", "email", "phone", "values", "external_id", "completed", "metadata", "send_email", "send_sms",
                 "reply_to", "order", "require_phone_2fa", "require_email_2fa", "invite_by", "fields", "roles"}

    def __init__(self, sign):
        super().__init__(sign)
        self.reminded = []

    def settings(self):
        return super().settings() + f"files = {self.url}/file\n"

    def act(self, number, mail, kind="signed", comment=None):
        with self.lock:
            request = self.requests[number]
            submitter = next(s for s in request["submitters"] if s["email"] == mail)
            refused = kind == "refused"
            submitter.update({"status": "declined" if refused else "completed",
                              "declined_at" if refused else "completed_at": THEN})
            request["events"].append({"id": len(request["events"]) + 1, "submitter_id": submitter["id"], "event_timestamp": THEN,
                                      "event_type": "decline_form" if refused else "complete_form",
                                      "data": {"reason": comment} if refused else {}})
            left = [s for s in request["submitters"] if s["status"] in ("awaiting", "sent")]
            for other in left:
                if other["order"] == min(s["order"] for s in left):
                    other.update(status="sent", sent_at=THEN)
            if refused:
                request["status"] = "declined"
            elif all(s["status"] == "completed" for s in request["submitters"]):
                request["file"] = self.sign(self.draw(request))
                request["status"] = "completed"

    def people(self, number):
        return [s["email"] for s in sorted(self.requests[number]["submitters"], key=lambda s: s["order"])]

    def say(self, number, status):
        self.requests[number]["status"] = {"done": "completed", "expired": "expired"}[status]

    def is_cancelled(self, number):
        return self.requests[number]["archived_at"] is not None

    def file(self, number):
        return self.requests[number]["file"]

    # What it draws: a stroke in each field, upon what stands on the page; or, when it cheats, instead of that.
    def draw(self, request):
        pdf, fields = request["pdf"], {}
        for field in request["fields"]:
            for area in field["areas"]:
                fields.setdefault(area["page"], []).append(area)
        with open(self.sign.scratch("drawn"), "wb") as file:
            file.write(pdf)
        show = lambda *words: subprocess.run(["qpdf", *words, file.name], capture_output=True, text=True).stdout
        pages = dict((int(p), int(n)) for p, n in re.findall(r"page (\d+): (\d+) 0 R", show("--show-pages")))
        free, objects = int(re.findall(rb"/Size (\d+)", pdf)[-1]), {}
        for page, areas in fields.items():
            node = show(f"--show-object={pages[page]}").strip()
            height = float(re.search(r"/MediaBox \[ \S+ \S+ \S+ (\S+) \]", node)[1])
            strokes = "".join("1 0 0 RG %.2f %.2f m %.2f %.2f l S\n" % (a["x"] + 2, height - a["y"] - a["h"] + 2,
                                                                     a["x"] + a["w"] - 2, height - a["y"] - 2) for a in areas)
            old = re.search(r"/Contents (\[[^\]]*\]|\d+ 0 R)", node)[1].strip("[] ")
            if self.mode == "replaced":
                old = ""
            objects[free], objects[free + 1] = stream(b"q\n"), stream(b"Q\n" + strokes.encode())
            objects[pages[page]] = re.sub(r"/Contents (\[[^\]]*\]|\d+ 0 R)", f"/Contents [ {free} 0 R {old} {free + 1} 0 R ]",
                                          node).encode()
            free += 2
        return update(pdf, objects)

    def create(self, body):
        order = json.loads(body)
        assert set(order) <= self.CREATE and {"documents", "submitters"} <= set(order), order.keys()
        assert order["order"] == "preserved" and not order["flatten"], order
        document, = order["documents"]
        assert set(document) <= {"name", "file", "fields", "position"}, document.keys()
        for submitter in order["submitters"]:
            assert set(submitter) <= self.SUBMITTER and submitter["email"] and submitter["role"], submitter
        for field in document["fields"]:
            assert field["type"] == "signature" and field["role"] in [s["role"] for s in order["submitters"]], field
            assert all(area["w"] > 20 and area["h"] > 10 and area["page"] >= 1 for area in field["areas"]), field
        number = len(self.requests) + 501
        self.requests[number] = {
            "id": number, "name": order["name"], "status": "pending", "archived_at": None, "events": [], "fields":
            document["fields"], "pdf": base64.b64decode(document["file"], validate=True), "submitters": [
                {"id": number * 100 + i, "submission_id": number, "uuid": str(uuid.uuid4()), "email": s["email"], "slug": "x",
                 "sent_at": THEN if i == 0 else None, "opened_at": None, "completed_at": None, "declined_at": None,
                 "name": s["name"], "phone": None, "external_id": s["external_id"], "status": "sent" if i == 0 else "awaiting",
                 "values": [], "documents": [], "role": s["role"], "order": s["order"]}
                for i, s in enumerate(order["submitters"])]}
        return self.requests[number]

    def show(self, request):
        submitters = [{k: v for k, v in s.items() if k != "order"} for s in request["submitters"]]
        if self.mode == "stranger":
            submitters = submitters * 2 + [{**submitters[0], "email": "intrus@ailleurs.example", "status": "completed"}]
        return {"id": request["id"], "name": request["name"], "slug": "x", "source": "api", "submitters_order": "preserved",
                "audit_log_url": None, "combined_document_url": None, "created_at": THEN, "updated_at": THEN, "expire_at": None,
                "archived_at": request["archived_at"], "submitters": submitters, "created_by_user": None,
                "submission_events": request["events"], "documents": [], "metadata": {}, "completed_at": None,
                "status": "peut-etre" if self.mode == "word" else request["status"]}

    def documents(self, request):
        place = "http://127.0.0.1:9/file" if self.mode == "elsewhere" else self.url + "/file"
        return {"id": request["id"], "documents": [{"name": "x", "url": f"{place}/{request['id']}/x.pdf"}]}

    def hand_out(self, headers, number):
        assert "X-Auth-Token" not in headers, "the key goes to the interface only"
        request = self.requests[number]
        if self.mode == "unsigned":
            return 200, request["pdf"]
        return 200, request["file"].replace(b"/Type", b"/Typo", 1) if self.mode == "changed" else request["file"]

    def respond(self, method, path, headers, body):
        if path.startswith("/file/"):
            return self.hand_out(headers, int(path.split("/")[2]))
        if headers.get("X-Auth-Token") != KEY:
            return 401, b'{"error":"Not authenticated"}'
        reply = lambda value: (200, json.dumps(value).encode())
        if (method, path) == ("POST", "submissions/pdf"):
            return reply(self.show(self.create(body)))
        everybody = [s for r in self.requests.values() for s in r["submitters"]]
        if method == "GET" and path.startswith("submitters?"):
            wanted = urllib.parse.parse_qs(path.split("?")[1])["external_id"][0]
            found = [s for s in everybody if s["external_id"] == wanted]
            return reply({"data": found, "pagination": {"count": len(found), "next": None, "prev": None}})
        number = int(re.search(r"\d+", path)[0])
        if method == "PUT" and path.startswith("submitters/"):
            change = json.loads(body)
            assert set(change) <= {"name", "email", "send_email"}, change
            submitter = next(s for s in everybody if s["id"] == number)
            if submitter["status"] == "completed":
                return 422, b'{"error":"Submitter has already completed the submission."}'
            self.reminded += [submitter["email"]] if set(change) == {"send_email"} else []
            submitter.update(name=change.get("name", submitter["name"]), email=change.get("email", submitter["email"]))
            return reply(submitter)
        request = self.requests.get(number)
        if request is None:
            return 404, b'{"error":"Not found"}'
        if method == "DELETE":
            request["archived_at"] = THEN
            return reply({"id": number, "archived_at": THEN})
        return reply(self.documents(request) if path.endswith("/documents") else self.show(request))
