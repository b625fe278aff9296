# SPDX-License-Identifier: Apache-2.0
"""The peer of the dossier benchmark: a long-lived Python server that does what the daemon does
with a whole form.  LMTP in, the mail read with `email`, some sixty rules held against it, a PDF of
the same number of pages set by reportlab (embedded faces, loaded once), the dossier and its raw
mail in SQLite (WAL, synchronous=FULL), three mails, one with the PDF, in a Maildir and synced.
    server.py FOLDER PORT PAGES [PROCESSES]
It forks before it takes connections; each process has its own database connection and faces."""
import datetime, email, email.message, email.policy, email.utils, hashlib, io, os, re, socket, sqlite3, sys, threading, time
import xml.etree.ElementTree as ET
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from xml.sax.saxutils import escape

FACES = {"Body": "Serif-Regular", "Bold": "Sans-Bold"}
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
SPACE = re.compile(r"[\s\u00a0\u202f]+")


def fold(text):
    return SPACE.sub(" ", text.replace("’", "'")).strip().lower()


class Form:
    """The labels of rules/convention/form.xml, in French."""

    def __init__(self):
        namespace = "{urn:conventiond:form}"
        lang = "{http://www.w3.org/XML/1998/namespace}lang"
        self.fields, self.of_label = [], {}
        for section in ET.parse(f"{TOP}/rules/convention/form.xml").getroot().iter(f"{namespace}section"):
            for field in section.iter(f"{namespace}field"):
                label = next(l.text.strip() for l in field.findall(f"{namespace}label") if l.get(lang) == "fr")
                names = [label] + [a.text.strip() for a in field.findall(f"{namespace}alias")]
                entry = (f"{section.get('id')}.{field.get('id')}", label, field.get("type"), field.get("required") == "true()")
                self.fields.append(entry)
                for name in names:
                    self.of_label.setdefault(fold(name), entry)

    def read(self, text):
        values = {}
        for line in text.split("\n"):
            label, colon, value = line.partition(" : ")
            entry = self.of_label.get(fold(label)) if colon else None
            if entry and value.strip():
                values[entry[0]] = value.strip()
        return values


def luhn(digits):
    total = 0
    for i, digit in enumerate(reversed(digits)):
        n = int(digit) * (2 if i % 2 else 1)
        total += n - 9 if n > 9 else n
    return total % 10 == 0


def date(text):
    try:
        day, month, year = re.split(r"[/.-]", text)
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def working_minutes(start, end, weekly):
    days, day = 0, start
    while day <= end:
        days += day.weekday() < 5
        day += datetime.timedelta(1)
    return days * weekly * 60 / 5


CHECKS = {
    "date": lambda v: date(v) is not None, "email": lambda v: re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", v) is not None,
    "phone": lambda v: re.fullmatch(r"\+?[\d .]{8,20}", v) is not None, "postcode": lambda v: re.fullmatch(r"\d{5}", v) is not None,
    "siret": lambda v: re.fullmatch(r"\d{14}", v) is not None and luhn(v), "money": lambda v: re.fullmatch(r"\d+([.,]\d+)?", v) is not None,
    "integer": lambda v: v.isdigit(), "hours": lambda v: re.fullmatch(r"\d+([.,]\d+)?", v) is not None,
}


def check(form, values, connection):
    """Findings: what is missing, what does not look like its type, and what the dates and sums say."""
    findings = []
    for name, label, kind, required in form.fields:
        value = values.get(name)
        if value is None:
            if required:
                findings.append(f"{label} manque")
        elif kind in CHECKS and not CHECKS[kind](value):
            findings.append(f"{label} n’est pas valable")
    start, end = date(values.get("stage.debut", "")), date(values.get("stage.fin", ""))
    if start and end:
        minutes = working_minutes(start, end, 35)
        for bad, text in ((end < start, "dates inversées"), ((end - start).days > 366, "plus d’un an"),
                          (minutes > 924 * 60, "plus de 924 heures"), (start.weekday() > 4, "début un week-end"),
                          (end.weekday() > 4, "fin un week-end"), (minutes < 60, "moins d’une heure")):
            if bad:
                findings.append(text)
        tutor = values.get("tuteur.courriel", "")
        others = connection.execute("SELECT count(*) FROM fact WHERE key = ? AND starts <= ? AND ends >= ?",
                                    (tutor, end.isoformat(), start.isoformat())).fetchone()[0]
        if others >= 1000000:
            findings.append("le tuteur en suit trop")
    return findings


