# SPDX-License-Identifier: Apache-2.0
"""Whole dossiers a second: a form in, held against the rules, one PDF and three mails out, all durable."""
import concurrent.futures, email, email.policy, glob, os, re, shutil, smtplib, subprocess, time
import xml.etree.ElementTree as ET
from instance import HERE, TOP, Ours, folder, free_port, median, processor_time, spread, wait_port

GOAL = 10.0
SESSIONS = 8


FORM, XML_LANG = "{urn:conventiond:form}", "{http://www.w3.org/XML/1998/namespace}lang"


def label(element):
    return next(l.text.strip() for l in element.findall(f"{FORM}label") if l.get(XML_LANG) == "fr")


def whole_form():
    """The sample of tests/domain as a text form, complete and without fault."""
    sample, lines = ET.parse(f"{TOP}/rules/convention/site/sample.xml").getroot(), ["Bonjour,", "voici ma demande."]
    for section in ET.parse(f"{TOP}/rules/convention/form.xml").getroot().findall(f"{FORM}section"):
        values = sample.find(section.get("id"))
        lines += ["", label(section)]
        for field in section.findall(f"{FORM}field") if values is not None else []:
            value = values.find(field.get("id"))
            if value is not None:
                lines.append(f"{label(field)} : {value.text}")
    return "\r\n".join(lines) + "\r\n\r\nCordialement,\r\nLéa Martin\r\n"


def form_mails(count, start):
    """A whole form, from another student with another tutor each time, eight to a referent."""
    body = whole_form()
    for i in range(start, start + count):
        who = f"lea.martin{i}@etu.univ.example"
        text = body.replace("lea.martin@etu.univ.example", who).replace("karim.benali@", f"karim.benali{i}@").replace(
            "helene.dupuis@", f"helene.dupuis{i // 8}@")
        yield who, (
            "Authentication-Results: mx.univ.example; dmarc=pass header.from=etu.univ.example\r\n"
            f"From: =?utf-8?q?L=C3=A9a_Martin?= <{who}>\r\nTo: Bureau des stages <stages@univ.example>\r\n"
            "Subject: Convention de stage\r\nDate: Tue, 10 Feb 2026 10:01:00 +0100\r\n"
            f"Message-ID: <bench-{i}@etu.univ.example>\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}").encode()


def send(port, mails):
    """All of them over SESSIONS connections; returns when each is acknowledged."""
    def session(part):
        with smtplib.LMTP("127.0.0.1", port) as lmtp:
            for sender, raw in part:
                lmtp.sendmail(sender, ["stages@univ.example"], raw)
    mails = list(mails)
    with concurrent.futures.ThreadPoolExecutor(SESSIONS) as pool:
        list(pool.map(session, [mails[i::SESSIONS] for i in range(SESSIONS)]))


def three_mails(text):
    """The student is asked to confirm as ever; the referent and the manager are told at once."""
    changed, count = re.subn(r'(<state id="recapitulatif"[^>]*>\s*<onentry>)',
                             r'\1<mail template="statut" to="referent gestionnaire"/>', text)
    if count != 1:
        raise RuntimeError("rules/convention/workflow.xml has no state recapitulatif with <onentry> any more")
    return changed


class Peer:
    def __init__(self, processes):
        self.folder, self.port = folder("peer"), free_port()
        self.process = subprocess.Popen(["/usr/bin/python3", f"{HERE}/peer/server.py", self.folder, str(self.port), str(processes)],
                                        start_new_session=True)
        wait_port(self.port, self.process)

    def mails(self):
        return len(os.listdir(f"{self.folder}/Maildir/new"))

    def close(self):
        os.killpg(self.process.pid, 15)
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def dossiers_of(daemon, count, start):
    """Seconds for so many whole dossiers: to the last mail in the outgoing Maildir, and its row marked."""
    before, mails = daemon.metrics(), list(form_mails(count, start))
    begin = time.monotonic()
    try:
        send(daemon.port, mails)
    except (OSError, smtplib.SMTPException) as error:
        raise RuntimeError(f"the daemon hung up: {error!r}; it ended with {daemon.process.poll()}\n" + daemon.tail())
    end = daemon.wait(lambda m: m["idle"] == 1 and m["mails_total"] >= before["mails_total"] + 3 * count, 120)
    after = daemon.metrics()
    made = (after["mails_total"] - before["mails_total"], after["documents_total"] - before["documents_total"])
    if made != (3 * count, count) or after["failed_total"] or after["quarantined_total"]:
        raise RuntimeError(f"{count} forms gave {made[0]} mails and {made[1]} documents")
    return end - begin


