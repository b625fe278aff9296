# SPDX-License-Identifier: Apache-2.0
"""Messages accepted durably per second: our LMTP against Dovecot's with mail_fsync=always."""
import os, shutil, subprocess, time
from instance import HERE, Ours, folder, free_port, median, smtp_source, spread, wait_port

GOAL = 6.0


class Dovecot:
    """One mailbox in a temporary folder, delivered to by LMTP on a port of its own."""

    def __init__(self):
        self.folder, self.port, self.process = folder("dovecot"), free_port(), None
        os.chmod(self.folder, 0o755)
        os.makedirs(f"{self.folder}/home")
        user, group = (1000, 1000) if os.getuid() == 0 else (os.getuid(), os.getgid())
        os.chown(f"{self.folder}/home", user, group)
        with open(f"{HERE}/peer/dovecot.conf") as template:
            text = template.read()
        for key, value in {"FOLDER": self.folder, "PORT": self.port, "UID": user, "GID": group}.items():
            text = text.replace(f"@{key}@", str(value))
        with open(f"{self.folder}/dovecot.conf", "w") as conf:
            conf.write(text)

    def start(self):
        self.process = subprocess.Popen(["dovecot", "-F", "-c", f"{self.folder}/dovecot.conf"],
                                        stdout=subprocess.DEVNULL, stderr=open(f"{self.folder}/stderr", "w"))
        wait_port(self.port, self.process)
        return self

    def count(self):
        return sum(len(files) for _, _, files in os.walk(f"{self.folder}/home/Maildir/new"))

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def run(build, short):
    rounds, count, theirs_count = (3, 3000, 600) if short else (5, 10000, 2500)
    if not shutil.which("dovecot") or not shutil.which("smtp-source"):
        return {"name": "accept", "skip": "dovecot and smtp-source are not both here"}
    ours, theirs, ratios, accepted = [], [], [], 0
    daemon, dovecot = Ours(build, "accept").start(), Dovecot()
    try:
        dovecot.start()
        smtp_source(daemon.port, 200, "stages@univ.example")
        smtp_source(dovecot.port, 50, "bench@univ.example")
        daemon.wait_idle()
        for _ in range(rounds):
            ours.append(smtp_source(daemon.port, count, "stages@univ.example"))
            accepted += count
            if daemon.metrics()["accepted_total"] != accepted + 200:
                raise RuntimeError("the daemon did not accept every message")
            daemon.wait_idle(120)
            theirs.append(smtp_source(dovecot.port, theirs_count, "bench@univ.example"))
            ratios.append(ours[-1] / theirs[-1])
        if dovecot.count() != 50 + rounds * theirs_count:
            raise RuntimeError("Dovecot did not keep every message")
    finally:
        daemon.close()
        dovecot.close()
    return {"name": "accept", "what": "mails of 4 KiB a second, 8 sessions: ours / Dovecot LMTP, fsync always",
            "ours": f"{median(ours):.0f}/s ({spread(ours)})", "peer": f"{median(theirs):.0f}/s ({spread(theirs)})",
            "ratio": median(ratios), "goal": GOAL, "more": True}
