# SPDX-License-Identifier: Apache-2.0
"""The peer of the dossier benchmark: a long-lived Python server that does what the daemon does
with a whole form.  LMTP in; the mail read with `email`; every let, rule and required field of
rules/convention held against it (rules.py, turned into Python functions at the start), dossiers of the
same student, tutor, referent and host looked up; the récapitulatif set by reportlab (embedded faces,
loaded once); dossier, raw mail, PDF, index entries, outbox and events in SQLite (WAL,
synchronous=FULL); three mails, text and HTML with gauge, facts and answer links, in a Maildir, synced.
    server.py FOLDER PORT [PROCESSES]
It forks before it takes connections; each process has its own database connection and faces."""
import datetime, email, email.message, email.policy, email.utils, hashlib, html, io, os, re, socket, sqlite3, sys, threading, time, urllib.parse
import xml.etree.ElementTree as ET
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from xml.sax.saxutils import escape
from rules import Rules, State, string

FACES = {"Body": "Serif-Regular", "Bold": "Sans-Bold"}
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
SPACE = re.compile(r"[\s\u00a0\u202f]+")


def fold(text):
    return SPACE.sub(" ", text.replace("’", "'")).strip().lower()


class Form:
    """The sections and labels of rules/convention/form.xml, in French."""

    def __init__(self):
        namespace = "{urn:conventiond:form}"
        lang = "{http://www.w3.org/XML/1998/namespace}lang"
        french = lambda node: next(l.text.strip() for l in node.findall(f"{namespace}label") if l.get(lang) == "fr")
        self.sections, self.of_label = [], {}
        for section in ET.parse(f"{TOP}/rules/convention/form.xml").getroot().iter(f"{namespace}section"):
            fields = []
            for field in section.findall(f"{namespace}field"):
                label = french(field)
                choices = {c.get("value"): french(c) for c in field.findall(f"{namespace}choice")}
                entry = (section.get("id"), field.get("id"), label, field.get("type"), choices)
                fields.append(entry)
                for name in [label] + [a.text.strip() for a in field.findall(f"{namespace}alias")]:
                    self.of_label.setdefault((section.get("id"), fold(name)), entry)
                    self.of_label.setdefault((None, fold(name)), entry)
            self.sections.append((section.get("id"), french(section), fields))
        self.headings = {fold(label): id for id, label, _ in self.sections}

    def read(self, text):
        """<data> as the daemon keeps it, and what could not be read."""
        data, section, rejected = ET.Element("data"), None, []
        for line in text.split("\n"):
            label, colon, value = line.partition(" : ")
            if not colon:
                section = self.headings.get(fold(line), section)
                continue
            entry = self.of_label.get((section, fold(label))) or self.of_label.get((None, fold(label)))
            if not entry or not value.strip():
                continue
            canonical = canonical_of(entry, value.strip())
            if canonical is None:
                rejected.append((entry, value.strip()))
                continue
            parent = data.find(entry[0])
            if parent is None:
                parent = ET.SubElement(data, entry[0])
            ET.SubElement(parent, entry[1]).text = canonical
        return data, rejected


def luhn(digits):
    total = 0
    for i, digit in enumerate(reversed(digits)):
        n = int(digit) * (2 if i % 2 else 1)
        total += n - 9 if n > 9 else n
    return total % 10 == 0


def iso_date(text):
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return datetime.date.fromisoformat(text).isoformat()
        day, month, year = re.split(r"[/.-]", text)
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def matching(pattern):
    return lambda v: v if re.fullmatch(pattern, v) else None


READERS = {
    "date": iso_date, "email": matching(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "phone": matching(r"\+?[\d .]{8,20}"),
    "siret": lambda v: v if re.fullmatch(r"\d{14}", v) and luhn(v) else None, "money": matching(r"\d+([.,]\d+)?"),
    "integer": matching(r"\d+"), "hours": matching(r"\d+([.,]\d+)?"),
    "boolean": lambda v: {"oui": "oui", "yes": "oui", "non": "non", "no": "non"}.get(fold(v)),
}


def canonical_of(entry, value):
    _, _, _, kind, choices = entry
    if kind == "choice":
        wanted = fold(value)
        return next((v for v, label in choices.items() if wanted in (fold(v), fold(label))), None)
    return READERS[kind](value) if kind in READERS else value


MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def shown(entry, value):
    if entry[3] == "date":
        year, month, day = value.split("-")
        return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    if entry[3] == "money":
        return value.replace(".", ",") + "\u00a0€"
    return entry[4].get(value, value)


STYLE = ParagraphStyle("body", fontName="Body", fontSize=9, leading=12)
LABEL = ParagraphStyle("label", fontName="Bold", fontSize=9, leading=12)
HEADING = ParagraphStyle("heading", fontName="Bold", fontSize=12, leading=18)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.3, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])