def pages(path):
    """Pages of the document in the first mail of a Maildir that has one."""
    for name in glob.glob(f"{path}/new/*"):
        with open(name, "rb") as file:
            mail = email.message_from_binary_file(file, policy=email.policy.default)
        for part in mail.iter_attachments():
            if part.get_content_type() == "application/pdf":
                shown = subprocess.run(["pdfinfo", "-"], input=part.get_content(), check=True, capture_output=True).stdout.decode()
                return int(re.search(r"Pages: +(\d+)", shown).group(1))
    raise RuntimeError(f"no mail with a document in {path}")


class Side:
    """Dossiers a second and processor time a dossier, round by round."""

    def __init__(self, count, play, pid):
        self.count, self.play, self.pid, self.speeds, self.costs = count, play, pid, [], []

    def round(self, start):
        used = processor_time(self.pid)
        self.speeds.append(self.count / self.play(self.count, start))
        self.costs.append((processor_time(self.pid) - used) / self.count * 1000)

    def __str__(self):
        return f"{median(self.speeds):.0f}/s ({spread(self.speeds)}), {median(self.costs):.1f} ms of processor time each"


def peer_side(count, processes, begun):
    peer = Peer(processes)
    begun.append(peer)
    send(peer.port, form_mails(8, 0))

    def play(number, start):
        mails, begin = list(form_mails(number, start)), time.monotonic()
        send(peer.port, mails)
        return time.monotonic() - begin
    return Side(count, play, peer.process.pid)


def run(build, short):
    if subprocess.run(["/usr/bin/python3", "-c", "import reportlab"], stderr=subprocess.DEVNULL).returncode != 0:
        return {"name": "dossier", "skip": "python3-reportlab is not here"}
    rounds, count, theirs_count = (2, 160, 24) if short else (5, 500, 80)
    daemon, peers, used = Ours(build, "dossier", three_mails).start(), [], 16
    try:
        dossiers_of(daemon, 16, 0)
        ours = Side(count, lambda number, start: dossiers_of(daemon, number, start), daemon.process.pid)
        one, two = peer_side(theirs_count, 1, peers), peer_side(theirs_count, 2, peers)
        for _ in range(rounds):
            for side in (ours, one, two):
                side.round(used)
            used += count
        for peer in peers:
            if peer.mails() != 3 * (8 + rounds * theirs_count):
                raise RuntimeError(f"the peer sent {peer.mails()} mails")
        lengths = (pages(f"{daemon.directory}/outgoing"), pages(f"{peers[0].folder}/Maildir"))
    finally:
        daemon.close()
        for peer in peers:
            peer.close()
    ratio = lambda of, side: median([a / b for a, b in zip(getattr(ours, of), getattr(side, of))])
    return {"name": "dossier", "what": f"whole dossiers a second (form in; PDF of {lengths[0]} pages, the peer's {lengths[1]}, and 3 mails out), "
            f"{SESSIONS} sessions: ours / a long-lived Python server",
            "ours": str(ours), "peer": f"{one}\n  with 2 processes: peer {two}, ratio {ratio('speeds', two):.1f}\n"
            f"  processor time: the peer's is {1 / ratio('costs', one):.1f} times ours",
            "ratio": ratio("speeds", one), "goal": GOAL, "more": True}
