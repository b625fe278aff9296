# SPDX-License-Identifier: Apache-2.0
"""Dashboards and look-ups over a university: 10 000 students, 3 000 hosts, 20 000 dossiers of three years in 15 offices (seeded).

Each is asked for by mail, again and again; its cost is the processor time of the daemon, workers and mail
included, and beside it that of the bare SQL for the same rows in the same store."""
import csv, os, random, re, secrets, smtplib, sqlite3, subprocess, time
import dossier
from instance import Ours, median, processor_time

GOAL = 50.0  # ms, the dearest of them
OFFICES, TEACHERS = 15, 900
OFFICE, TEACHER = "camille.roux@univ.example", "helene.dupuis@univ.example"
FIRST = "Léa Noé Inès Hugo Zoé Malo Chloé Ewen Maëlys Raphaël Aïcha Youssef Anaïs Loïc Fatou Gaël Solène Théo Nour Éloïse".split()
LAST = "Martin Bernard Dubois Petit Durand Leroy Moreau Simon Laurent Lefèvre Garcia Roux Fontaine Chevalier Nguyen Diallo Benali Höfner".split()
TRADES = "Atelier Laboratoire Brasserie Théâtre Clinique Garage Imprimerie Menuiserie Librairie Ferme".split()
STATES = [("saisie", "etudiant"), ("validation-pedagogique", "referent"), ("validation-administrative", "gestionnaire"),
          ("signature", "tuteur signataire"), ("distribuee", "")]
SQL = ("SELECT p.role, l.data FROM party p JOIN listing l ON l.dossier = p.dossier JOIN dossier d ON d.id = p.dossier"
       " WHERE p.address = ? AND d.procedure = 'convention' ORDER BY p.dossier DESC LIMIT 5000")


def student(i):
    return f"etudiant{i}@etu.univ.example"


def with_key(head):
    """One digit more, so that Luhn's rule holds."""
    digits = [int(d) for d in reversed(head)]
    total = sum(d if n % 2 else d * 2 - 9 * (d > 4) for n, d in enumerate(digits))
    return head + str(-total % 10)


def siret(i):
    return with_key(with_key(f"{10000000 + i * 7:08d}") + "0001")


def directory(folder, students, hosts, rng):
    """What the registrar and the bureau export."""
    people, places = os.path.join(folder, "people.csv"), os.path.join(folder, "hosts.csv")
    with open(people, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter=";")
        rows.writerow(["Numéro étudiant", "Nom", "Prénom", "Courriel"])
        for i in range(students):
            rows.writerow([22000000 + i, rng.choice(LAST), rng.choice(FIRST), student(i)])
    with open(places, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter=";")
        rows.writerow(["SIRET", "Raison sociale", "Adresse", "Code postal", "Commune"])
        for i in range(hosts):
            rows.writerow([siret(i), f"{rng.choice(TRADES)} {rng.choice(LAST)} {i}", f"{i % 90 + 1}, rue de la Paix", "69002", "Lyon"])
    return people, places


def cell(row, name, value):
    return re.sub(rf"<{name}>.*?</{name}>|<{name}/>", f"<{name}>{value}</{name}>", row, flags=re.S)


def seed(path, count, students, rng):
    """Copies of the one dossier that is there; a third of them open, as in the third year."""
    database = sqlite3.connect(path, isolation_level=None)
    model = database.execute("SELECT id, number, procedure, version, owner, revision, data FROM dossier LIMIT 1").fetchone()
    row = database.execute("SELECT data FROM listing WHERE dossier = ?", (model[0],)).fetchone()[0]
    database.execute("BEGIN IMMEDIATE")
    for i in range(1, count + 1):
        state, roles = rng.choice(STATES)
        year, owner, open_ = 2024 + i * 3 // (count + 1), student(i % students), int(i * 3 > count * 2)
        number, identity = f"{year}-{20000 + i:05d}", model[0] + i
        own = re.sub(r"<row [^>]*>", f'<row number="{number}" owner="{owner}" state="{state}" open="{"yes" if open_ else "no"}"'
                     f' since="2026-01-20T08:00:00Z" opened="2026-01-20T08:00:00Z" waiting="{roles}">', row, count=1)
        for name, value in (("numero", number), ("etudiant", f"{rng.choice(FIRST)} {rng.choice(LAST)}"), ("courriel", owner),
                            ("hote", f"{rng.choice(TRADES)} {rng.choice(LAST)}"), ("debut", f"{year}-0{rng.randint(3, 9)}-02"), ("etat", state)):
            own = cell(own, name, value)
        database.execute("INSERT INTO dossier(id, number, procedure, version, owner, state, open, revision, created, changed, data)"
                         " VALUES(?,?,?,?,?,?,?,?,?,?,?)",
                         (identity, number, model[2], model[3], owner, state, open_, model[5], 1768000000, 1769264000,
                          model[6].replace(model[1], number).replace(model[4], owner)))
        database.execute("INSERT INTO listing(dossier, data) VALUES(?,?)", (identity, own))
        for address, role in ((OFFICE if i % OFFICES == 0 else f"bureau{i % OFFICES}@univ.example", "gestionnaire"), (owner, "etudiant"),
                              (TEACHER if i % TEACHERS == 0 else f"prof{i % TEACHERS}@univ.example", "referent")):
            database.execute("INSERT INTO party(address, role, dossier) VALUES(?,?,?)", (address, role, identity))
        if "gestionnaire" in roles and open_:
            database.execute("INSERT INTO task(dossier, serial, tag, id, role, address, status, opened)"
                             " VALUES(?,1,?,'valider-administrative','gestionnaire',?,'open',1769264000)", (identity, secrets.token_bytes(32), OFFICE))
    database.execute("COMMIT")
    database.execute("ANALYZE")
    database.close()


