# SPDX-License-Identifier: Apache-2.0
"""conventiond, set up as its manual says, and what the tests ask it."""
import contextlib, importlib.machinery, importlib.util, json, os, re, sqlite3, subprocess

from servers import BORDER, PASSWORD, STAGES
from people import Failure, until

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Office:
    def __init__(self, build, servers, way):
        self.build, self.servers, self.way = build, servers, way
        self.directory, self.daemon = f"{servers.folder}/instance-{way}", None
        subprocess.run([f"{build}/conventionctl", "init", self.directory, "--procedure", "convention"], check=True, stdout=subprocess.DEVNULL)
        servers.write(f"instance-{way}/password", PASSWORD + "\n", 0o600)
        submission = f"""smtp
smtp = smtp://localhost:{servers.border_submission}
helo = {BORDER}
user = conventiond
password-file = password
ca-file = {servers.authority.ca}"""
        servers.write(f"instance-{way}/token", servers.token + "\n", 0o600)
        starttls = f"""convention
imap = imap://localhost:{servers.imap}
imap-password-file = password
imap-ca-file = {servers.authority.ca}
imap-folder = INBOX
imap-done-folder = Traites"""
        oauth = f"""convention
imap = imaps://localhost:{servers.imaps}
imap-token-command = cat {self.directory}/token
imap-ca-file = {servers.authority.ca}
maildir = watched"""
        watched = f"""convention
imap = imap://localhost:{servers.imap}
imap-password-file = password
imap-ca-file = {servers.authority.ca}
imap-idle = 5

[limits]
sender-messages = 10"""
        settings = {"authserv-id": BORDER, "listen": f"127.0.0.1:{servers.daemon}" if way in ("lmtp", "two") else ""}
        if way not in ("kill", "poor", "idle"):
            settings["transport"] = submission
        if way == "maildir":
            settings["procedure"] = f"convention\nmaildir = {servers.folder}/mail/{STAGES}/Maildir\nmaildir-keep = no"
        if way == "idle":
            settings["procedure"] = watched
        if way == "token":
            settings["transport"] = submission.replace(f"smtp://localhost:{servers.border_submission}", f"smtps://localhost:{servers.border_smtps}").replace("password-file = password", f"token-command = echo x >> {self.directory}/runs; cat {self.directory}/token")
        if way == "imap":
            settings["procedure"] = starttls
        if way == "kill":
            settings["procedure"] = oauth
        if way == "poor":
            settings["procedure"] = starttls.replace("localhost", "127.0.0.2").replace("Traites", "Pauvre") + "\nimap-poll = 5"
        conf = open(f"{self.directory}/conventiond.conf").read()
        for key, value in settings.items():
            conf = re.sub(rf"(?m)^{key} = .*", f"{key} = {value}", conf)
        self.write_conf(conf)

    def write_conf(self, conf):
        self.servers.write(f"instance-{self.way}/conventiond.conf", conf)

    def change(self, key, value):
        self.write_conf(re.sub(rf"(?m)^{key} = .*", f"{key} = {value}", open(f"{self.directory}/conventiond.conf").read()))

    def start(self, now="2026-02-10T09:00:00Z"):
        self.log = open(f"{self.directory}/log", "a")
        self.daemon = subprocess.Popen([f"{self.build}/conventiond", f"--now={now}", self.directory], stdout=subprocess.DEVNULL, stderr=self.log)
        if self.way in ("lmtp", "two"):
            self.servers.wait_for(self.servers.daemon)

    def try_setting(self, key, value, says):
        """With this setting the log says why nothing works."""
        conf = open(f"{self.directory}/conventiond.conf").read()
        self.servers.write(f"instance-{self.way}/conventiond.conf", re.sub(rf"(?m)^{key} = .*", f"{key} = {value}", conf))
        before = len(open(f"{self.directory}/log").read()) if os.path.exists(f"{self.directory}/log") else 0
        self.start()
        until(f"{key} = {value}: {says}", lambda: says in open(f"{self.directory}/log").read()[before:])
        self.stop()
        self.servers.write(f"instance-{self.way}/conventiond.conf", conf)

    def stop(self):
        if self.daemon:
            self.daemon.terminate()
            self.daemon.wait(20)
            self.daemon = None

    def kill(self):
        self.daemon.kill()
        self.daemon.wait()

    def said(self):
        return open(f"{self.directory}/log").read() if os.path.exists(f"{self.directory}/log") else ""

    def ctl(self, *words):
        return subprocess.run([f"{self.build}/conventionctl", "-C", self.directory, *words], capture_output=True, text=True).stdout

    def dossiers(self):
        return json.loads(self.ctl("--json", "list", "all"))["dossiers"]

    def newest(self):
        return json.loads(self.ctl("--json", "show", self.dossiers()[-1]["number"]))

    def await_state(self, state):
        until(f"state {state}", lambda: (d := self.dossiers()) and d[-1]["state"] == state)


    def expect_state(self, state):
        expect(self.dossiers()[-1]["state"] == state, f"state is {self.dossiers()[-1]['state']}, not {state}")


def form(changed={}):
    """The whole form as text; changed: other values, by label."""
    spec = importlib.machinery.SourceFileLoader("scenario", os.path.join(TOP, "tests/scenario/run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("scenario", spec))
    spec.exec_module(module)
    text = module.whole_form({}) + "\n"
    for label, value in changed.items():
        text = re.sub(rf"(?m)^{label} : .*", f"{label} : {value}", text, count=1)
    return text


def expect(good, what):
    if not good:
        raise Failure(what)


def rows(office, sql):
    with contextlib.closing(sqlite3.connect(f"file:{office.directory}/conventiond.db?mode=ro", uri=True)) as db:
        return db.execute(sql).fetchall()


def messages(office):
    return rows(office, "SELECT outcome, detail, author FROM message ORDER BY id")