STYLE = ParagraphStyle("body", fontName="Body", fontSize=9, leading=12)
LABEL = ParagraphStyle("label", fontName="Bold", fontSize=9, leading=12)
HEADING = ParagraphStyle("heading", fontName="Bold", fontSize=12, leading=18)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.3, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def footer(paper, document):
    paper.setFont("Body", 8)
    paper.drawString(54, 30, f"{document.title} - page {document.page}")


def pdf(form, values, number, pages):
    """All fields by section, label and value in a table of wrapped text, spread over `pages` pages."""
    out, sections = io.BytesIO(), {}
    for name, label, _, _ in form.fields:
        value = values.get(name, "")
        if value:
            sections.setdefault(name.split(".")[0], []).append([Paragraph(escape(label), LABEL), Paragraph(escape(value), STYLE)])
    flow = [Paragraph(f"Récapitulatif {number}", HEADING)]
    for at, (name, rows) in enumerate(sections.items()):
        if at > 0 and at * pages // len(sections) != (at - 1) * pages // len(sections) and pages > 4:
            flow.append(PageBreak())
        flow += [Paragraph(name, HEADING), Table(rows, colWidths=[180, 300], style=GRID), Spacer(1, 8)]
    document = SimpleDocTemplate(out, pagesize=A4, title=f"Récapitulatif {number}", topMargin=40, bottomMargin=50)
    document.build(flow, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


SCHEMA = """CREATE TABLE IF NOT EXISTS dossier(id INTEGER PRIMARY KEY, number TEXT UNIQUE, owner TEXT, state TEXT, data TEXT);
CREATE TABLE IF NOT EXISTS fact(key TEXT, starts TEXT, ends TEXT, dossier INTEGER);
CREATE INDEX IF NOT EXISTS fact_key ON fact(key);
CREATE TABLE IF NOT EXISTS message(id INTEGER PRIMARY KEY, dossier INTEGER, message_id TEXT, digest TEXT, bytes BLOB);
CREATE TABLE IF NOT EXISTS document(id INTEGER PRIMARY KEY, dossier INTEGER, sha256 TEXT, bytes BLOB);
CREATE TABLE IF NOT EXISTS event(id INTEGER PRIMARY KEY, dossier INTEGER, event TEXT, detail TEXT);"""


class Server:
    def __init__(self, folder, pages):
        self.folder, self.pages, self.form = folder, pages, Form()
        self.database = sqlite3.connect(f"{folder}/peer.db", timeout=30, isolation_level=None, check_same_thread=False)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        self.lock, self.setting, self.sent = threading.Lock(), threading.Lock(), 0

    def mail(self, to, subject, text, number, attachment=None):
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        message["From"], message["To"], message["Subject"] = "stages@univ.example", to, subject
        message["Date"], message["Message-ID"] = email.utils.formatdate(), email.utils.make_msgid(domain="univ.example")
        message.set_content(text)
        message.add_alternative(f"<html><body><p>{text.replace(chr(10), '<br>')}</p></body></html>", subtype="html")
        if attachment:
            message.add_attachment(attachment, maintype="application", subtype="pdf", filename=f"recapitulatif-{number}.pdf")
        return message.as_bytes()

    def deliver(self, mails):
        """As a Maildir asks: written and synced in tmp/, renamed into new/, the folder synced."""
        names = []
        for raw in mails:
            self.sent += 1
            name = f"{time.time_ns()}.{os.getpid()}.{self.sent}"
            with open(f"{self.folder}/Maildir/tmp/{name}", "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            names.append(name)
        for name in names:
            os.rename(f"{self.folder}/Maildir/tmp/{name}", f"{self.folder}/Maildir/new/{name}")
        folder = os.open(f"{self.folder}/Maildir/new", os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def take(self, raw):
        message = email.message_from_bytes(raw, policy=email.policy.default)
        if "dmarc=pass" not in str(message["Authentication-Results"]):
            return
        owner = email.utils.parseaddr(str(message["From"]))[1]
        values = self.form.read(message.get_body(("plain",)).get_content())
        with self.lock:
            findings = check(self.form, values, self.database)
        database = self.database
        summary = "\n".join(f"{label} : {values.get(name, '')}" for name, label, _, _ in self.form.fields)
        notes = "\n".join(findings)
        number = f"2026-{hashlib.sha256(raw).hexdigest()[:10]}"
        with self.setting: # reportlab does not bear two threads
            document = pdf(self.form, values, number, self.pages)
        mails = [self.mail(owner, f"Récapitulatif [{number}]", f"{summary}\n{notes}", number, document),
                 self.mail("helene.dupuis@univ.example", f"Un dossier [{number}]", summary, number),
                 self.mail("camille.roux@univ.example", f"Un dossier [{number}]", summary, number)]
        with self.lock:
            database.execute("BEGIN IMMEDIATE")
            row = database.execute("INSERT INTO dossier(number, owner, state, data) VALUES(?,?,?,?)",
                                   (number, owner, "recapitulatif", summary)).lastrowid
            database.execute("INSERT INTO fact VALUES(?,?,?,?)", (values.get("tuteur.courriel", ""), "2026-03-02", "2026-08-28", row))
            database.execute("INSERT INTO message(dossier, message_id, digest, bytes) VALUES(?,?,?,?)",
                             (row, str(message["Message-ID"]), hashlib.sha256(raw).hexdigest(), raw))
            database.execute("INSERT INTO document(dossier, sha256, bytes) VALUES(?,?,?)", (row, hashlib.sha256(document).hexdigest(), document))
            database.execute("INSERT INTO event(dossier, event, detail) VALUES(?,?,?)", (row, "form", notes))
            database.execute("COMMIT")
        self.deliver(mails)

    def session(self, connection):
        """LMTP, as much as a well-behaved client needs."""
        file = connection.makefile("rwb")

        def say(text):
            file.write(text.encode() + b"\r\n")
            file.flush()
        say("220 peer LMTP")
        recipients = 0
        for line in file:
            verb = line[:4].upper()
            if verb == b"LHLO":
                say("250-peer\r\n250 8BITMIME")
            elif verb == b"DATA":
                say("354 go on")
                lines = []
                for part in file:
                    if part == b".\r\n":
                        break
                    lines.append(part[1:] if part.startswith(b".") else part)
                self.take(b"".join(lines))
                for _ in range(recipients):
                    say("250 done")
                recipients = 0
            elif verb == b"QUIT":
                say("221 bye")
                break
            else:
                recipients += verb == b"RCPT"
                say("250 ok")
        connection.close()


def main():
    folder, port, pages = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for name in ("cur", "new", "tmp"):
        os.makedirs(f"{folder}/Maildir/{name}", exist_ok=True)
    first = sqlite3.connect(f"{folder}/peer.db")
    first.executescript("PRAGMA journal_mode = WAL;" + SCHEMA)
    first.close()
    listener = socket.create_server(("127.0.0.1", port), backlog=64)
    for name, face in FACES.items():
        paths = [f"/usr/share/fonts/truetype/{d}/Liberation{face}.ttf" for d in ("liberation2", "liberation")]
        pdfmetrics.registerFont(TTFont(name, next(p for p in paths if os.path.exists(p))))
    for _ in range((int(sys.argv[4]) if len(sys.argv) > 4 else 2) - 1):
        if os.fork() == 0:
            break
    server = Server(folder, pages)
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=server.session, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    main()