def own_time(pid):
    """Seconds of processor time of the process itself: loop and writer."""
    with open(f"/proc/{pid}/stat") as file:
        return sum(map(int, file.read().rsplit(")", 1)[1].split()[11:13])) / os.sysconf("SC_CLK_TCK")


def ask(daemon, sender, words, number, times):
    """ms of processor time for one answer: of the daemon, and of its workers."""
    pid = daemon.process.pid
    before, own, used = daemon.metrics()["mails_total"], own_time(pid), processor_time(pid)
    with smtplib.LMTP("127.0.0.1", daemon.port) as lmtp:
        for i in range(times):
            lmtp.sendmail(sender, ["stages@univ.example"], (
                f"Authentication-Results: mx.univ.example; dmarc=pass header.from={sender.split('@')[1]}\r\nFrom: <{sender}>\r\n"
                f"To: stages@univ.example\r\nSubject: Question\r\nMessage-ID: <lists-{number}-{i}@x.example>\r\n"
                f"Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n").encode())
    daemon.wait(lambda m: m["idle"] == 1 and m["mails_total"] >= before + times, 120)
    own, used = (own_time(pid) - own) / times * 1000, (processor_time(pid) - used) / times * 1000
    return own, used - own


def digest(daemon, day):
    """ms for the digest of one morning: what a start costs more when it is due than when it is done; and mails."""
    costs, mails = [], []
    for _ in range(2):
        daemon.stop()
        daemon.start(f"2026-02-{day}T09:00:00Z")
        time.sleep(0.5)
        daemon.wait_idle()
        costs.append(own_time(daemon.process.pid) * 1000)
        mails.append(daemon.metrics()["mails_total"])
    return costs[0] - costs[1], mails[0] - mails[1]


def bare(path, address, times):
    """ms, and rows."""
    database, begin = sqlite3.connect(f"file:{path}?mode=ro", uri=True), time.process_time()
    for _ in range(times):
        rows = database.execute(SQL, (address,)).fetchall()
    return (time.process_time() - begin) / times * 1000, len(rows)


def run(build, short):
    students, hosts, count, times = (1000, 300, 2000, 10) if short else (10000, 3000, 20000, 40)
    rng = random.Random(20260210)
    daemon = Ours(build, "lists")
    daemon.conf += "answers = 0\nanswers-in-all = 0\n"
    daemon.start()
    store, lines, dearest = f"{daemon.directory}/conventiond.db", [], 0
    try:
        dossier.send(daemon.port, dossier.form_mails(1, 0))
        daemon.wait_idle()
        daemon.stop()
        people, places = directory(daemon.folder, students, hosts, rng)
        for kind, file in (("etudiant", people), ("hote", places)):
            done = subprocess.run([f"{build}/conventionctl", "-C", daemon.directory, "directory", "import", file, "--kind", kind], capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(done.stdout[-500:] + done.stderr[-500:])
        seed(store, count, students, rng)
        daemon.start()
        questions = (("the office, all", OFFICE, "TABLEAU DE BORD"), ("the office, by a word", OFFICE, "TABLEAU DE BORD signature"),
                     ("a teacher", TEACHER, "TABLEAU DE BORD"), ("a student", student(7), "TABLEAU DE BORD"),
                     ("a host by its name", OFFICE, "CHERCHER Brasserie Durand"))
        for number, (what, sender, words) in enumerate(questions):
            ask(daemon, sender, words, f"{number}-warm", 3)
            cost, made = ask(daemon, sender, words, number, times)
            sql, rows = bare(store, sender, times)
            dearest = max(dearest, cost)
            lines.append(f"    {what}: {cost:.1f} ms, and {made:.1f} ms of a worker that reads and writes the mails; bare SQL for {rows} rows {sql:.2f} ms")
        ask(daemon, OFFICE, "RÉSUMÉ QUOTIDIEN", "habit", 1)
        mornings = [digest(daemon, day) for day in ((11,) if short else (11, 12, 13, 16, 17))]
        if any(mails < 1 for _, mails in mornings):  # a reminder may come with it
            raise RuntimeError(f"not a digest each morning: {mornings}")
        cost = median([ms for ms, _ in mornings])
        dearest = max(dearest, cost)
        lines.append(f"    the office's digest of a morning: {cost:.1f} ms")
    finally:
        daemon.close()
    return {"name": "lists", "what": f"one mail over {students} students, {hosts} hosts, {count} dossiers, the dearest (ms of processor time, workers included)\n"
            + "\n".join(lines), "ours": f"{dearest:.1f} ms", "peer": f"the goal of {GOAL:.0f} ms", "ratio": dearest, "goal": GOAL, "more": False}
