# SPDX-License-Identifier: Apache-2.0
"""A double of esup-signature, built from its published interface (the OpenAPI annotations of its web service
controllers, version 1.37), not from its code: POST signrequests/new, GET all, status/N, N/steps, get-last-file/N,
DELETE soft/N, with the key in X-Api-Key.  It signs with the seal of an instance of ours, in place of its own
certificates.  `mode` makes it fail in the ways that a provider fails."""
import email, email.policy, http.server, json, re, threading, time

KEY = "clef-du-prestataire"


class Esup:
    def __init__(self, sign):
        self.sign, self.mode, self.requests, self.calls, self.lock = sign, "", {}, [], threading.RLock()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    # What people do at the provider's.
    def act(self, number, mail, kind="signed", comment=None):
        with self.lock:
            request = self.requests[number]
            for step in request["steps"]:
                for action in step["recipientsActions"]:
                    if action["userEmail"] == mail and action["actionType"] == "none":
                        action.update(actionType=kind, actionDate="2026-02-11T08:00:00.000+0000", refuseComment=comment)
                        if kind == "refused":
                            request["status"] = "refused"
                        elif all(a["actionType"] == "signed" for s in request["steps"] for a in s["recipientsActions"]):
                            request["file"] = self.sign(request["pdf"])
                            request["status"] = "completed"
                        return
        raise KeyError(mail)

    def create(self, content_type, body):
        message = email.message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body,
                                           policy=email.policy.HTTP)
        parts = {part.get_param("name", header="content-disposition"): part for part in message.iter_parts()}
        text = lambda name: parts[name].get_payload(decode=True).decode()
        steps = json.loads(text("stepsJsonString"))
        assert text("createByEppn") and text("pending") == "true" and text("json") == "true", parts
        assert [step["stepNumber"] for step in steps] == list(range(1, len(steps) + 1)), steps
        assert all(step["signType"] == "signature" and step["convertToPDFA"] is False for step in steps), steps
        # The raw bytes: what a MIME parser makes of line ends is not the file.
        boundary = re.search(r"boundary=(\S+)", content_type)[1].encode()
        pdf = body[body.index(b"\r\n\r\n", body.index(b'name="multipartFiles"')) + 4:]
        pdf = pdf[:pdf.rindex(b"\r\n--" + boundary)]
        number = len(self.requests) + 1001
        self.requests[number] = {
            "title": text("title"), "status": "pending", "pdf": pdf, "file": pdf,
            "steps": [{"stepNumber": step["stepNumber"], "signType": "signature", "allSignToComplete": True,
                       "recipientsActions": [{"userEppn": r["email"], "userEmail": r["email"], "userName": r["name"],
                                              "userFirstname": r["firstName"], "stepNumber": step["stepNumber"],
                                              "actionDate": None, "actionType": "none", "refuseComment": None}
                                             for r in step["recipients"]]} for step in steps]}
        return number

    def answer(self, method, path, headers, body):
        if headers.get("X-Api-Key") != KEY:
            return 401, b""
        if self.mode == "down":
            return 503, b"<html>maintenance</html>"
        if self.mode == "slow":
            time.sleep(4)
        if (method, path) == ("POST", "new"):
            number = self.create(headers["Content-Type"], body)
            if self.mode == "lost":  # it made the request, and its answer is lost
                self.mode = ""
                return 502, b""
            return 200, json.dumps([str(number)]).encode()
        if (method, path) == ("GET", "all"):
            return 200, json.dumps([{"id": n, "title": r["title"], "status": r["status"], "createDate": None,
                                     "endDate": None} for n, r in self.requests.items()]).encode()
        request = self.requests.get(int(re.search(r"\d+", path)[0]))
        if request is None:
            return 200, b"fully-deleted"
        if method == "DELETE" and path.startswith("soft/"):
            request["status"] = "deleted"
            return 200, b""
        if path.startswith("status/"):
            return 200, b"peut-etre" if self.mode == "word" else request["status"].encode()
        if path.endswith("/steps"):
            steps = request["steps"]
            if self.mode == "nonsense":
                return 200, b"[" * 100000
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

    def handler(esup):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words):
                pass

            def reply(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                path = self.path.removeprefix("/ws/signrequests/")
                with esup.lock:
                    esup.calls.append((self.command, path))
                    code, answer = esup.answer(self.command, path, self.headers, body)
                self.send_response(code)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_DELETE = reply

        return Handler