HEAD = ParagraphStyle("head", fontName="Bold", fontSize=10, leading=14)
SHADED = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                     ("BACKGROUND", (0, 0), (0, -1), colors.whitesmoke)])


def footer(paper, document):
    paper.setFont("Body", 8)
    paper.drawString(54, 30, f"{document.title} - page {document.page}")
    if document.page == 1:
        paper.bookmarkPage("start")
        paper.addOutlineEntry(document.title, "start")


def pdf(form, data, findings, number):
    """The récapitulatif: establishment, number, every section with its values, what was found."""
    out = io.BytesIO()
    flow = [Paragraph("Université", HEAD), Paragraph(f"Récapitulatif de la demande de convention de stage {number}", HEADING), Spacer(1, 6)]
    for id, label, fields in form.sections:
        values, rows = data.find(id), []
        for entry in fields if values is not None else []:
            value = values.findtext(entry[1])
            if value:
                rows.append([Paragraph(escape(entry[2]), LABEL), Paragraph(escape(shown(entry, value)), STYLE)])
        if rows:
            flow += [Paragraph(escape(label), HEADING), Table(rows, colWidths=[180, 300], style=SHADED), Spacer(1, 8)]
    if findings:
        flow.append(Paragraph("À revoir", HEADING))
        flow += [Paragraph(escape(f"{words} {source}"), STYLE) for _, _, words, source in findings]
    document = SimpleDocTemplate(out, pagesize=A4, title=f"Récapitulatif {number}", topMargin=40, bottomMargin=50)
    document.build(flow, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


SCHEMA = """CREATE TABLE IF NOT EXISTS dossier(id INTEGER PRIMARY KEY, number TEXT UNIQUE, owner TEXT, state TEXT, data TEXT);
CREATE TABLE IF NOT EXISTS fact(name TEXT, key TEXT, starts TEXT, ends TEXT, amount INTEGER, dossier INTEGER, number TEXT, state TEXT);
CREATE INDEX IF NOT EXISTS fact_key ON fact(name, key);
CREATE TABLE IF NOT EXISTS outbox(id INTEGER PRIMARY KEY, dossier INTEGER, recipient TEXT, message_id TEXT, status TEXT);
CREATE TABLE IF NOT EXISTS message(id INTEGER PRIMARY KEY, dossier INTEGER, message_id TEXT, digest TEXT, bytes BLOB);
CREATE TABLE IF NOT EXISTS document(id INTEGER PRIMARY KEY, dossier INTEGER, sha256 TEXT, bytes BLOB);
CREATE TABLE IF NOT EXISTS event(id INTEGER PRIMARY KEY, dossier INTEGER, event TEXT, detail TEXT);"""


STYLES = {"green": ("#145a28", "#e3f4e7", "●", "complet"), "orange": ("#7a4700", "#fdf0d9", "◐", "à compléter"), "red": ("#8c1d18", "#fbe7e5", "○", "à remplir")}


def link(address, subject, body):
    return f"mailto:{address}?subject={urllib.parse.quote(subject)}&body={urllib.parse.quote(body)}"


class Server:
    def __init__(self, folder):
        self.folder, self.form = folder, Form()
        self.rules = Rules(TOP, datetime.date(2026, 2, 10))
        self.database = sqlite3.connect(f"{folder}/peer.db", timeout=30, isolation_level=None, check_same_thread=False)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        self.lock, self.setting, self.sent = threading.Lock(), threading.Lock(), 0

    def facts(self, state, number):
        """What other dossiers stand under the same keys."""
        facts = ET.Element("facts")
        for name, key, _ in state.keys():
            parent = ET.SubElement(facts, name, key=key)
            for row in self.database.execute("SELECT number, starts, ends, amount, state FROM fact WHERE name = ? AND key = ? LIMIT 500", (name, key)):
                ET.SubElement(parent, "other", dict(zip(("number", "from", "to", "amount", "state"), map(str, row))))
        return facts

    def body(self, hello, number, facts, gauges, answers, subject, reply_to):
        """The same mail as text and as HTML."""
        lines = [f"Bonjour {hello},", "", "Votre demande de convention de stage est complète. Relisez le récapitulatif joint." if answers else
                 "Un dossier vous concerne : vous trouverez ci-dessous où il en est.", ""]
        page = [f"<html lang='fr'><body style='font-family:sans-serif'><p>Bonjour {html.escape(hello)},</p><p>{lines[2]}</p>"]
        if answers:
            page.append("<table>")
            for label, state in gauges:
                colour, ground, symbol, words = STYLES[state]
                lines.append(f"  {symbol} {label} : {words}")
                page.append(f"<tr><td style='color:{colour};background:{ground}'>{symbol} {html.escape(label)}</td><td>{words}</td></tr>")
            page.append("</table>")
            lines.append("")
        page.append("<table>")
        for label, value in facts:
            lines.append(f"{label} : {value}")
            page.append(f"<tr><th align='left'>{html.escape(label)}</th><td>{html.escape(value)}</td></tr>")
        page.append("</table>")
        for verb, words in answers:
            url = link(reply_to, "Re: " + subject, verb)
            lines += ["", f"{words} : répondez {verb}", f"  <{url}>"]
            page.append(f"<p><a style='display:inline-block;padding:12px;background:#1a4f8b;color:#fff' href='{html.escape(url)}'>{html.escape(words)}</a> ou répondez <b>{verb}</b></p>")
        lines += ["", "Le bureau des stages", "Une question ? Écrivez à stages@univ.example. Les réponses à ce message sont lues par un automate.",
                  "Vos données servent à établir et suivre cette convention de stage (RGPD, art. 6, 1, e)."]
        page.append("".join(f"<p>{html.escape(line)}</p>" for line in lines[-3:]) + "</body></html>")
        return "\n".join(lines), "\n".join(page)

    def mail(self, to, name, subject, number, body, attachment=None):
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        message["From"], message["To"] = "Bureau des stages <stages@univ.example>", email.utils.formataddr((name, to), "utf-8")
        message["Reply-To"] = f"stages+{hashlib.sha256((number + to).encode()).hexdigest()[:26]}@univ.example"
        message["Subject"] = subject
        message["Date"], message["Message-ID"] = email.utils.formatdate(), email.utils.make_msgid(domain="univ.example")
        message["Auto-Submitted"] = "auto-generated"
        text, page = body
        message.set_content(text)
        message.add_alternative(page, subtype="html")
        if attachment:
            message.add_attachment(attachment, maintype="application", subtype="pdf", filename=f"recapitulatif-{number}.pdf")
        return str(message["Message-ID"]), to, message.as_bytes()

    def deliver(self, mails):
        """As a Maildir asks: written and synced in tmp/, renamed into new/, the folder synced."""
        names = []
        for _, _, raw in mails:
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
        data, rejected = self.form.read(message.get_body(("plain",)).get_content())
        number = f"2026-{hashlib.sha256(raw).hexdigest()[:10]}"
        dossier = ET.Element("dossier", owner=owner, number=number, revision="1", created=self.rules.today.isoformat())
        dossier.append(data)
        with self.lock:
            facts = self.facts(State(self.rules, dossier, ET.Element("facts")), number)
        state = State(self.rules, dossier, facts)
        state.calculate()
        state = State(self.rules, dossier, facts)
        findings = state.findings() + [(f"{e[0]}.{e[1]}", "block", f"{e[2]} : « {v} » n’a pas pu être lu", "") for e, v in rejected]
        blocked = {field.partition(".")[0] for field, severity, _, _ in findings if severity == "block"}
        gauges = [(label, "green" if id not in blocked else "orange" if data.find(id) is not None else "red") for id, label, _ in self.form.sections]
        with self.setting: # reportlab does not bear two threads
            document = pdf(self.form, data, findings, number)
        mails = self.mails(data, state, number, owner, gauges, document)
        self.store(raw, message, dossier, state, number, owner, document, mails, findings)
        self.deliver(mails)
        with self.lock:
            self.database.execute("UPDATE outbox SET status = 'done' WHERE message_id IN (?,?,?)", [m[0] for m in mails])

    def mails(self, data, state, number, owner, gauges, document):
        value = lambda path: data.findtext(path) or ""
        student = f"{value('etudiant/prenom')} {value('etudiant/nom')}"
        facts = [("Stagiaire", f"{student}, {value('etudiant/formation')}"), ("Organisme", f"{value('hote/nom')}, {value('hote/commune')}"),
                 ("Période", f"du {value('stage/debut')} au {value('stage/fin')} ({string(state.variable('heures-lisibles'))} de présence)"),
                 ("Projet", value("stage/sujet")), ("Gratification prévue", string(state.variable("gratification-lisible"))),
                 ("Encadrement", f"{value('tuteur/prenom')} {value('tuteur/nom')} (organisme), {value('referent/prenom')} {value('referent/nom')} (université)")]
        subject, reply_to = f"Votre convention de stage est prête à confirmer [{number}]", "stages@univ.example"
        ask = [("OUI", "Je confirme"), ("MODIFIER", "Je veux corriger"), ("STATUT", "Où en est mon dossier")]
        mails = [self.mail(owner, student, subject, number, self.body(student, number, facts, gauges, ask, subject, reply_to), document)]
        for to, name in ((value("referent/courriel") or "helene.dupuis@univ.example", "Hélène Dupuis"), ("camille.roux@univ.example", "Camille Roux")):
            subject = f"Où en est le dossier de {student} [{number}]"
            mails.append(self.mail(to, name, subject, number, self.body(name, number, facts, gauges, [], subject, reply_to)))
        return mails

    def store(self, raw, message, dossier, state, number, owner, document, mails, findings):
        database, digest = self.database, hashlib.sha256(raw).hexdigest()
        with self.lock:
            database.execute("BEGIN IMMEDIATE")
            row = database.execute("INSERT INTO dossier(number, owner, state, data) VALUES(?,?,?,?)",
                                   (number, owner, "recapitulatif", ET.tostring(dossier, "unicode"))).lastrowid
            for name, key, amount in state.keys():
                database.execute("INSERT INTO fact VALUES(?,?,?,?,?,?,?,?)", (name, key, state.data.findtext("stage/debut"),
                                 state.data.findtext("stage/fin"), 0 if amount != amount else int(amount), row, number, "recapitulatif"))
            database.execute("INSERT INTO message(dossier, message_id, digest, bytes) VALUES(?,?,?,?)", (row, str(message["Message-ID"]), digest, raw))
            database.execute("INSERT INTO document(dossier, sha256, bytes) VALUES(?,?,?)", (row, hashlib.sha256(document).hexdigest(), document))
            for message_id, to, _ in mails:
                database.execute("INSERT INTO outbox(dossier, recipient, message_id, status) VALUES(?,?,?,'waiting')", (row, to, message_id))
                database.execute("INSERT INTO event(dossier, event, detail) VALUES(?,?,?)", (row, "mail.queued", to))
            database.execute("INSERT INTO event(dossier, event, detail) VALUES(?,?,?)", (row, "form", f"findings={len(findings)} sha256={digest}"))
            database.execute("COMMIT")

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
    folder, port = sys.argv[1], int(sys.argv[2])
    for name in ("cur", "new", "tmp"):
        os.makedirs(f"{folder}/Maildir/{name}", exist_ok=True)
    first = sqlite3.connect(f"{folder}/peer.db")
    first.executescript("PRAGMA journal_mode = WAL;" + SCHEMA)
    first.close()
    listener = socket.create_server(("127.0.0.1", port), backlog=64)
    for name, face in FACES.items():
        paths = [f"/usr/share/fonts/truetype/{d}/Liberation{face}.ttf" for d in ("liberation2", "liberation")]
        pdfmetrics.registerFont(TTFont(name, next(p for p in paths if os.path.exists(p))))
    for _ in range((int(sys.argv[3]) if len(sys.argv) > 3 else 1) - 1):
        if os.fork() == 0:
            break
    server = Server(folder)
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=server.session, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    main()
