# SPDX-License-Identifier: Apache-2.0
"""Whole dossiers a second: a form in, held against the rules, one PDF and three mails out, all durable."""
import concurrent.futures, email, email.policy, glob, os, re, shutil, smtplib, subprocess, time
import xml.etree.ElementTree as ET
from instance import HERE, TOP, Ours, folder, free_port, median, spread, wait_port

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
    def __init__(self, pages):
        self.folder, self.port = folder("peer"), free_port()
        self.process = subprocess.Popen(["/usr/bin/python3", f"{HERE}/peer/server.py", self.folder, str(self.port), str(pages), "2"],
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


def pages_of(daemon):
    """Pages of the first document that came out."""
    for path in glob.glob(f"{daemon.directory}/outgoing/new/*"):
        for part in email.message_from_binary_file(open(path, "rb"), policy=email.policy.default).iter_attachments():
            if part.get_content_type() == "application/pdf":
                with open(f"{daemon.folder}/one.pdf", "wb") as out:
                    out.write(part.get_content())
                text = subprocess.run(["pdfinfo", f"{daemon.folder}/one.pdf"], check=True, capture_output=True, text=True).stdout
                return int(re.search(r"Pages: +(\d+)", text).group(1))
    raise RuntimeError("no mail with a document")


def run(build, short):
    if subprocess.run(["/usr/bin/python3", "-c", "import reportlab"], stderr=subprocess.DEVNULL).returncode != 0:
        return {"name": "dossier", "skip": "python3-reportlab is not here"}
    rounds, count, theirs_count = (2, 160, 24) if short else (5, 500, 80)
    daemon, ours, theirs, ratios, used = Ours(build, "dossier", three_mails).start(), [], [], [], 0
    peer = None
    try:
        dossiers_of(daemon, 16, used)
        used += 16
        pages = pages_of(daemon)
        peer = Peer(pages)
        send(peer.port, form_mails(8, 0))
        for _ in range(rounds):
            ours.append(count / dossiers_of(daemon, count, used))
            used += count
            mails, begin = list(form_mails(theirs_count, used)), time.monotonic()
            send(peer.port, mails)
            theirs.append(theirs_count / (time.monotonic() - begin))
            ratios.append(ours[-1] / theirs[-1])
        if peer.mails() != 3 * (8 + rounds * theirs_count):
            raise RuntimeError(f"the peer sent {peer.mails()} mails")
    finally:
        daemon.close()
        if peer:
            peer.close()
    return {"name": "dossier", "what": f"whole dossiers a second (form in; PDF of {pages} pages and 3 mails out), "
            f"{SESSIONS} sessions: ours / Python server of 2 processes",
            "ours": f"{median(ours):.0f}/s ({spread(ours)})", "peer": f"{median(theirs):.0f}/s ({spread(theirs)})",
            "ratio": median(ratios), "goal": GOAL, "more": True}
